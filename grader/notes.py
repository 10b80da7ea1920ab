"""Notes on many people or files: the first ones, and how many others there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grader.protocol.text import one_line

_MOST_NAMES = 10
_MAX_NAME = 60


def listed(what: str, who: Sequence[str]) -> str:
    """Return a note on some learners or rows: how many they are, and the first names."""
    return f"{what} ({len(who)}): {first_names(who)}"


def listed_if_any(told: Iterable[tuple[str, Sequence[str]]]) -> tuple[str, ...]:
    """Return a note for each pair of a text and names, if there are any names."""
    return tuple(listed(what, who) for what, who in told if who)


def first_names(names: Sequence[str], most: int = _MOST_NAMES) -> str:
    """Return the first names on one line, each cut if it is long, and how many more there are."""
    shown = ", ".join(one_line(name)[:_MAX_NAME] for name in names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown


def first_notes(
    notes: Sequence[str], most: int, where: str = "", what: str = ""
) -> tuple[str, ...]:
    """Return the first notes, and "{where}and 2 more{what}" if there are others."""
    more = len(notes) - most
    return (*notes[:most], f"{where}and {more} more{what}") if more > 0 else tuple(notes)
