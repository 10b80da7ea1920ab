"""The pytest plugin: `pytest exercises/` shows one test for each check.

Every pytest of this Python loads this module. So it imports nothing but pytest, and does nothing in
suites that have no exercise files. `items` and `grading` do the work. An exercise file is never
imported: it is graded as `grade` grades it.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import grader

if TYPE_CHECKING:
    from grader.live.pytest_plugin.grading import Grading

_SETTING = "dl_grader"
_COURSE = "dl_grader_course"
_HELP = """Which exercise files are graded: true for all of them, false for none, auto for those
that are named on the command line, themselves or by their folder, and contain a function of the
exercise."""
_SETTINGS = {"true": True, "false": False, "auto": None}
_SUFFIXES = (".py", ".ipynb")
_DEFINES = re.compile(r"\bdef\s+(\w+)\s*\(")
_MAX_SIZE = 50_000_000

_STUBS = pytest.StashKey[Mapping[str, Path]]()
_GRADING = pytest.StashKey["Grading"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the settings of pytest.ini or pyproject.toml."""
    parser.addini(_SETTING, " ".join(_HELP.split()), default="auto")
    parser.addini(_COURSE, "The course: a folder with a course.toml, or its name.", default="")


@pytest.hookimpl(hookwrapper=True, tryfirst=True)  # newer wrappers would fail in older pluggys
def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Generator[None, Any, None]:
    """Collect an exercise file in place of what others would make of it, such as a module."""
    collected = None
    if _is_wanted(file_path, parent.config):
        from grader.live.pytest_plugin.items import ExerciseFile

        grading = _grading(parent.config)
        collected = ExerciseFile.from_parent(parent, path=file_path, grading=grading)
    outcome = yield
    if collected is not None:
        outcome.force_result([collected])


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the processes that were started."""
    grading = config.stash.get(_GRADING, None)
    if grading is not None:
        grading.close()


def _is_wanted(path: Path, config: pytest.Config) -> bool:
    # Names of exercises begin with a digit. Few other files are looked at any closer.
    if path.suffix not in _SUFFIXES or not path.stem[:1].isdigit():
        return False
    setting = config.getini(_SETTING)
    if setting.lower() not in _SETTINGS:
        raise pytest.UsageError(f"{_SETTING} = {setting}: expected true, false or auto.")
    always = _SETTINGS[setting.lower()]
    if always is False:
        return False
    stub = _stubs(config).get(path.stem)
    if stub is None:
        return False
    return always is True or (_is_named(path, config) and _has_a_function_of(stub, path))


def _stubs(config: pytest.Config) -> Mapping[str, Path]:
    """Return the stubs of the course, by exercise."""
    stubs = config.stash.get(_STUBS, None)
    if stubs is None:
        has_own = bool(config.getini(_COURSE))
        stubs = _grading(config).course.stubs if has_own else _shipped_stubs()
        config.stash[_STUBS] = stubs
    return stubs


def _shipped_stubs() -> Mapping[str, Path]:
    """Return the stubs of the shipped course, without the imports that loading it takes."""
    package = Path(grader.__file__).resolve().parent
    folders = [
        one for one in (package / "shipped", package.parent) if (one / "course.toml").exists()
    ]
    return {
        path.stem: path for one in folders[:1] for path in (one / "exercises").glob("[0-9]*.py")
    }


def _grading(config: pytest.Config) -> Grading:
    grading = config.stash.get(_GRADING, None)
    if grading is None:
        from grader.live.pytest_plugin.grading import Grading

        grading = config.stash[_GRADING] = Grading(config.getini(_COURSE))
    return grading


def _is_named(path: Path, config: pytest.Config) -> bool:
    """Return whether the file or its folder is an argument of the command, or of `testpaths`."""
    folder = config.invocation_params.dir
    named = {(folder / one.split("::")[0]).resolve() for one in config.args}
    return not named.isdisjoint({path.resolve(), path.resolve().parent})


def _has_a_function_of(stub: Path, path: Path) -> bool:
    """Return whether a file defines one of the stub's functions; a notebook is text, too."""
    try:
        if path.stat().st_size > _MAX_SIZE:
            return False
        functions = _DEFINES.findall(stub.read_text(encoding="utf-8"))
        defined = _DEFINES.findall(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return False
    return not set(functions).isdisjoint(defined)
