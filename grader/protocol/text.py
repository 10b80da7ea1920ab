"""Learner text is text: whatever a terminal, a page or a program could obey is made visible."""

from __future__ import annotations


def plain(text: str) -> str:
    """Return the text with every character that does not print spelled out, such as x1b.

    That covers terminal control sequences, right-to-left overrides, zero-width characters and lone
    surrogates, which no encoder takes. Newlines and tabs stay.
    """
    if type(text) is str and text.isprintable():  # a subclass may return anything
        return text
    return "".join(
        character
        if character.isprintable() or character in "\n\t"
        else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def clipped(text: str, limit: int) -> str:
    """Return the first `limit` characters of a text, as `plain` shows them."""
    return plain(text[:limit])


def one_line(text: str) -> str:
    """Return the text as `plain` shows it, on one line."""
    return " ".join(plain(text).split())
