"""Sentences: every code has one, every sentence is used, and details are readable."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course import Mistake, Wording
from grader.judge.wording import SENTENCES, sentence
from grader.judge.wording.template import fill
from grader.judge.wording.values import EXPECTED
from grader.records import Reason
from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "grader"
FAMILIES = {code.partition(".")[0] for code in SENTENCES}
ENGINE = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if not path.is_relative_to(PACKAGE / "judge" / "wording")
    and not path.is_relative_to(PACKAGE / "lessons")
]


def texts_in(path: Path) -> Iterator[str]:
    """Yield the strings in a module. An f-string becomes a pattern with .* for each placeholder."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            parts = (p.value if isinstance(p, ast.Constant) else ".*" for p in node.values)
            yield "".join(parts)


def codes_used() -> set[str]:
    """Return the engine's codes in its modules, and patterns such as `.*.zeros`."""
    code = re.compile(rf"(?:{'|'.join(FAMILIES)}|\.\*)\.[a-z_]+")
    return {text for path in ENGINE for text in texts_in(path) if code.fullmatch(text)}


def calls_of(name: str, path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def test_every_code_of_the_engine_has_a_sentence():
    literal = {code for code in codes_used() if "*" not in code}
    assert len(literal) > 80
    assert literal - SENTENCES.keys() == set()


def test_every_sentence_is_used():
    used = "|".join(codes_used())
    assert [code for code in SENTENCES if not re.fullmatch(used, code)] == []


def test_every_code_of_a_lesson_is_worded_by_its_exercise_or_by_the_engine(course):
    for exercise in course.exercises:
        own = {entry.code for entry in exercise.wording}
        assert own.isdisjoint(SENTENCES), exercise.name
        for call in calls_of("wrong", PACKAGE / "lessons" / f"{exercise.name}.py"):
            code = call.args[0]
            if isinstance(code, ast.Constant):
                assert code.value in own | SENTENCES.keys()


def fields_of(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_a_template_names_only_details_that_its_checks_give():
    looked_at = set()
    for path in ENGINE:
        for call in calls_of("wrong", path):
            code, names = call.args[0], {keyword.arg for keyword in call.keywords}
            if not isinstance(code, ast.Constant) or None in names:
                continue
            template = SENTENCES[code.value]
            if isinstance(template, str):
                assert fields_of(template) <= names, code.value
                looked_at.add(code.value)
    assert len(looked_at) > 30


def test_every_phrase_for_an_expected_value_is_used():
    used = {text for path in ENGINE for text in texts_in(path)}
    assert set(EXPECTED) <= used


@pytest.mark.parametrize(
    ("template", "details", "told"),
    [
        ("{n:#epoch}", {"n": 1}, "1 epoch"),
        ("{n:#epoch}", {"n": 2}, "2 epochs"),
        ("{n:#epoch}", {"n": 0}, "0 epochs"),
        ("{x}", {"x": 1 / 3}, "0.3333"),
        ("{x}", {"x": 2.0}, "2"),
        ("{x}", {"x": 123456}, "123456"),
        ("{rows}", {"rows": [1, 2.5, "a"]}, "1, 2.5, a"),
        ("{text}", {"text": "{x} {0} {{}}"}, "{x} {0} {{}}"),
        ("{text!r}", {"text": "it's {x}"}, '"it\'s {x}"'),
        ("{{x}}", {}, "{x}"),
    ],
)
def test_a_template_shows_counts_short_numbers_lists_and_text_as_it_is(template, details, told):
    assert fill(template, details) == told


def test_a_missing_detail_raises():
    with pytest.raises(KeyError, match="x"):
        fill("{x}", {"y": 1})


def test_a_code_without_a_sentence_raises():
    with pytest.raises(KeyError, match=r"no\.such"):
        sentence(Reason("no.such"), {})


@pytest.mark.parametrize("epochs", ["1 epoch", "2 epochs"])
def test_epochs_are_counted_in_a_sentence(epochs):
    details = {"function": "train", "epochs": int(epochs[0]), "before": 2.0, "after": 1 / 3}
    told = sentence(Reason("train.stopped_too_early", details), {})
    assert f"after {epochs}: the loss was 2 and" in told
    assert told.endswith("it fell to 0.3333.")


def test_a_course_code_is_worded_with_the_details_of_the_finding():
    course = {"mine.double.not_two": Wording("double.not_two", "It is {received}, not 2.")}
    reason = Reason("mine.double.not_two", {"received": 1 / 3})
    assert sentence(reason, course) == "It is 0.3333, not 2."


def test_the_message_of_a_mistake_follows_the_returned_value():
    course = {"mine.double.square": Mistake("double.square", "This is {x}^2.", lambda x: x * x)}
    gave = {"call": "double(3)", "received": "9", "expected": "6", "expected_shape": None}
    told = sentence(Reason("mine.double.square", gave | {"x": "x"}), course)
    assert told == "double(3) returned 9. Expected 6. This is x^2."


@pytest.mark.parametrize(
    ("shape", "told"),
    [
        (None, "f(1) returned 3. Expected [1, 2]."),
        ([2], "f(1) returned 3. Expected shape (2,), [1, 2]."),
        ([], "f(1) returned 3. Expected one number, [1, 2]."),
    ],
)
def test_a_wrong_value_is_reported_with_its_shape_if_the_shape_is_wrong(shape, told):
    details = {"call": "f(1)", "received": "3", "expected": "[1, 2]", "expected_shape": shape}
    assert sentence(Reason("value.wrong", details), {}) == told


def test_learner_text_is_not_a_template():
    details = {"function": "{expected}", "received": "{call}", "expected": "numbers"}
    told = sentence(Reason("value.wrong_type", details), {})
    assert told == "{expected} returned {call}. Expected numbers."
