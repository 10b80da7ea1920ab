"""`grade package SERVICE`: makes what a teacher uploads to a service that grades submissions."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

import click

from grader.commands.key import read_key
from grader.course.load import load_course
from grader.errors import UsageError
from grader.packaging.classroom50 import classroom50
from grader.packaging.gradescope import gradescope
from grader.protocol.text import plain

Service: TypeAlias = Literal["gradescope", "classroom50"]

_DEFAULTS: Mapping[Service, Path] = {
    "gradescope": Path("autograder.zip"),
    "classroom50": Path("classroom50-bundle"),
}
_NEXT: Mapping[Service, str] = {
    "gradescope": "Upload it to Gradescope as the autograder of a programming assignment.",
    "classroom50": "Put its files into CLASSROOM/autograders/ASSIGNMENT of the repository "
    "classroom50. They are public: there are no solutions and no known answers among them.",
}


def make_package(
    service: Service,
    target: Path | None = None,
    course: str | None = None,
    key: Path | None = None,
) -> int:
    """Write a service's bundle, and say what to do with it; return 0.

    target: the file or folder to make; None for the service's default name. key: the file of a key
    that the autograder uses. Raises UsageError if the target exists or cannot be written, and if
    the bundle is public and so cannot keep a key.
    """
    if key is not None and service == "classroom50":
        raise UsageError(
            "--key: the files for Classroom 50 are public, so a key among them would be no secret. "
            "For grades that count, grade the repositories yourself with --key."
        )
    loaded = load_course(course)
    secret = None if key is None else read_key(key).secret
    target = _DEFAULTS[service] if target is None else target
    if os.path.lexists(target):
        raise UsageError(f"{target}: this exists already. Name another target, or remove it.")
    try:
        if service == "gradescope":
            _write_file(target, gradescope(loaded, secret), is_private=key is not None)
        else:
            _write_folder(target, classroom50(loaded))
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror}.") from error
    told = f"{plain(str(target))}: {loaded.title}, version {loaded.version}. {_NEXT[service]}"
    click.echo(told if key is None else f"{told} It contains your key, so keep it secret too.")
    return 0


def _write_file(target: Path, content: bytes, *, is_private: bool) -> None:
    part = target.with_name(f".{target.name}.part")
    try:
        part.touch(mode=0o600 if is_private else 0o666)
        part.write_bytes(content)
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)


def _write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder under another name and rename it, so that no half of it is uploaded."""
    part = target.with_name(f".{target.name}.part")
    try:
        for name, content in files.items():
            path = part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        part.rename(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
