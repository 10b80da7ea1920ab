"""The box and the plain text, from results as the judge makes them."""

from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import msgspec
import numpy as np
import pytest

from grader.judge.normal_form import NormalForm, NormalLayer, OtherLayer
from grader.live.notebook.box import box
from grader.live.notebook.content import Content, expected_units, layer_boxes
from grader.live.notebook.pictures import curve_picture, layers_picture
from grader.live.notebook.plain_text import plain_text
from grader.protocol.arrays import pack
from grader.protocol.excerpts import Excerpt
from grader.protocol.networks import DenseLayer
from grader.records import Place, Reason, Status, TaskResult
from grader.report.diagnostics import Comparison, Diagnostic, Element

HOSTILE = "<script>alert('$x$ & \"y\"')</script>"
VOID = {"br", "hr", "img", "input", "meta", "link"}


class Page(HTMLParser):
    """Checks that tags are closed in order; collects the tags and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attributes)
        self.open.append(tag)

    def handle_startendtag(self, tag, _attributes):
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def layer(units: int, activation: str = "linear", inputs: int = 3) -> NormalLayer:
    data = DenseLayer(pack(np.zeros((inputs, units))), pack(np.zeros(units)), activation)
    return NormalLayer(units, activation, True, True, data)


def content(*parts: Diagnostic, status=Status.FAILED, **more) -> Content:
    curve = more.pop("curve", ())
    task = TaskResult("build_deep_network", status, 1, 4, (), curve=curve)
    return Content(task, parts, more.pop("hints", 1), **more)


NETWORK = NormalForm((layer(4, "relu"), layer(1, inputs=4)))
ELEMENTS = (Element("[0]", "2.5", "<3>"), Element("[1]", "1", "2"))
FULL = Diagnostic(
    told="told <b>",
    title="The title",
    quote=Place("notebook.ipynb", 5, 2, "return x < y"),
    comparison=Comparison("f(1)", "[1, 2]", "[2, 1]"),
    advice="advice",
    cause=Diagnostic("an earlier cause"),
    hints=("first hint", "second hint", "third hint"),
)


@pytest.mark.parametrize(
    "shown",
    [
        content(status=Status.PASSED),
        content(FULL, form=NETWORK, curve=(3.0, 2.0, 1.0)),
        content(FULL, hints=0),
        content(FULL, hints=9),
    ],
)
def test_a_box_is_closed_html_without_scripts_or_other_files(shown):
    page = Page(box(shown))
    assert page.open == []
    assert page.tags.isdisjoint({"script", "link", "img", "iframe", "object", "form"})
    assert "url(" not in box(shown)
    assert "@import" not in box(shown)


def test_every_part_of_a_diagnostic_is_shown():
    page = Page(box(content(FULL)))
    for part in ("told <b>", "The title", "cell [5], line 2", "return x < y", "f(1)", "[1, 2]"):
        assert part in page.text
    for part in ("[2, 1]", "advice", "an earlier cause", "first hint", "1 of 4 points", "Practice"):
        assert part in page.text


def test_text_of_learners_is_text():
    part = Diagnostic(
        HOSTILE,
        HOSTILE,
        Place(HOSTILE, 0, 1, HOSTILE),
        Comparison(HOSTILE, HOSTILE, HOSTILE),
        HOSTILE,
        hints=(HOSTILE,),
    )
    others = (OtherLayer(1, HOSTILE, "custom"),)
    form = replace(NETWORK, others=others, leading_activation=HOSTILE)
    page = Page(box(content(part, form=form)))
    assert "script" not in page.tags
    assert page.text.count(HOSTILE) == 11


def test_dollar_signs_are_no_formula_for_mathjax():
    assert "tex2jax_ignore mathjax_ignore" in box(content(FULL))


def test_hints_beyond_those_shown_are_folded_one_in_the_other():
    shown = box(content(FULL, hints=1))
    assert shown.count("<details><summary>Next hint</summary>") == 2
    assert shown.index("first hint") < shown.index("<details>") < shown.index("second hint")
    assert "<details" not in box(content(FULL, hints=3))


def test_layers_are_named_as_they_are_written():
    assert [one.text for one in layer_boxes(content(form=NETWORK))] == [
        "Input(3)",
        "Dense(4, relu)",
        "Dense(1)",
    ]
    assert "Input(3) → Dense(4, relu) → Dense(1)" in plain_text(content(form=NETWORK))
    assert layer_boxes(content()) == ()


@pytest.mark.parametrize(
    ("code", "details", "wrong", "expected"),
    [
        ("layers.wrong_units", {"number": 1, "received": 4, "expected": 1}, 1, "1 unit"),
        ("layers.wrong_units", {"number": 1, "received": 4, "expected": 8}, 1, "8 units"),
        ("layers.no_activation", {"number": 1, "expected": "relu"}, 1, "relu"),
        ("layers.no_bias", {"number": 0}, 2, ""),
        ("layers.output_units", {"received": 2, "is_only": False}, 2, "1 unit"),
        ("layers.output_activation", {"received": "relu"}, 2, "no activation"),
        ("layers.too_few", {"received": [4, 1], "expected": [8, 4, 1]}, None, ""),
        ("values.wrong", {"number": 1, "expected": "2"}, None, ""),
    ],
)
def test_the_layer_that_a_reason_is_about_is_marked(code, details, wrong, expected):
    boxes = layer_boxes(content(form=NETWORK, reason=Reason(code, details)))
    marked = [number for number, one in enumerate(boxes) if one.is_wrong]
    assert marked == ([] if wrong is None else [wrong])
    assert [one.expected for one in boxes if one.is_wrong] == ([] if wrong is None else [expected])


def test_a_wrong_number_of_layers_is_drawn_beside_the_expected_one():
    reason = Reason("layers.too_few", {"received": [4, 1], "expected": [8, 4, 1]})
    shown = content(form=NETWORK, reason=reason)
    expected = "Input(3) → Dense(8) → Dense(4) → Dense(1)"
    assert " → ".join(one.text for one in expected_units(shown)) == expected
    assert f"expected  {expected}" in plain_text(shown)
    assert box(shown).count("<svg") == 2


def test_other_layers_stand_where_they_are_and_many_are_cut():
    form = NormalForm((layer(4),), "relu", (OtherLayer(0, "Dropout", "keras"),))
    boxes = layer_boxes(content(form=form))
    assert [one.text for one in boxes] == ["Input(3)", "relu", "Dropout", "Dense(4)"]
    many = layer_boxes(content(form=NormalForm(tuple(layer(n + 1) for n in range(30)))))
    assert len(many) == 8
    assert many[-1].text == "24 more"


@pytest.mark.parametrize(
    "losses", [(1.0,), (0.0, 0.0), (3.0, 2.5, 1e-9), tuple(range(2000, 0, -1)), (2.0, np.nan, 1.0)]
)
def test_a_curve_stays_within_its_picture(losses):
    picture = ET.fromstring(curve_picture(losses))
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    (line,) = picture.iter("{http://www.w3.org/2000/svg}polyline")
    for x, y in (map(float, point.split(",")) for point in line.attrib["points"].split()):
        assert 0 <= x <= width
        assert 0 <= y <= height


def test_a_curve_names_the_first_loss_that_is_no_number():
    assert "no number from epoch 2" in curve_picture((2.0, np.nan, np.inf))
    assert curve_picture((np.nan,)) == ""
    assert curve_picture(()) == ""


def test_pictures_are_well_formed_and_say_in_words_what_they_show():
    boxes = layer_boxes(content(form=NETWORK))
    picture = ET.fromstring(layers_picture(boxes, "received"))
    assert picture.attrib["aria-label"] == "received: Input(3) to Dense(4, relu) to Dense(1)"


def test_plain_text_keeps_to_eighty_columns():
    long = replace(FULL, told="word " * 60, advice="word " * 60)
    shown = plain_text(content(long, form=NETWORK, curve=tuple(np.linspace(5, 1, 300))))
    assert max(map(len, shown.splitlines())) <= 80
    assert "loss" in shown


def test_the_marked_part_of_the_line_is_underlined():
    place = Place("a.ipynb", 5, 2, "return x < y", 12, 17, Excerpt("    return x < y", 11, 16))
    text = box(content(Diagnostic("told", quote=place)))
    assert 'return <u class="mark">x &lt; y</u></pre>' in text
    behind = msgspec.structs.replace(place, excerpt=Excerpt("def f()", 7, 8))
    text = box(content(Diagnostic("told", quote=behind)))
    assert 'def f()<u class="mark"> </u></pre>' in text


def test_the_elements_that_differ_are_a_table_as_in_the_terminal():
    compared = Diagnostic("", comparison=Comparison("f(1)", "", "", ELEMENTS, 7))
    text = box(content(compared))
    assert "<tr><td>[0]</td><td>2.5</td><td>&lt;3&gt;</td></tr>" in text
    assert "and 7 more" in text
    assert 'class="values"' not in text
    assert "[0]" in plain_text(content(compared))


def test_rows_of_a_batch_are_in_the_table_and_are_text():
    elements = (Element("[0]", "2.5", "3", "[1, -2]"),)
    compared = Diagnostic("", comparison=Comparison("f(x)", "", "", elements, rows_of="<x>"))
    text = box(content(compared))
    assert "<tr><th>index</th><th>&lt;x&gt;</th><th>expected</th><th>received</th></tr>" in text
    assert "<tr><td>[0]</td><td>[1, -2]</td><td>2.5</td><td>3</td></tr>" in text
