"""Fills details into templates of sentences."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from grader.judge import phrases

Sentence: TypeAlias = str | Callable[[Mapping[str, Any]], str]
"""A template, or a function from a reason's details to the sentence."""


class _Formatter(string.Formatter):
    """Shows floats with four digits, lists with commas, and `{n:#layer}` as "2 layers".

    `{text:#.}` is a text of a library, which may lack the full stop at its end.
    """

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "#.":
            return ended(str(value))
        if format_spec.startswith("#"):
            return phrases.count(value, format_spec[1:])
        if format_spec:
            return str(super().format_field(value, format_spec))
        if isinstance(value, float):
            return phrases.number(value)
        if isinstance(value, (list, tuple)):
            return ", ".join(self.format_field(item, "") for item in value)
        return str(value)


def ended(text: str) -> str:
    """Return a text that ends as a sentence does."""
    text = text.rstrip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


_FORMATTER = _Formatter()


def fill(template: str, details: Mapping[str, Any]) -> str:
    """Return the template with the details filled in; raises KeyError if one is missing."""
    return _FORMATTER.vformat(template, (), details)
