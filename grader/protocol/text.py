"""Escapes characters in learner text that a terminal, a page or a program could interpret."""

from __future__ import annotations


def plain(text: str) -> str:
    """Return the text with every non-printing character escaped, as in a Python literal.

    This covers terminal control sequences, right-to-left overrides, zero-width characters and lone
    surrogates, which cannot be encoded. Newlines and tabs stay.
    """
    if type(text) is str and text.isprintable():  # a subclass may override isprintable
        return text
    return "".join(
        character
        if character.isprintable() or character in "\n\t"
        else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def clipped(text: str, limit: int) -> str:
    """Return the first `limit` characters of a text, escaped by `plain`."""
    return plain(text[:limit])


def one_line(text: str) -> str:
    """Return the text on one line, escaped by `plain`."""
    return " ".join(plain(text).split())
