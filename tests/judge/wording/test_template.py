"""How details look in sentences."""

import pytest

from grader.judge.wording.template import ended, fill


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("no such layer", "no such layer."),
        ("no such layer.", "no such layer."),
        ("no such layer. \n", "no such layer."),
        ("no such layer ", "no such layer."),
        ("is it spelt right?", "is it spelt right?"),
        ("stop!", "stop!"),
        ("units=(1,", "units=(1,."),
        ("", "."),
    ],
)
def test_a_text_of_a_library_ends_as_a_sentence_does(text, sentence):
    assert ended(text) == sentence
    assert fill("{text:#.}", {"text": text}) == sentence


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        (-0.0, "0"),
        (1.25e-7, "1.25e-07"),
        ([0.5, [1 / 3, "a"]], "0.5, 0.3333, a"),
        ((), ""),
        (True, "True"),
        (None, "None"),
    ],
)
def test_a_value_of_any_type_is_shown(value, shown):
    assert fill("{value}", {"value": value}) == shown


def test_the_formats_of_python_work_too():
    assert fill("{rate:.2f}, {rows:03d}", {"rate": 0.125, "rows": 7}) == "0.12, 007"


def test_the_template_alone_decides_what_is_looked_up():
    """Learner text is a detail. What it looks like is never looked up."""
    details = {"text": "{rate:.2f} {0} {text.__class__}", "rate": 0.125}
    assert fill("{text}", details) == details["text"]
    assert fill("{text:#.}", details) == f"{details['text']}."
