"""The boxes of a verdict on layers, at the edges of what a model and a reason may be."""

import pytest

from grader.judge.normal_form import NormalForm, OtherLayer
from grader.live.notebook.content import WORDS, LayerBox, expected_units, layer_boxes
from grader.records import Reason, Status
from tests.live.notebook.test_box import NETWORK, content, layer

MANY = NormalForm(tuple(layer(units, inputs=units + 1) for units in range(20, 0, -1)))


def test_every_status_has_a_word():
    assert set(WORDS) == set(Status)
    assert all(WORDS.values())


@pytest.mark.parametrize(
    ("box", "text"),
    [
        (LayerBox("Dense(4)", "relu"), "Dense(4, relu)"),
        (LayerBox("Dense(4)"), "Dense(4)"),
        (LayerBox("relu"), "relu"),
    ],
)
def test_a_layer_is_written_as_in_python(box, text):
    assert box.text == text


def test_without_a_model_there_is_no_picture():
    reason = Reason("layers.count", {"expected": [4, 1]})
    assert layer_boxes(content(reason=reason)) == ()
    assert expected_units(content(reason=reason)) == ()


def test_inputs_that_are_unknown_are_a_question_mark():
    dropout = NormalForm((), "", (OtherLayer(0, "Dropout", "keras"),))
    assert dropout.n_inputs is None
    assert [box.text for box in layer_boxes(content(form=dropout))] == ["Input(?)", "Dropout"]


def test_of_many_layers_seven_are_shown_and_the_others_are_counted():
    boxes = [box.text for box in layer_boxes(content(form=MANY))]
    assert boxes[:2] == ["Input(21)", "Dense(20)"]
    assert boxes[6:] == ["Dense(15)", "14 more"]
    eight = NormalForm(MANY.layers[-7:])
    assert [box.text for box in layer_boxes(content(form=eight))][-2:] == ["Dense(2)", "Dense(1)"]


@pytest.mark.parametrize(
    ("reason", "wrong", "expected"),
    [
        (None, [], ""),
        (Reason("layer.wrong", {"number": 1, "expected": 3}), [], ""),
        (Reason("layers.wrong_units", {"number": 1, "expected": 0}), [1], "0 units"),
        (Reason("layers.wrong_units", {"number": 0, "expected": "relu"}), [2], "relu"),
        (Reason("layers.output_units", {"number": 1}), [2], "1 unit"),
        (Reason("layers.wrong_units", {"expected": 8}), [], ""),
        (Reason("layers.wrong_units", {"number": 9, "expected": 8}), [], ""),
    ],
)
def test_the_layer_of_a_reason_is_marked_with_what_it_should_have_been(reason, wrong, expected):
    boxes = layer_boxes(content(form=NETWORK, reason=reason))
    assert [number for number, box in enumerate(boxes) if box.is_wrong] == wrong
    assert "".join(box.expected for box in boxes) == expected


@pytest.mark.parametrize(
    ("expected", "shown"),
    [
        ([4, 1], ["Input(3)", "Dense(4)", "Dense(1)"]),
        ([], ["Input(3)"]),
        ("4, 1", []),
        (4, []),
        (list(range(1, 8)), ["Input(3)", *(f"Dense({units})" for units in range(1, 8))]),
        (list(range(1, 9)), []),
    ],
)
def test_the_expected_layers_are_shown_if_they_are_a_list_of_a_few(expected, shown):
    reason = Reason("layers.count", {"expected": expected})
    boxes = expected_units(content(form=NETWORK, reason=reason))
    assert [box.text for box in boxes] == shown
