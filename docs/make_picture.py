"""Draws docs/report.svg: a real report on three of the known answers in tests/submissions."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from rich.console import Console

from grader.pipeline import Options, run
from grader.report.terminal import show

REPOSITORY = Path(__file__).resolve().parents[1]
CASES = (
    "wrong_neuron_bias_missing",
    "wrong_deep_sigmoid_in_layer_two",
    "right_kaggle_early_stopping",
)


def main() -> None:
    """Grade the three as one learner's and write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        learner = Path(folder) / "sam"
        for case in CASES:
            shutil.copytree(
                REPOSITORY / "tests" / "submissions" / case, learner, dirs_exist_ok=True
            )
        book = run([learner], Options())
        shown = Path("sam") / "exercises"
        console = Console(record=True, width=104, file=io.StringIO(), force_terminal=True)
        show(book, console, hints=1)
        svg = console.export_svg(title="grade exercises/")
        svg = svg.replace(str(learner), str(shown.parent))
        (REPOSITORY / "docs" / "report.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
