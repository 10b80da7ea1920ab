"""Escapes all text in a gradebook, before any format uses it."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from grader.protocol.text import plain
from grader.records import Gradebook

Record = TypeVar("Record", bound=msgspec.Struct)


def sanitised(book: Gradebook) -> Gradebook:
    """Return the gradebook with every string escaped by `plain`."""
    return _record(book)


def _record(record: Record) -> Record:
    changes = {
        name: _value(value)
        for name in record.__struct_fields__
        if not isinstance(value := getattr(record, name), (int, float))
    }
    return msgspec.structs.replace(record, **changes)


def _value(value: Any) -> Any:
    if type(value) is str:  # A Status is also a str, and must stay a Status.
        return plain(value)
    if isinstance(value, msgspec.Struct):
        return _record(value)
    if isinstance(value, (list, tuple)):
        return type(value)(_value(item) for item in value)
    if isinstance(value, dict):
        return {_value(key): _value(item) for key, item in value.items()}
    return value
