"""Escapes all text in a gradebook, before any format uses it."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from grader.packed import changed
from grader.protocol.text import plain
from grader.records import Gradebook

Record = TypeVar("Record", bound=msgspec.Struct)


def sanitised(book: Gradebook) -> Gradebook:
    """Return the gradebook with every string escaped by `plain`.

    What need not be escaped is not copied: a class has thousands of results.
    """
    rest = _record(msgspec.structs.replace(book, learners=()))
    return msgspec.structs.replace(rest, learners=changed(book.learners, _record))


def _record(record: Record) -> Record:
    changes = {
        name: clean
        for name in record.__struct_fields__
        if (clean := _value(value := getattr(record, name))) is not value
    }
    return msgspec.structs.replace(record, **changes) if changes else record


def _value(value: Any) -> Any:
    """Return the value, escaped; the same object if nothing is to be escaped."""
    if type(value) is str:  # A Status is also a str, and must stay a Status.
        clean = plain(value)
        return value if clean == value else clean
    if isinstance(value, msgspec.Struct):
        return _record(value)
    if isinstance(value, (list, tuple)):
        items = [_value(item) for item in value]
        is_clean = all(new is old for new, old in zip(items, value, strict=True))
        return value if is_clean else type(value)(items)
    if isinstance(value, dict):
        pairs = [(_value(key), _value(item)) for key, item in value.items()]
        is_clean = all(
            key is old_key and item is old_item
            for (key, item), (old_key, old_item) in zip(pairs, value.items(), strict=True)
        )
        return value if is_clean else dict(pairs)
    return value
