"""A class of twelve, as seven course systems deliver it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from grader.course.load import load_course

COURSE = load_course()
NEURON, DEEP, SGD = COURSE.names


def answers(exercise: str) -> bytes:
    """Return a file that answers every task of an exercise, in a few lines."""
    tasks = (task.name for task in COURSE.exercise(exercise).tasks)
    return "".join(f"def {task}(*given):\n    return given\n\n" for task in tasks).encode()


def untouched(exercise: str) -> bytes:
    """Return a file in which every task of an exercise is still a stub."""
    return answers(exercise).replace(b"return given", b"raise NotImplementedError")


def packed(files: dict[str, bytes]) -> bytes:
    """Return a .zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


@dataclass(frozen=True)
class Someone:
    """A learner: what they hand in, by name; the exercises that are then graded, by file; notes."""

    number: int
    first: str
    last: str
    files: dict[str, bytes]
    graded: dict[str, str]
    told: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def login(self) -> str:
        return f"{self.first[0]}_{self.last}".lower().replace("'", "")


def _plain(number: int, first: str, last: str, *exercises: str) -> Someone:
    names = {exercise: f"{exercise}.py" for exercise in exercises}
    return Someone(number, first, last, {names[one]: answers(one) for one in exercises}, names)


TWELVE = (
    _plain(301, "Ada", "Lovelace", NEURON),
    _plain(302, "Bo", "Chan", NEURON),
    _plain(303, "Chi", "O'Neill", NEURON, DEEP, SGD),
    _plain(304, "Dov", "Lovelace", DEEP),
    _plain(305, "Eun", "Kim", SGD),
    _plain(306, "Femi", "Şahin", NEURON, SGD),
    Someone(307, "Gil", "Roe", {"my homework.py": answers(SGD)}, {SGD: "my homework.py"}),
    Someone(
        308,
        "Hua",
        "Li",
        {f"{SGD}.py": untouched(SGD), f"{SGD} (1).py": answers(SGD)},
        {SGD: f"{SGD} (1).py"},
    ),
    Someone(
        309,
        "Ida",
        "Berg",
        {"essay.docx": b"PK"},
        {},
        ("no exercise recognised: essay.docx",),
    ),
    Someone(
        310,
        "Jo",
        "Diaz",
        {"all.zip": packed({"work/a.py": answers(DEEP), f"work/{NEURON}.py": answers(NEURON)})},
        {NEURON: f"{NEURON}.py", DEEP: "a.py"},
    ),
    Someone(
        311,
        "Kit",
        "Moss",
        {f"Copy of {DEEP}.py": answers(DEEP), "notes.txt": b"hello"},
        {DEEP: f"Copy of {DEEP}.py"},
    ),
    Someone(
        312,
        "Lou",
        "Ng",
        {"notes.py": b"x = 1\n", "03_sgd.pdf": b"%PDF"},
        {},
        ("no exercise recognised: notes.py, 03_sgd.pdf",),
    ),
)


@dataclass(frozen=True)
class Tree:
    """How a system arranges the class.

    place: the path of a file of someone's. shown: the name that the layout gives someone. more:
    the files that the system adds. finds: whether it delivers someone at all.
    """

    place: Callable[[Someone, str], str]
    shown: Callable[[Someone], str] = lambda who: who.name
    more: dict[str, bytes] = field(default_factory=dict)

    def files(self) -> Iterator[tuple[str, bytes]]:
        for who in TWELVE:
            for name, content in who.files.items():
                yield self.place(who, name), content
        yield from self.more.items()


def _canvas(who: Someone, name: str) -> str:
    sortable = f"{who.last}{who.first}".lower().replace("'", "")
    late = "LATE_" if who.number % 2 else ""
    return f"{sortable}_{late}{who.number}_{7_000 + who.number}_{name}"


def _canvas_name(who: Someone) -> str:
    return f"{who.last}{who.first}".lower().replace("'", "")


def _moodle(who: Someone, name: str) -> str:
    return f"{who.name}_{who.number}_assignsubmission_file/{name}"


def _blackboard(who: Someone, name: str) -> str:
    return f"Homework_1_{who.login}_attempt_2026-11-{who.number - 290}-09-03-07_{name}"


def _receipt(who: Someone) -> bytes:
    return (
        f"Name: {who.name} ({who.login})\nAssignment: Homework_1\nDate Submitted: Monday\n"
        "Current Grade: Needs Grading\n\nSubmission Field:\nName: Somebody Else (other)\n"
    ).encode()


def _nbgrader(who: Someone, name: str) -> str:
    return f"submitted/{who.login}/ps1/{name}"


METADATA = "---\n" + "".join(
    f"submission_{who.number}:\n"
    "  :submitters:\n"
    f'  - :name: "{who.name}"\n'
    f"    :sid: '{who.number}'\n"
    f"    :email: {who.login}@example.edu\n"
    "  :created_at: 2026-11-26 17:34:00.861687000 Z\n"
    "  :score: 2.0\n"
    "  :results:\n"
    "    output: |-\n"
    "      submission_301:\n"
    "        :submitters:\n"
    for who in TWELVE
)

TREES = {
    "folders": Tree(lambda who, name: f"{who.login}/repo/exercises/{name}", lambda who: who.login),
    "canvas": Tree(_canvas, _canvas_name),
    "moodle": Tree(
        _moodle,
        more={
            f"{who.name}_{who.number}_assignsubmission_onlinetext/onlinetext.html": b"<p>"
            for who in TWELVE[:3]
        },
    ),
    "blackboard": Tree(
        _blackboard,
        more={_blackboard(who, "")[:-1] + ".txt": _receipt(who) for who in TWELVE},
    ),
    "google-classroom": Tree(lambda who, name: f"{who.name} - {name}"),
    "nbgrader": Tree(
        _nbgrader,
        lambda who: who.login,
        {_nbgrader(who, "timestamp.txt"): b"2026-11-30 15:27:25 UTC" for who in TWELVE},
    ),
    "gradescope": Tree(
        lambda who, name: f"submission_{who.number}/{name}",
        more={"submission_metadata.yml": METADATA.encode()},
    ),
}


def on_disk(folder: Path, files: dict[str, bytes]) -> Path:
    """Write files below a folder, and return the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
