"""The first lines of the command, which decide what may be imported after them.

Learners choose the names of the files in the folder that is graded. So nothing may be imported
from the working folder, where a click.py could lie. Python puts it in front with `-m`, and with an
empty entry in PYTHONPATH. This file imports nothing that Python has not loaded before: even
`from __future__ import annotations` would search for a file.
"""

import os
import sys


def main(*, is_module: bool = False) -> None:
    """Run the command. is_module: whether it was started as `python -m grader`."""
    sys.path[:] = safe_path(sys.path, is_module=is_module)
    try:
        from grader.cli import main as command
        from grader.commands.surroundings import prepare
    except ModuleNotFoundError as error:
        told = f"grade: {error.name} is missing from this Python's packages"
        print(f"{told} (PYTHONPATH is not used)", file=sys.stderr)  # noqa: T201  no click yet
        sys.exit(3)
    except KeyboardInterrupt:
        sys.exit(130)
    prepare()
    command()


def safe_path(path: list[str], *, is_module: bool) -> list[str]:
    """Return the search path without the working folder and without the entries of PYTHONPATH.

    Python's own library folders stay, even if PYTHONPATH names them too. The grader's modules are
    found without the path, in the folder from which `grader` itself was loaded.
    """
    has_first = is_module and not (sys.flags.isolated or getattr(sys.flags, "safe_path", False))
    named = "" if sys.flags.ignore_environment else os.environ.get("PYTHONPATH", "")
    dropped = {_place(entry) for entry in named.split(os.pathsep)} if named else set()
    dropped -= _library_folders()
    rest = path[1:] if has_first else path
    return [entry for entry in rest if entry and _place(entry) not in dropped]


def _library_folders() -> set[str]:
    """Return the folders of the standard library and of installed packages."""
    standard = os.path.dirname(os.path.abspath(os.__file__))  # noqa: PTH100, PTH120  not loaded yet
    folders = [standard, os.path.join(standard, "lib-dynload")]  # noqa: PTH118
    site = sys.modules.get("site")
    if site is not None:
        folders += [*site.getsitepackages(), site.getusersitepackages()]
    return {_place(folder) for folder in folders}


def _place(entry: str) -> str:
    """Return an entry as Python's `site` module spells it in the search path."""
    try:
        return os.path.normcase(os.path.abspath(entry))  # noqa: PTH100  pathlib is not loaded yet
    except OSError:  # The working folder has been removed.
        return os.path.normcase(entry)
