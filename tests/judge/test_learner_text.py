"""Which texts in evidence are cleaned, and how much of them is read."""

import numpy as np
import pytest

from grader.judge.learner_text import cleaned
from grader.protocol.arrays import pack
from grader.protocol.events import Return
from grader.protocol.models import Activation, Compiled, Layer, Model
from grader.protocol.problems import Problem
from grader.protocol.values import Items, Other, Text
from grader.records import Evidence, Outcome

BAD, GOOD = "\x1b[1m<f at 0x7f12>\x1b[0m\u3164", "<f at 0x…>\\u3164"
ESCAPED = "\\x1b[1m<f at 0x7f12>\\x1b[0m\\u3164"


def answered(*returns: Return) -> Evidence:
    return Evidence({"relu": {"positive": Outcome(returns)}})


def returns_of(evidence: Evidence) -> tuple[Return, ...]:
    return cleaned(evidence).outcomes["relu"]["positive"].returns


def model(text: str) -> Model:
    layer = Layer("Dense", text, 1, Activation(text))
    compiled = Compiled(text, True, 0.1, text, 1.0, (text,), {"beta_1": 0.9})
    problem = Problem("exception", text, text)
    return Model(text, (layer,), True, (2,), compiled, None, problem)


def test_a_problem_is_cleaned_and_quotes_the_file_as_it_is():
    problem = Problem("exception", BAD, BAD, BAD, 2, 7, BAD)
    expected = Problem("exception", GOOD, GOOD, ESCAPED, 2, 7, ESCAPED)
    evidence = cleaned(Evidence({"relu": {"positive": Outcome((), problem)}}, (problem,)))
    assert evidence == Evidence({"relu": {"positive": Outcome((), expected)}}, (expected,))


@pytest.mark.parametrize("make", [Text, Other, model, lambda t: Items("tuple", (Text(t),))])
def test_every_kind_of_value_is_cleaned(make):
    (read,) = returns_of(answered(Return(make(BAD), (model(BAD),), BAD)))
    assert read == Return(make(GOOD), (model(GOOD),), GOOD)


def test_numbers_and_words_of_the_protocol_stay():
    value = pack(np.arange(3.0), "list")
    (read,) = returns_of(answered(Return(Items("list", (value,)))))
    assert read.value == Items("list", (value,))


def test_texts_are_cut_to_what_is_shown():
    problem = Problem("exception", "x" * 2_000, "x" * 20_000, source="x" * 2_000)
    (read,) = cleaned(Evidence({}, (problem,))).loading
    assert (len(read.type_name), len(read.message), len(read.source)) == (100, 400, 200)


def test_after_200000_characters_what_is_printed_is_left_out():
    read = returns_of(answered(*[Return(Other("layer"), (), "x" * 20_000)] * 101))
    assert [one.printed for one in read] == ["x" * 2_000] * 100 + [""]


def test_much_printed_text_takes_no_room_of_names_and_messages():
    returns = (Return(Other("layer"), (), "x" * 20_000),) * 200
    problem = Problem("exception", "ValueError", "no")
    (read,) = cleaned(Evidence({"relu": {"positive": Outcome(returns, problem)}})).outcomes.values()
    assert read["positive"].problem == problem
    assert {one.value.type_name for one in read["positive"].returns} == {"layer"}


def test_words_of_the_protocol_are_never_left_out():
    problems = (Problem("exception", "x" * 2_000, "x" * 20_000),) * 5_000
    read = cleaned(Evidence({}, problems)).loading
    assert (read[-1].kind, read[-1].type_name, read[-1].message) == ("exception", "", "")


def test_what_is_nested_a_thousand_deep_is_no_error():
    value = Text(BAD)
    for _ in range(1_000):
        value = Items("list", (value,))
    (read,) = returns_of(answered(Return(value)))
    assert isinstance(read.value, Items)


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("before\nEpoch 1/5\n4/4 ━━━━━━━━ 0s 3ms/step - loss: 0.5\nafter\n", "before\nafter\n"),
        ("\x1b[1m1/4\x1b[0m ━━╸── 0s\r\x1b[1m4/4\x1b[0m ━━━━━ 0s 2ms/step\nx", "x"),
        ("4/4 - 0s - 2ms/step - loss: 0.5\n", ""),
        ("Epoch 1\n1/2\n4/4 - so\n", "Epoch 1\n1/2\n4/4 - so\n"),
    ],
)
def test_the_progress_of_a_training_is_not_what_the_learner_printed(printed, kept):
    (made,) = returns_of(answered(Return(Text("a"), (), printed)))
    assert made.printed == kept


@pytest.mark.slow
def test_keras_own_progress_is_recognised(capsys):
    """As Keras writes it where there is no terminal."""
    from keras.utils import Progbar

    for verbose in (1, 2):
        bar = Progbar(3, verbose=verbose)
        for step in range(1, 4):
            bar.update(step, [("loss", 0.5)], finalize=step == 3)
        printed = capsys.readouterr().out
        assert "3/3" in printed
        (made,) = returns_of(answered(Return(Text("a"), (), f"mine\n{printed}mine")))
        assert made.printed.replace("\n", "") == "minemine"
