"""Finds submissions: which file is whose, and which exercise it answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from grader.errors import UsageError

SUFFIXES = (".py", ".ipynb")

# Canvas prepends "lastname_<user id>_<submission id>_", with "LATE_" in the middle where it was.
_CANVAS_PREFIX = re.compile(r"^(?P<learner>[^_]+)_(?:LATE_)?(?P<id>\d+)_\d+_")


class Found(msgspec.Struct, frozen=True):
    """One file, its learner and its exercise."""

    path: Path
    learner: str
    exercise: str


class Discovery(msgspec.Struct, frozen=True):
    """What there is to grade, in a fixed order, and what was left out."""

    found: tuple[Found, ...]
    notes: tuple[str, ...] = ()


def discover(paths: Iterable[Path], exercises: Sequence[str]) -> Discovery:
    """Find the submissions under these paths; raises UsageError where there are none.

    A file is graded for the learner its folder is named after. A folder with exercise files is
    one learner, unless Canvas put each learner's name before each file. A folder of such folders
    is one learner each.
    """
    found: list[Found] = []
    notes: list[str] = []
    for path in paths:
        if path.is_dir():
            here, said = _in_folder(path, exercises)
            if not here:
                raise UsageError(_nothing_in(path, exercises))
        else:
            here, said = [_file(path, exercises)], []
        found += here
        notes += said
    # By its folder and name, not by what a link in it points to: that may be another's file.
    unique = list({_place(entry.path): entry for entry in found}.values())
    return Discovery(tuple(_distinct_learners(unique)), tuple(notes))


def exercise_of(file_name: str, exercises: Sequence[str]) -> str | None:
    """Return the exercise whose name's parts stand in this order, together, in the file's name.

    "Copy_of_03_sgd.ipynb", "03_sgd (1).py" and "lee_12_34_03-sgd-2.py" all are "03_sgd".
    """
    parts = _parts(Path(file_name).stem)
    for exercise in exercises:
        wanted = _parts(exercise)
        for start in range(len(parts) - len(wanted) + 1):
            if parts[start : start + len(wanted)] == wanted:
                return exercise
    return None


def _parts(name: str) -> list[str]:
    return re.findall(r"[a-z]+|[0-9]+", name.lower())


def _file(path: Path, exercises: Sequence[str]) -> Found:
    exercise = exercise_of(path.name, exercises)
    if exercise is None or path.suffix.lower() not in SUFFIXES:
        raise UsageError(
            f"{path}: which exercise is this? Expected a .py or .ipynb file named after one of "
            f"{', '.join(exercises)}."
        )
    return Found(path, path.resolve().parent.name, exercise)


def _in_folder(folder: Path, exercises: Sequence[str]) -> tuple[list[Found], list[str]]:
    here, notes = _one_folder(folder, exercises)
    if here or notes:
        return here, notes
    for child in sorted(folder.iterdir()):
        if child.is_dir() and not child.is_symlink() and not child.name.startswith("."):
            found, said = _one_folder(child, exercises)
            here += found
            notes += said
            if not found and not said:
                notes.append(f"{child}: no exercise file in it.")
    # Folders beside the learners that hold none are only worth a word if there are learners.
    return here, notes if here else []


def _one_folder(folder: Path, exercises: Sequence[str]) -> tuple[list[Found], list[str]]:
    candidates: dict[tuple[str, str], list[Path]] = {}
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        return [], [f"{folder}: cannot be looked into: {error.strerror}."]
    files = [
        (path, exercise)
        for path in entries
        if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and not path.is_dir()
        if (exercise := exercise_of(path.name, exercises)) is not None
    ]
    matches = [match for path, _ in files if (match := _CANVAS_PREFIX.match(path.name))]
    prefixes = {(match["learner"], match["id"]) for match in matches}
    names = Counter(name for name, _ in prefixes)
    for path, exercise in files:
        match = _CANVAS_PREFIX.match(path.name)
        many = len(prefixes) > 1 and match is not None
        learner = folder.resolve().name
        if many and match:
            shared = names[match["learner"]] > 1  # by two learners of the same last name
            learner = f"{match['learner']}_{match['id']}" if shared else match["learner"]
        candidates.setdefault((learner, exercise), []).append(path)
    found, notes = [], []
    for (learner, exercise), paths in candidates.items():
        # The plain name before copies of it, then the alphabet: the same choice everywhere.
        chosen, *others = sorted(paths, key=lambda path: (path.stem != exercise, path.name))
        found.append(Found(chosen, learner, exercise))
        notes += [f"{other}: left out, {chosen.name} was graded instead." for other in others]
    return found, notes


def _place(path: Path) -> Path:
    return path.parent.resolve() / path.name


def _distinct_learners(found: Sequence[Found]) -> list[Found]:
    """Tell apart learners of the same name in different places, by as much path as it takes."""
    folders: dict[str, set[Path]] = {}
    for entry in found:
        folders.setdefault(entry.learner, set()).add(_place(entry.path).parent)
    return [
        msgspec.structs.replace(entry, learner=_name_among(entry, folders[entry.learner]))
        for entry in found
    ]


def _name_among(entry: Found, folders: set[Path]) -> str:
    if len(folders) == 1:
        return entry.learner
    own = _place(entry.path).parent
    # Where the folder is not named after the learner, the learner comes after it.
    end = () if own.name == entry.learner else (entry.learner,)
    for depth in range(1, len(own.parts)):
        if sum(folder.parts[-depth:] == own.parts[-depth:] for folder in folders) == 1:
            return "/".join((*own.parts[-max(depth, 2 - len(end)) :], *end))
    return str(own)


def _nothing_in(folder: Path, exercises: Sequence[str]) -> str:
    return (
        f"{folder}: nothing to grade. Expected files named after {', '.join(exercises)}, "
        "or folders with such files, one for each learner."
    )
