"""Cleans all text in evidence before it is measured and judged."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from grader.judge.clean_text import text_cleaner, without_progress
from grader.protocol.arrays import Array
from grader.protocol.text import clipped
from grader.records import Evidence

Record = TypeVar("Record", bound=msgspec.Struct)

_SHOWN = {
    "type_name": 100,
    "name": 100,
    "loss": 100,
    "optimizer": 100,
    "metrics": 100,
    "monitor": 100,
    "reported": 100,
    "text": 200,
    "message": 400,
    "printed": 2_000,
}
_QUOTED = {"file": 1_000, "source": 200}
"""The fields that contain learner text, and how many characters of each are kept.

What is quoted from the learner's file is only escaped, so that it shows what is in the file. The
other fields of evidence contain words of the protocol.
"""

_READ = 5
"""How many times more is read than kept, since paths and progress bars become shorter."""

_ROOM = 200_000
"""Characters that are kept in all fields of one name. It takes half a second to escape so many."""

_MAX_DEPTH = 12
"""Text that is nested deeper is shown in no report."""


def cleaned(evidence: Evidence) -> Evidence:
    """Return the evidence with its text cleaned, bounded, and the same in every run.

    Numbers and arrays are not touched.
    """
    return _Cleaning().record(evidence, 0)


class _Cleaning:
    """Cleans the texts of one submission. Once a field's room is used up, what follows is empty."""

    def __init__(self) -> None:
        self._clean = text_cleaner()
        self._room = dict.fromkeys(_SHOWN, _ROOM)

    def record(self, record: Record, depth: int) -> Record:
        values = {name: getattr(record, name) for name in record.__struct_fields__}
        read = {name: self._value(value, name, depth) for name, value in values.items()}
        changes = {name: value for name, value in read.items() if value is not values[name]}
        return msgspec.structs.replace(record, **changes) if changes else record

    def _value(self, value: Any, name: str, depth: int) -> Any:
        if isinstance(value, str):
            return self._text(value, name)
        if isinstance(value, Array) or depth > _MAX_DEPTH:
            return value
        if isinstance(value, msgspec.Struct):
            return self.record(value, depth + 1)
        if isinstance(value, tuple):
            return tuple(self._value(item, name, depth + 1) for item in value)
        if isinstance(value, dict):
            return {key: self._value(item, name, depth + 1) for key, item in value.items()}
        return value

    def _text(self, text: str, name: str) -> str:
        if name in _QUOTED:
            return clipped(text, _QUOTED[name])
        if name not in _SHOWN:
            return text
        limit = min(_SHOWN[name], self._room[name])
        self._room[name] -= min(limit, len(text))
        cleaned = self._clean(text[: _READ * limit], limit)
        return without_progress(cleaned) if name == "printed" else cleaned
