"""Escapes characters in learner text that hide, or that a terminal or a program could interpret."""

from __future__ import annotations

import re
import unicodedata

_MAX_MARKS = 6
"""The most combining characters on one letter. Burmese and Tibetan words have up to five."""

_UNUSUAL = re.compile(r"[^\n\t -~]+")

# Characters that `str.isprintable` accepts although they show nothing. The first three lines are
# Unicode's Default_Ignorable_Code_Point without the general categories Cf and Cn, which are not
# printable. Unicode assigns no other property to the blank symbols in the last line.
_SHOWS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # joiners, fillers, inherent vowels
    "\u180b-\u180f\ufe00-\ufe0f"  # variation selectors
    "\U000e0000-\U000e0fff"  # tags, more variation selectors
    "\u2800\U0001d159\U00016fe4\U00013441\U00013442]"
)

# Vowels and final consonants of Hangul syllables that are typed in parts. Unicode calls them
# letters, but each is drawn into the syllable before it.
_JOINS_A_SYLLABLE = re.compile("[\u1160-\u11ff\ud7b0-\ud7fb]")


def plain(text: str) -> str:
    """Return the text with every character that cannot be seen escaped, as in a Python literal.

    This covers control characters, right-to-left overrides, characters that show nothing, and lone
    surrogates, which cannot be encoded. It also covers combining characters after the sixth on one
    letter, which would cover other lines. Newlines and tabs stay, and so does an escaped text.
    """
    return _UNUSUAL.sub(_escaped_run, text)


def clipped(text: str, limit: int) -> str:
    """Return the first `limit` characters of a text, escaped by `plain`."""
    return plain(text[:limit])


def one_line(text: str) -> str:
    """Return the text on one line, escaped by `plain`."""
    return " ".join(plain(text).split())


def encodable(text: str, limit: int) -> str:
    """Return at most `limit` characters of a text, with its lone surrogates escaped.

    All other characters stay. The receiver decides how the text is shown.
    """
    return text[:limit].encode("utf-8", "backslashreplace").decode("utf-8")[:limit]


def _escaped_run(unusual: re.Match[str]) -> str:
    shown, marks = [], 0
    for character in unusual[0]:
        marks = marks + 1 if _combines(character) else 0
        is_seen = character.isprintable() and not _SHOWS_NOTHING.match(character)
        shown.append(character if is_seen and marks <= _MAX_MARKS else _escaped(character))
    return "".join(shown)


def _combines(character: str) -> bool:
    is_mark = unicodedata.category(character).startswith("M")
    return is_mark or _JOINS_A_SYLLABLE.match(character) is not None


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
