"""Known answers: files whose grade is known. They prove that a course grades correctly.

They are in `<exercise>/<task or other group>/`. The expected grade of a notebook, and of a file
whose name matters and that has its own folder, is in a JSON file beside it. The expected grade of a
script is in its first lines:

    # about: np.minimum instead of np.maximum: keeps what is below zero.
    # expect: relu failed "minimum"

`# only: relu` grades only this task, so that the file need not contain the others. Several tasks
are separated by commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from grader.errors import CourseError
from grader.records import Status

EXPECTED_FILE = "expected.json"
_SUFFIXES = (".py", ".ipynb")
_HEADER_LINE = re.compile(r"#[ \t]*(about|expect|only):[ \t]*(.*?)[ \t]*$")
_EXPECTATION = re.compile(r'(\w+)[ \t]+(\w+)((?:[ \t]+"(?:[^"\\]|\\.)*")*)')
_PART = re.compile(r'"(?:[^"\\]|\\.)*"')


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The expected grade of one task. says: parts that its messages must contain."""

    status: Status
    says: tuple[str, ...] = ()


class Expectation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The expected grades of a known answer. Tasks that are not listed must pass.

    only: the tasks to grade; all if empty.
    """

    about: str
    tasks: dict[str, Expected] = {}
    only: tuple[str, ...] = ()


class KnownAnswer(msgspec.Struct, frozen=True):
    """A file, its exercise and its expected grades.

    name: its path in the folder of known answers, without suffix. is_named: whether the exercise
    must be recognised by the name of the file.
    """

    name: str
    exercise: str
    file: Path
    expected: Expectation
    is_named: bool = False


def known_answers(folder: Path, exercises: Sequence[str]) -> tuple[KnownAnswer, ...]:
    """Return the known answers in a folder, in order; raises CourseError for an invalid one."""
    found = tuple(
        answer
        for exercise in exercises
        for group in _folders(folder / exercise)
        for answer in _in_group(folder, exercise, group)
    )
    for extra in _folders(folder):
        if extra.name not in exercises:
            raise CourseError(f"{extra}: there is no exercise of this name")
    return found


def _folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._")


def _in_group(folder: Path, exercise: str, group: Path) -> Iterator[KnownAnswer]:
    for path in sorted(group.iterdir()):
        if path.is_dir():
            file = _only_file(path)
            expected = _from_json(path / EXPECTED_FILE)
        elif path.suffix == ".ipynb":
            file, expected = path, _from_json(path.with_suffix(".json"))
        elif path.suffix == ".py":
            file, expected = path, _from_header(path)
        else:
            continue
        name = path.relative_to(folder).with_suffix("").as_posix()
        yield KnownAnswer(name, exercise, file, expected, is_named=path.is_dir())


def _only_file(folder: Path) -> Path:
    files = [path for path in sorted(folder.iterdir()) if path.suffix in _SUFFIXES]
    if len(files) != 1:
        raise CourseError(f"{folder}: expected one .py or .ipynb file beside {EXPECTED_FILE}")
    return files[0]


def _from_json(path: Path) -> Expectation:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Expectation)
    except (OSError, msgspec.DecodeError) as error:
        raise CourseError(f"{path}: {error}") from error


def _from_header(path: Path) -> Expectation:
    about: list[str] = []
    only: list[str] = []
    tasks: dict[str, Any] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
        match = _HEADER_LINE.match(line)
        if match is None:
            break
        if match[1] == "about":
            about.append(match[2])
        elif match[1] == "only":
            only += [name.strip() for name in match[2].split(",")]
        else:
            task, expected = _expectation(match[2], f"{path}, line {number}")
            tasks[task] = expected
    if not about:
        raise CourseError(f"{path}: expected a first line such as: # about: what is wrong here")
    return Expectation(" ".join(about), tasks, tuple(only))


def _expectation(text: str, where: str) -> tuple[str, Expected]:
    match = _EXPECTATION.fullmatch(text)
    if match is None:
        raise CourseError(f'{where}: expected a line such as: # expect: relu failed "minimum"')
    says = [msgspec.json.decode(part) for part in _PART.findall(match[3])]
    try:
        return match[1], msgspec.convert({"status": match[2], "says": says}, type=Expected)
    except msgspec.ValidationError as error:
        raise CourseError(f"{where}: {error}") from error
