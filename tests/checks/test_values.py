import numpy as np
import pytest

from grader.checks import values
from grader.checks.values import Mistake
from grader.course.exercise import Outcome, ask
from grader.judge.claims import numbers_in
from grader.sandbox.messages import Items, Model, Nothing, Other, Text, Turn
from grader.sandbox.wire import pack

MISTAKES = (Mistake("The bias is missing.", lambda x, b: x),)


def judged(value, x=2.0, b=0.5, printed=""):
    outcome = Outcome(ask("f", x, b), (Turn(value, printed=printed),))
    return values.equal((outcome,), lambda x, b: x + b, MISTAKES)


@pytest.mark.parametrize("kind", ["float32", "float64", "float16"])
@pytest.mark.parametrize("spelled", ["number", "array", "tensor", "variable"])
def test_every_spelling_of_the_right_number_is_right(kind, spelled):
    assert judged(pack(np.array(2.5, kind), spelled)).is_right


def test_an_array_is_compared_whole():
    x = np.array([1.0, 2.0])
    assert judged(pack(x + 0.5), x).is_right
    assert not judged(pack(x + np.array([0.5, 0.6])), x).is_right
    assert not judged(pack((x + 0.5)[:, None]), x).is_right


def test_a_known_mistake_is_named_with_what_was_expected_and_received():
    message = judged(pack(2.0, "number")).message
    assert message == "f(2, 0.5) gave 2, expected 2.5. The bias is missing."


def test_an_unknown_mistake_still_says_what_came_and_what_was_expected():
    assert judged(pack(9.0, "number")).message == "f(2, 0.5) gave 9, expected 2.5."


@pytest.mark.parametrize("number", [np.nan, np.inf])
def test_what_is_not_finite_is_wrong_and_explained(number):
    assert "nan or inf" in judged(pack(number, "number")).message


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (Nothing(), "Is the return missing?"),
        (Text("2.5"), "the text '2.5'"),
        (pack([2.5], "tuple"), "comma"),
        (Items("tuple", (Text("a"),)), "comma"),
        (Other("Dense", is_class=True), "brackets ()"),
        (Other("function", is_function=True), "a function"),
        (Other("KerasTensor", is_symbolic=True), "not yet a model"),
        (Other("generator"), "an object of type generator"),
        (Model("Sequential", (), True, (3,)), "a Keras model"),
        (pack([[2.5]], "list"), "a list of shape (1, 1)"),
    ],
)
def test_what_is_no_number_is_told_as_what_it_is(value, says):
    assert says in judged(value).message


def test_a_print_instead_of_a_return_is_seen():
    message = judged(Nothing(), printed="2.5\n").message
    assert "printed '2.5'" in message
    assert "return hands it back" in message


def test_a_mistake_is_named_only_if_it_accounts_for_every_wrong_answer():
    asks = (ask("f", 2.0, 0.5), ask("f", 3.0, 0.5))

    def told(*received):
        turns = ((Turn(pack(value, "number")),) for value in received)
        outcomes = [Outcome(each, turn) for each, turn in zip(asks, turns, strict=True)]
        return values.equal(outcomes, lambda x, b: x + b, MISTAKES).message

    assert "The bias is missing" in told(2.0, 3.0)
    assert "The bias is missing" in told(2.5, 3.0)
    assert told(2.0, 7.0) == "f(2, 0.5) gave 2, expected 2.5."


def test_rows_that_were_collected_in_a_list_are_numbers():
    rows = Items("list", (pack(np.array([1.0, 2.0])), pack(np.array([3.0, 4.0]))))
    assert numbers_in(rows).tolist() == [[1.0, 2.0], [3.0, 4.0]]
    assert numbers_in(Items("tuple", rows.items)) is None
    assert numbers_in(Items("list", (rows.items[0], pack(np.array([1.0]))))) is None
    assert numbers_in(Items("list", ())) is None
