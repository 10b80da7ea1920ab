"""Advice names no more details than its problem has."""

import re
import string

import pytest

from grader.judge import patterns, syntax
from grader.judge.wording.advice import ADVICE
from grader.judge.wording.template import fill

RECOGNISED = (*patterns._PATTERNS, *syntax._PATTERNS)

ONLY_THE_FILE_SHOWS = {
    "exception.product_without_operator",
    "exception.name_of_another_file",
    "exception.name_of_a_missing_task",
    "exception.name_not_yet_bound",
    "exception.other_order",
    "exception.changed_signature",
    "exception.task_not_written",
    "exception.stub_line_left_elsewhere",
}
"""The codes of `grader.judge.causes`."""


def fields_of(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("pattern", RECOGNISED, ids=lambda pattern: pattern.code)
def test_a_pattern_finds_the_details_that_its_advice_names(pattern):
    """A code may have several patterns. Each of them must find the details."""
    assert fields_of(ADVICE[pattern.code]) <= re.compile(pattern.message).groupindex.keys()


def test_there_is_advice_on_all_that_is_recognised_and_on_nothing_else():
    codes = {pattern.code for pattern in RECOGNISED} | ONLY_THE_FILE_SHOWS | {"exception.other"}
    assert codes == ADVICE.keys()


@pytest.mark.parametrize("code", sorted(ADVICE.keys() - {"exception.other"}))
def test_advice_is_whole_sentences_on_one_line(code):
    text = fill(ADVICE[code], dict.fromkeys(fields_of(ADVICE[code]), "name"))
    assert text.endswith((".", "?"))
    assert " ".join(text.split()) == text


def test_an_unknown_exception_has_no_advice():
    assert ADVICE["exception.other"] == ""
