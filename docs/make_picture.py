"""Draws docs/report.svg: a real report on three of the known answers in tests/submissions."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

import msgspec
from rich.console import Console

from grader.course.load import load_course
from grader.pipeline import run
from grader.records import Gradebook
from grader.report.presenter import present
from grader.report.terminal import show
from grader.session import Session

REPOSITORY = Path(__file__).resolve().parents[1]
ANSWERS = (
    "01_single_neuron/neuron/bias_missing",
    "02_deep_network/build_deep_network/sigmoid_in_layer_two",
    "03_sgd/right/kaggle_early_stopping",
)


def main() -> None:
    """Grade the three files as one learner's submissions and write the picture."""
    course = load_course()
    with tempfile.TemporaryDirectory() as folder, Session() as session:
        learner = Path(folder) / "sam"
        learner.mkdir()
        for answer in ANSWERS:
            source = REPOSITORY / "tests" / "submissions" / f"{answer}.py"
            shutil.copy(source, learner / f"{answer.split('/')[0]}.py")
        book = below(run([learner], course, session), learner)
    console = Console(record=True, width=104, file=io.StringIO(), force_terminal=True)
    show(present(book, hints=1), console)
    console.print()  # The picture cuts off the descenders of its last line.
    svg = console.export_svg(title="grade exercises/")
    (REPOSITORY / "docs" / "report.svg").write_text(svg, encoding="utf-8")


def below(book: Gradebook, folder: Path) -> Gradebook:
    """Return the gradebook with "exercises" in place of `folder` in the names of files.

    The names change before drawing, since drawing fixes the width of each text in the picture.
    """
    learners = [
        msgspec.structs.replace(
            learner,
            exercises=tuple(
                msgspec.structs.replace(one, file=one.file.replace(str(folder), "exercises"))
                for one in learner.exercises
            ),
        )
        for learner in book.learners
    ]
    return msgspec.structs.replace(book, learners=tuple(learners))


if __name__ == "__main__":
    main()
