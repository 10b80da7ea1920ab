"""Learner text is text: whatever a terminal, a page or a program could obey is made visible."""

from __future__ import annotations


def plain(text: str) -> str:
    """Return the text with every character that does not print spelled out, an escape as x1b.

    That covers terminal control sequences, right-to-left overrides, zero-width characters and lone
    surrogates, which no encoder takes. Newlines and tabs stay.
    """
    return "".join(
        character
        if character.isprintable() or character in "\n\t"
        else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def clipped(text: str, limit: int) -> str:
    """Return the beginning of a text, plain: at most `limit` characters of it."""
    return plain(text[:limit])


def one_line(text: str) -> str:
    """Return the text as `plain` does, on one line."""
    return " ".join(plain(text).split())
