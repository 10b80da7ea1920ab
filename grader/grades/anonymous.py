"""Gives learners other names, under which nobody knows them.

A name is computed from the number of the learner's row with a secret of the gradebook. So it stays
the same if the learner is called otherwise later, and no list of the class leads to it.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any, TypeVar

import msgspec

from grader.people import name_keys
from grader.records import UNKNOWN_ACCOUNT, Adjustment, Gradebook, LearnerResult

_DIGITS = 8
_LEAST = 3
"""A shorter name is not looked for in texts, where it would be part of other words."""

_IDENTIFIERS = {"exercise", "task", "name", "title", "code", "kind"}
_CODE = {"source", "excerpt"}

Record = TypeVar("Record", bound=msgspec.Struct)


def anonymous_name(number: int, secret: bytes) -> str:
    """Return the other name of a learner. number: of the row in the gradebook."""
    digest = hmac.digest(secret, str(number).encode(), hashlib.sha256)
    return f"learner-{digest.hex()[:_DIGITS]}"


def anonymous(book: Gradebook, names: Mapping[str, str]) -> Gradebook:
    """Return the gradebook without names, accounts, names of files, times and notes.

    names: the other name of each learner. The order of the learners tells nothing either. Quoted
    lines of code stay as they are, and a learner may have written a name into them, or into what
    the code printed in another form.
    """
    learners = [_learner(one, names[one.learner]) for one in book.learners]
    ordered = tuple(sorted(learners, key=lambda one: one.learner))
    return msgspec.structs.replace(book, learners=ordered, notes=())


def _learner(learner: LearnerResult, name: str) -> LearnerResult:
    exercises = []
    for one in learner.exercises:
        own = f"{one.exercise}{PurePath(one.file).suffix}" if one.file else ""
        texts = {one.file: own, PurePath(one.file).name: own}
        texts |= dict.fromkeys((learner.learner, *name_keys(learner.learner)), name)
        exercises.append(
            msgspec.structs.replace(
                _record(one, _replacing(texts)),
                file=own,
                submitted_at=None,
                adjustments=tuple(map(_without_reason, one.adjustments)),
            )
        )
    return LearnerResult(name, learner.score, learner.max_score, tuple(exercises), UNKNOWN_ACCOUNT)


def _without_reason(one: Adjustment) -> Adjustment:
    """Return an adjustment without what the teacher wrote, who may have named anybody."""
    is_free = one.kind == "override"
    return msgspec.structs.replace(one, reason="reason not shown") if is_free else one


def _replacing(texts: dict[str, str]) -> Callable[[str], str]:
    """Return a function that replaces these texts, the longest first, where they are words."""
    folded = {text.casefold(): new for text, new in texts.items() if len(text) >= _LEAST}
    longest = sorted(folded, key=len, reverse=True)
    if not longest:
        return str
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub(lambda match: folded.get(match[0].casefold(), match[0]), text)


def _record(record: Record, change: Callable[[str], str]) -> Record:
    changes = {
        name: _value(getattr(record, name), change)
        for name in record.__struct_fields__
        if name not in _IDENTIFIERS | _CODE
    }
    return msgspec.structs.replace(record, **changes)


def _value(value: Any, change: Callable[[str], str]) -> Any:
    if type(value) is str:  # A Status is also a str, and must stay a Status.
        return change(value)
    if isinstance(value, msgspec.Struct):
        return _record(value, change)
    if isinstance(value, (list, tuple)):
        return type(value)(_value(item, change) for item in value)
    if isinstance(value, dict):
        return {key: _value(item, change) for key, item in value.items()}
    return value
