"""`grade package SERVICE`: makes what a teacher uploads to a service that grades submissions."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

import click

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
    "classroom50": "Put its files into the bundle of the classroom. The bundle is public: it "
    "contains neither solutions nor known answers.",
}


def make_package(service: Service, target: Path | None = None, course: str | None = None) -> int:
    """Write a service's bundle, and say what to do with it; return 0.

    target: the file or folder to make; None for the service's default name. Raises UsageError if it
    exists or cannot be written.
    """
    loaded = load_course(course)
    target = _DEFAULTS[service] if target is None else target
    if os.path.lexists(target):
        raise UsageError(f"{target}: this exists already. Name another target, or remove it.")
    try:
        if service == "gradescope":
            _write_file(target, gradescope(loaded))
        else:
            _write_folder(target, classroom50(loaded))
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror}.") from error
    click.echo(f"{plain(str(target))}: {loaded.title}, version {loaded.version}. {_NEXT[service]}")
    return 0


def _write_file(target: Path, content: bytes) -> None:
    part = target.with_name(f".{target.name}.part")
    try:
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
