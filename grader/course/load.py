"""Loads a course from a folder with a `course.toml`."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.machinery
import importlib.metadata
import importlib.util
import sys
from collections.abc import Mapping
from pathlib import Path
from types import CodeType, ModuleType

import msgspec

import grader
from grader.course.course import Course
from grader.course.exercise import Exercise
from grader.errors import CourseError, UsageError

FILE = "course.toml"
ENTRY_POINTS = "dl_grader.courses"
PICTURES = (".svg", ".png", ".jpg", ".gif")


class CourseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The contents of a `course.toml`. Folders are relative to it.

    lessons: the folder of grading modules, one for each exercise. pictures: the name of a folder in
    that of the exercises.
    """

    name: str
    title: str
    version: str
    exercises: str = "exercises"
    solutions: str = "solutions"
    lessons: str = "lessons"
    known_answers: str = "known_answers"
    placeholder: str = "____"
    pictures: str = "pictures"


def load_course(name: str | None = None) -> Course:
    """Load a course.

    name: a folder, or the name of an installed course; None for the shipped course. Raises
    UsageError if there is no such course, and CourseError if it is invalid.
    """
    return load_folder(shipped_folder() if name is None else _folder_of(name))


def load_folder(folder: Path) -> Course:
    """Load the course in this folder; raises CourseError."""
    folder = folder.resolve()
    parts = _read(folder / FILE)
    stubs = _files(folder / parts.exercises)
    lessons = _files(folder / parts.lessons)
    if not lessons:
        raise CourseError(
            f"{folder / parts.lessons}: no grading module such as 01_name.py in this folder"
        )
    content = _content(folder, parts)
    digest = _fingerprint(content)
    known_answers = folder / parts.known_answers
    secret = (folder / parts.lessons, folder / parts.solutions, known_answers)
    return Course(
        name=parts.name,
        title=parts.title,
        version=parts.version,
        fingerprint=digest,
        exercises=tuple(_exercise(path, digest) for path in lessons.values()),
        stubs=stubs,
        solutions=_files(folder / parts.solutions),
        known_answers=known_answers if known_answers.is_dir() else None,
        secret=secret,
        deciding=content,
        placeholder=parts.placeholder,
        pictures=_pictures(folder / parts.exercises, parts.pictures),
    )


def shipped_folder() -> Path:
    """Return the folder of the shipped course, in the wheel or in the checkout."""
    package = Path(grader.__file__).resolve().parent
    for folder in (package / "shipped", package.parent):
        if (folder / FILE).is_file():
            return folder
    raise CourseError(f"the shipped course is missing from this installation: no {FILE}")


def installed_folders() -> dict[str, Path]:
    """Return the folders of the courses that installed packages provide, by name."""
    entries = importlib.metadata.entry_points(group=ENTRY_POINTS)
    found = {}
    for entry in entries:
        # A package that is damaged must not end the grading by another course.
        with contextlib.suppress(ImportError, AttributeError, ValueError):
            spec = importlib.util.find_spec(entry.module)
            if spec is not None and spec.submodule_search_locations:
                found[entry.name] = Path(spec.submodule_search_locations[0])
    return found


def _folder_of(name: str) -> Path:
    folder = Path(name)
    if (folder / FILE).is_file():
        return folder
    if folder.is_dir():
        raise UsageError(f"{name}: there is no {FILE} in this folder.")
    shipped = shipped_folder()
    known = installed_folders() | {_read(shipped / FILE).name: shipped}
    if name not in known:
        raise UsageError(
            f"There is no course {name}: expected a folder with a {FILE}, or one of the installed "
            f"courses ({', '.join(sorted(known))})."
        )
    return known[name]


def _read(path: Path) -> CourseFile:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=CourseFile)
    except (OSError, UnicodeError, msgspec.DecodeError) as error:
        raise CourseError(f"{path}: {error}") from error


def _files(folder: Path) -> dict[str, Path]:
    """Return the files of exercises in a folder, by exercise and in order."""
    files = sorted(folder.glob("*.py"))
    return {path.stem: path for path in files if path.stem[:1].isdigit()}


def _pictures(exercises: Path, name: str) -> dict[str, Path]:
    """Return the pictures in a folder of the exercises' folder; raises CourseError."""
    if name in ("", ".", "..") or Path(name).name != name:
        raise CourseError(f"pictures = {name!r}: expected the name of a folder in {exercises}")
    files = sorted((exercises / name).glob("*"))
    return {f"{name}/{path.name}": path for path in files if path.suffix in PICTURES}


def _content(folder: Path, parts: CourseFile) -> dict[str, bytes]:
    """Return the contents of the files that decide verdicts, by their path in the course."""
    places = [folder / FILE]
    for part in (parts.exercises, parts.lessons):
        places += sorted((folder / part).rglob("*.py"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in places}


def _fingerprint(content: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, data in sorted(content.items()):
        digest.update(f"{len(name.encode())} {name} {len(data)} ".encode() + data)
    return digest.hexdigest()


def _exercise(path: Path, digest: str) -> Exercise:
    """Run one grading module and return its exercise; raises CourseError."""
    package = _package(path.parent, digest)
    name = f"{package.__name__}.{path.stem}"
    module = sys.modules.get(name)
    if module is None:
        module = _run(name, path)
    exercise = getattr(module, "EXERCISE", None)
    if not isinstance(exercise, Exercise) or exercise.name != path.stem:
        raise CourseError(f"{path} must define EXERCISE, an Exercise named {path.stem}")
    return exercise


def _package(folder: Path, digest: str) -> ModuleType:
    """Return a package for a folder of grading modules, so that they can import each other."""
    name = f"_course_{digest[:16]}"
    if name not in sys.modules:
        package = ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package
    return sys.modules[name]


class _WithDocstrings(importlib.machinery.SourceFileLoader):
    """Compiles a module as Python does without options, and does not cache it."""

    def get_code(self, fullname: str) -> CodeType:
        """Return the code of the module."""
        path = self.get_filename(fullname)
        return compile(self.get_data(path), path, "exec", dont_inherit=True, optimize=0)


def _run(name: str, path: Path) -> ModuleType:
    # The titles of checks are docstrings, which PYTHONOPTIMIZE=2 removes.
    loader = _WithDocstrings(name, str(path)) if sys.flags.optimize > 1 else None
    spec = importlib.util.spec_from_file_location(name, path, loader=loader)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException as error:
        sys.modules.pop(name, None)
        if isinstance(error, CourseError) or not isinstance(error, Exception):
            raise
        raise CourseError(f"{path}: {type(error).__name__}: {error}") from error
    return module
