"""Puts one file name in place of another in a record.

A learner's process and a gradebook know a file by the name that it was handed out with. So what
learner code does depends on its content alone, and the same content of two learners is the same
record, whatever the course system has put into the names of their files.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, TypeVar

import msgspec

from grader.protocol.arrays import Array
from grader.protocol.text import clipped
from grader.records import Submission

Record = TypeVar("Record", bound=msgspec.Struct)

_MAX_NAME = 1_000
_FIELD = "file"
_MAX_DEPTH = 12
"""No record names a file deeper than this. What learner code returns may be nested deeper."""


def file_name(path: str) -> str:
    """Return the name of a file as places show it, given its path as reports show it."""
    return clipped(PurePath(path).name, _MAX_NAME)


def plain_name(submission: Submission) -> str:
    """Return the name that the file was handed out with."""
    suffix = PurePath(submission.file).suffix.lower()
    return submission.exercise + (suffix if suffix == ".ipynb" else ".py")


def renamed(record: Record, old: str, new: str) -> Record:
    """Return the record with the new name in every field, and in every detail, that names a file.

    Only a field that has the old name is changed. Texts that mention a file are not looked through.
    """
    return record if old == new else _record(record, old, new, 0)


def _record(record: Record, old: str, new: str, depth: int) -> Record:
    values = {name: getattr(record, name) for name in record.__struct_fields__}
    changed = {name: _value(value, name, old, new, depth) for name, value in values.items()}
    changes = {name: value for name, value in changed.items() if value is not values[name]}
    return msgspec.structs.replace(record, **changes) if changes else record


def _value(value: Any, name: object, old: str, new: str, depth: int) -> Any:
    if isinstance(value, str):
        return new if name == _FIELD and value == old else value
    if isinstance(value, Array) or depth > _MAX_DEPTH:
        return value
    deeper = depth + 1
    if isinstance(value, msgspec.Struct):
        return _record(value, old, new, deeper)
    if isinstance(value, tuple):
        items = tuple(_value(item, name, old, new, deeper) for item in value)
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if isinstance(value, dict):
        return {key: _value(item, key, old, new, deeper) for key, item in value.items()}
    return value
