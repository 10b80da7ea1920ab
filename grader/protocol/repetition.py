"""How often a call is made. Both sides of the trust line apply this rule."""

from __future__ import annotations

from collections.abc import Sequence

from grader.protocol.arrays import Array
from grader.protocol.calls import Call
from grader.protocol.events import Return
from grader.protocol.values import Items, Value


def is_made_again(call: Call, returns: Sequence[Return]) -> bool:
    """Return whether a call that has returned these values so far is made once more."""
    if len(returns) >= call.times:
        return False
    if not call.until_lengths_differ or not returns:
        return True
    lengths = {_length(one.value) for one in returns}
    return None not in lengths and len(lengths) == 1


def _length(value: Value) -> int | None:
    """Return the length of a list or an array; None for any other value."""
    if isinstance(value, Items):
        return len(value.items)
    return value.shape[0] if isinstance(value, Array) and value.shape else None
