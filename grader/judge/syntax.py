"""Recognises the mistakes that Python reports when it reads source, by its messages."""

from __future__ import annotations

from grader.judge.patterns import Pattern, first_of
from grader.protocol.problems import Problem

_BEGINS_A_BLOCK = "async|class|def|elif|else|except|finally|for|if|try|while|with"

_PLACES = (
    Pattern("source.outside_function", r"'(?P<name>return|yield)(?: from)?' outside function"),
    Pattern("source.outside_async", r"'(?P<name>await|async \w+)' outside (?:async )?function"),
    Pattern("source.outside_loop", r"'(?P<name>break|continue)' (?:outside|not properly in) loop"),
)

_MEANINGS = (
    Pattern("source.parameter_twice", r"duplicate (?:argument|parameter) '(?P<name>\w+)'"),
    Pattern("source.comprehension", r"comprehension target"),
    Pattern("source.equals_in_condition", r"Maybe you meant '==' or ':='"),
    Pattern("source.assignment_to_value", r"cannot assign to |Maybe you meant '=='"),
    Pattern("source.side_by_side", r"forgot a comma"),
    Pattern("source.print_without_brackets", r"Missing parentheses in call to 'print'"),
    Pattern("source.file_imported", r"invalid decimal literal", r"^\s*(?:from|import)\s+\d"),
    Pattern("source.number_and_letters", r"invalid decimal literal"),
    Pattern("source.order_of_arguments", r"positional argument follows keyword argument"),
    Pattern("source.backslash", r"after line continuation character"),
    Pattern("source.else_if", r"expected ':'", r"^\s*else\s+if\b"),
    Pattern("source.colon_missing", r"expected ':'", rf"^\s*(?:{_BEGINS_A_BLOCK})\b"),
)

_CHARACTERS = (
    Pattern("source.bracket_not_closed", r"'[(\[{]' was never closed"),
    Pattern("source.brackets_differ", r"does not match opening parenthesis"),
    Pattern("source.bracket_not_opened", r"unmatched '[)\]}]'"),
    Pattern("source.long_quote_not_closed", r"unterminated (?:f-)?triple-quoted"),
    Pattern("source.quote_not_closed", r"unterminated (?:f-)?string literal"),
    Pattern("source.foreign_character", r"invalid (?:non-printable )?character"),
)

_INDENTATION = (
    Pattern("source.tabs_and_spaces", r"^TabError|inconsistent use of tabs"),
    Pattern("source.block_missing", r"expected an indented block"),
    Pattern("source.indented_too_far", r"unexpected indent"),
    Pattern("source.indented_between", r"unindent does not match"),
)

_PATTERNS = (*_INDENTATION, *_PLACES, *_MEANINGS, *_CHARACTERS)
"""The first one that matches counts."""


def recognised_syntax(problem: Problem) -> tuple[str, dict[str, str]]:
    """Return the code of an error in the syntax, and the details that its message contains."""
    return first_of(_PATTERNS, problem) or ("source.syntax", {})
