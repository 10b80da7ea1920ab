"""Finds the learner whom a teacher names, who may have typed only a part of the name."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence

from grader.errors import UsageError
from grader.notes import listed
from grader.people import key, name_keys
from grader.protocol.text import one_line

_MOST_SUGGESTIONS = 3


def the_learner(wanted: str, names: Sequence[str], label: str) -> str:
    """Return the one of these names that is meant; raises UsageError with suggestions.

    The name itself counts first, then other ways to write it ("Jane Doe" for "Doe, Jane"), then
    the last part of a path, then any part of a name that only one learner has.
    label: what stands before the error, such as "--learner adda".
    """
    require_name(wanted, label)
    for fits in _ways(wanted):
        found = [name for name in names if fits(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{label}: {listed('several learners have this name', found)}.")
    raise UsageError(f"{label}: no learner has this name. {_suggested(wanted, names)}")


def require_name(wanted: str, label: str) -> None:
    """Raise UsageError if a name is empty; it would be a part of every name."""
    if not key(wanted):
        raise UsageError(f"{label}: expected the name of a learner, received nothing.")


def _ways(wanted: str) -> Iterator[Callable[[str], bool]]:
    """Yield the ways in which a name may be meant, the strictest first."""
    text, forms = key(wanted), set(name_keys(wanted))
    yield lambda name: name == wanted
    yield lambda name: key(name) == text
    yield lambda name: not forms.isdisjoint(name_keys(name))
    yield lambda name: key(name.rpartition("/")[2]) == text
    yield lambda name: bool(text) and text in key(name)


def _suggested(wanted: str, names: Sequence[str]) -> str:
    by_key = {key(name): name for name in names}
    close = difflib.get_close_matches(key(wanted), by_key, _MOST_SUGGESTIONS)
    if close:
        return f"Did you mean {' or '.join(one_line(by_key[each]) for each in close)}?"
    return f"{listed('Learners', list(names))}."
