import numpy as np
import pytest

from grader.checks import values
from grader.course import Answer, Mistake, ask
from grader.judge.wording import sentence
from grader.protocol.arrays import pack
from grader.protocol.events import Return
from grader.protocol.models import Model
from grader.protocol.values import Items, Nothing, Other, Text
from grader.records import Outcome, Reason

W = np.array([1.0, 2.0, 3.0])
MISTAKES = (Mistake("f.no_bias", "The bias is missing.", lambda x, b: x),)


def judged(value, x=2.0, b=0.5, printed=""):
    answer = Answer(ask("f", x, b), Outcome((Return(value, printed=printed),)))
    return values.equal((answer,), lambda x, b: x + b, MISTAKES)


def said(finding) -> str:
    reason = Reason(finding.code, dict(finding.details))
    return sentence(reason, {mistake.code: mistake for mistake in MISTAKES})


@pytest.mark.parametrize("kind", ["float32", "float64", "float16"])
@pytest.mark.parametrize("container", ["number", "array", "tensor", "variable"])
def test_every_way_to_write_the_right_number_is_right(kind, container):
    assert judged(pack(np.array(2.5, kind), container)).is_right


def test_all_elements_of_an_array_are_compared():
    x = np.array([1.0, 2.0])
    assert judged(pack(x + 0.5), x).is_right
    assert not judged(pack(x + np.array([0.5, 0.6])), x).is_right
    assert not judged(pack((x + 0.5)[:, None]), x).is_right


def test_a_known_mistake_is_named_with_the_expected_and_the_received_value():
    finding = judged(pack(2.0, "number"))
    assert finding.code == "f.no_bias"
    assert said(finding) == "f(2, 0.5) returned 2. Expected 2.5. The bias is missing."


def test_an_unknown_mistake_is_reported_with_the_received_and_the_expected_value():
    finding = judged(pack(9.0, "number"))
    assert finding.code == "value.wrong"
    assert said(finding) == "f(2, 0.5) returned 9. Expected 2.5."


def test_a_wrong_shape_is_reported_as_a_shape():
    finding = judged(pack(np.array([2.5])))
    assert said(finding) == (
        "f(2, 0.5) returned an array of shape (1,), [2.5]. Expected one number, 2.5."
    )


@pytest.mark.parametrize("number", [np.nan, np.inf])
def test_a_value_that_is_not_finite_is_wrong_and_explained(number):
    assert "not a number, and inf means infinity" in said(judged(pack(number, "number")))


@pytest.mark.parametrize(
    ("value", "code", "says"),
    [
        (Nothing(), "value.nothing", "Is the return missing?"),
        (Text("2.5"), "value.wrong_type", "the text '2.5'"),
        (pack([2.5], "tuple"), "value.one_item_tuple", "comma"),
        (Items("tuple", (Text("a"),)), "value.one_item_tuple", "comma"),
        (Other("Dense", is_class=True), "value.wrong_type", "brackets ()"),
        (Other("function", is_function=True), "value.wrong_type", "a function"),
        (Other("KerasTensor", is_symbolic=True), "value.wrong_type", "not yet a model"),
        (Other("generator"), "value.wrong_type", "an object of type generator"),
        (Model("Sequential", (), True, (3,)), "value.wrong_type", "a Keras model"),
        (pack([[2.5]], "list"), "value.wrong", "a list of shape (1, 1)"),
    ],
)
def test_a_value_that_is_not_a_number_is_described(value, code, says):
    finding = judged(value)
    assert finding.code == code
    assert says in said(finding)


def test_a_print_instead_of_a_return_is_reported():
    finding = judged(Nothing(), printed="2.5\n")
    assert finding.code == "value.printed"
    assert "printed '2.5'" in said(finding)
    assert "return hands it back" in said(finding)


def test_a_mistake_is_named_only_if_it_explains_every_answer():
    questions = (ask("f", 2.0, 0.5), ask("f", 3.0, 0.5))

    def code(*received):
        returns = ((Return(pack(value, "number")),) for value in received)
        answers = [
            Answer(each, Outcome(made)) for each, made in zip(questions, returns, strict=True)
        ]
        return values.equal(answers, lambda x, b: x + b, MISTAKES).code

    assert code(2.0, 3.0) == "f.no_bias"
    assert code(2.5, 3.0) == "value.wrong"
    assert code(2.0, 7.0) == "value.wrong"


@pytest.mark.parametrize("received", [2.346, 2.35, 2.3, 2.0])
def test_a_rounded_result_is_reported_as_rounded(received):
    finding = judged(pack(received, "number"), x=1.1234, b=1.2222)
    assert finding.code == "value.rounded"
    assert "Expected it with all its decimals" in said(finding)


def test_a_result_that_is_near_but_not_rounded_is_just_wrong():
    assert judged(pack(2.4, "number"), x=1.1234, b=1.2222).code == "value.wrong"


@pytest.mark.parametrize("gap", [0.0, 1e-6, 1e-3, 0.01])
def test_float32_is_precise_enough_and_a_few_decimals_are_not(gap):
    assert judged(pack(np.float32(2.0 + 0.5 + gap), "number")).is_right == (gap <= 1e-6)


def differences_of_a_batch(x, received, parameters=("x", "w")):
    answer = Answer(ask("f", x, W), Outcome((Return(pack(received)),)), parameters=parameters)
    return values.equal((answer,), lambda x, w: x @ w).details["differences"]


def test_each_element_has_its_row_of_a_batch_for_which_the_call_shows_only_a_name():
    x = np.arange(15.0).reshape(5, 3)
    found = differences_of_a_batch(x, x @ W + [1.0, 0.0, 0.0, 0.0, 1.0])
    assert (found["rows_of"], found["rows"]) == ("x", ["[0, 1, 2]", "[12, 13, 14]"])
    assert [index for index, _, _ in found["elements"]] == [[0], [4]]


def test_no_rows_are_shown_twice_or_beside_elements_that_are_not_theirs():
    short = np.arange(6.0).reshape(2, 3)
    assert "rows" not in differences_of_a_batch(short, short @ W + 1)
    long = np.arange(15.0).reshape(5, 3)
    assert "rows" not in differences_of_a_batch(long, long @ W + 1, parameters=())
    answer = Answer(ask("f", long), Outcome((Return(pack(long + 1)),)), parameters=("x",))
    assert "rows" not in values.equal((answer,), lambda x: x).details["differences"]


def differences(received, x=(1.0, 2.0), **parts):
    finding = judged(pack(np.asarray(received), **parts), np.array(x), 0.0)
    return finding.details.get("differences")


def test_the_elements_that_differ_are_listed_with_their_index():
    assert differences([1.0, 7.0]) == {"elements": [([1], 2.0, 7.0)], "more": 0, "size": 2}
    assert differences([[1.0, 2.0], [8.0, 4.0]], [[1.0, 2.0], [3.0, 4.0]])["elements"] == [
        ([1, 0], 3.0, 8.0)
    ]


def test_an_element_within_the_error_of_float32_does_not_differ():
    assert differences([1.0 + 1e-6, 2.1])["elements"] == [([1], 2.0, 2.1)]


def test_only_the_first_elements_are_listed_unless_one_would_be_left_out():
    found = differences(np.ones(40), np.zeros(40))
    assert [index for index, *_ in found["elements"]] == [[number] for number in range(8)]
    assert (found["more"], found["size"]) == (32, 40)
    assert differences(np.ones(9), np.zeros(9))["more"] == 0
    assert differences(np.ones(10), np.zeros(10))["more"] == 2


def test_truth_values_are_listed_as_such():
    assert differences([True, True])["elements"] == [([1], 2.0, True)]


def test_a_value_that_is_not_a_number_is_listed():
    ((_, _, received),) = differences([1.0, np.nan])["elements"]
    assert np.isnan(received)


@pytest.mark.parametrize("received", [1.0, [[1.0, 2.0]], [1.0]])
def test_numbers_of_another_shape_are_not_compared_one_by_one(received):
    assert differences(received) is None


def test_a_single_number_has_no_elements():
    assert "differences" not in judged(pack(9.0, "number")).details


def test_of_arrays_that_are_cut_before_they_differ_the_first_different_element_is_told():
    x = np.zeros((3, 9))
    received = x.copy()
    received[1, 8] = 1.00105
    finding = judged(pack(received), x, 0.0)
    assert said(finding).endswith(", 0) returned 1.001 at index [1, 8]. Expected 0.")


def test_a_difference_that_four_digits_do_not_show_is_seen():
    assert said(judged(pack(1.00108, "number"), x=1.0, b=0.001157)) == (
        "f(1, 0.001157) returned 1.00108. Expected 1.00116."
    )
