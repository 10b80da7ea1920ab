"""What Python, NumPy and Keras say of a mistake is recognised.

Python and NumPy raise in these tests. Messages of Keras, which is not imported, are written down.
"""

import numpy as np
import pytest

from grader.judge.patterns import Pattern, first_of, recognised
from grader.protocol.problems import Problem

NAMES = {"np": np, "x": np.ones(2), "n": 3, "rng": np.random.default_rng(0)}
SETUP = """\
class Model:
    def fit(self, x): pass
def f(x): pass
def late():
    total = total + 1
def deep():
    deep()
"""


def raised_by(line: str) -> Problem:
    """Return what a line raises, as the runner describes it."""
    names = dict(NAMES)
    exec(SETUP, names)
    with pytest.raises(Exception) as raised:  # noqa: PT011  of any type
        exec(line, names)
    return Problem("exception", raised.type.__name__, str(raised.value), source=line)


def said(message: str, source: str = "", type_name: str = "ValueError") -> Problem:
    return Problem("exception", type_name, message, source=source)


@pytest.mark.parametrize(
    ("line", "code", "details"),
    [
        ("f(1).shape", "none_has_no_attribute", {"name": "shape"}),
        ("f(1) + x", "value_is_none", {}),
        ("tf.constant(1)", "name_is_a_module", {"name": "tf"}),
        ("layers.Dense(1)", "name_is_a_part_of_keras", {"name": "layers"}),
        ("Dense(1)", "name_is_a_class_of_keras", {"name": "Dense"}),
        ("f(mae)", "name_may_be_a_text", {"name": "mae"}),
        ("maes + 1", "name_undefined", {"name": "maes"}),
        ("late()", "name_assigned_too_late", {}),
        ("max(0, x)", "truth_of_an_array", {}),
        ("float(x)", "array_is_not_a_number", {}),
        ("np.max(0, x)", "maximum_inside", {}),
        ("x @ np.ones(3)", "product_does_not_fit", {}),
        ("np.dot(x, np.ones(3))", "product_does_not_fit", {}),
        ("x @ 3.0", "product_of_a_number", {}),
        ("x + np.ones(3)", "shapes_do_not_fit", {}),
        ("np.array(['1']) * 2.0", "text_among_numbers", {}),
        ("a, b = 1, 2, 3", "too_many_values", {"count": "2"}),
        ("a, b = [1]", "too_few_values", {"count": "2"}),
        ("x.sum(axis=1)", "axis_out_of_range", {}),
        ("x[2]", "index_out_of_range", {}),
        ("[1][2]", "index_out_of_range", {}),
        ("for each in n: pass", "number_looped_over", {}),
        ("len(n)", "number_looped_over", {}),
        ("len(np.array(3))", "number_looped_over", {}),
        ("n[0]", "number_has_no_parts", {}),
        ("np.float64(3)[0]", "number_has_no_parts", {}),
        ("np.array(3)[0]", "number_has_no_parts", {}),
        ("rng.randn(3)", "old_random_method", {"name": "randn"}),
        ("n + ...", "dots_in_a_formula", {}),
        ("f + 1", "not_called", {}),
        ("np.add + 1", "not_called", {}),
        ("f.shape", "not_called", {}),
        ("a, b = f", "not_called", {}),
        ("Model.compile()", "class_not_instance", {"name": "Model"}),
        ("Model.fit(x)", "method_of_a_class", {"owner": "Model", "name": "fit"}),
        ("f(y=1)", "unknown_argument", {}),
        ("f()", "missing_argument", {}),
        ("f(1, 2)", "too_many_arguments", {}),
        ("n(4)", "not_callable", {}),
        ("x.append(1)", "no_attribute", {}),
        ("raise NotImplementedError", "stub_line_left", {}),
        ("import no_such_module", "no_module", {}),
        ("deep()", "recursion", {}),
        ("{}['loss']", "other", {}),
    ],
)
def test_what_python_and_numpy_raise_is_recognised(line, code, details):
    assert recognised(raised_by(line)) == (f"exception.{code}", details)


@pytest.mark.parametrize(
    ("message", "source", "code"),
    [
        ("Received: units=[8]", "", "units_is_a_list"),
        ("Received: units=8.0", "", "units_not_whole"),
        ("Received: units=0.5", "", "units_not_whole"),
        ("Received: units=0", "", "units_not_positive"),
        ("Received: units=-3", "", "units_not_positive"),
    ],
)
def test_units_that_keras_refuses_are_told_apart(message, source, code):
    problem = said(f"Received an invalid value for `units`, expected a positive integer. {message}")
    assert recognised(problem) == (f"exception.{code}", {})


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("x = keras.Input(4)", "shape_is_a_number"),
        ("layer.build(input_shape=4)", "shape_is_a_number"),
        ("for loss in 4:", "number_looped_over"),
        ("for shape in 4:", "number_looped_over"),
        ("list(4)", "number_looped_over"),
    ],
)
def test_one_message_means_what_the_line_shows(source, code):
    problem = said("'int' object is not iterable", source, "TypeError")
    assert recognised(problem) == (f"exception.{code}", {})


@pytest.mark.parametrize(
    ("source", "code", "details"),
    [
        ("model.fit(x, y).history['acc']", "history_entry", {"name": "acc"}),
        ("History['acc']", "history_entry", {"name": "acc"}),
        ("settings['acc']", "other", {}),
    ],
)
def test_a_missing_key_is_one_of_the_history_only_if_the_line_says_so(source, code, details):
    assert recognised(said("'acc'", source, "KeyError")) == (f"exception.{code}", details)


def test_the_first_pattern_that_matches_counts():
    patterns = (Pattern("a", "one", "x"), Pattern("b", "(?P<name>o)ne"), Pattern("c", "one"))
    assert first_of(patterns, said("one", "x")) == ("a", {})
    assert first_of(patterns, said("one", "y")) == ("b", {"name": "o"})
    assert first_of(patterns, said("two")) is None


def test_the_type_is_searched_before_the_message():
    patterns = (Pattern("a", "^KeyError: 'a'$"),)
    assert first_of(patterns, said("'a'", type_name="KeyError")) == ("a", {})
    assert first_of(patterns, said("KeyError: 'a'")) is None


def test_no_more_is_searched_than_the_runner_sends():
    """Some patterns are slow on long text."""
    patterns = (Pattern("a", "end", "END"),)
    assert first_of(patterns, said("end".rjust(488), "END".rjust(200))) == ("a", {})
    assert first_of(patterns, said("end".rjust(489), "END")) is None
    assert first_of(patterns, said("end", "END".rjust(201))) is None
