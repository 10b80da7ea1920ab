"""Recognises mistakes that Python, NumPy and Keras report, by their messages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from grader.protocol.problems import Problem


class _Pattern(NamedTuple):
    """A mistake that Python, NumPy or Keras reports.

    message: searched in the exception's type and message; its named groups become details. source:
    searched in the learner's line.
    """

    code: str
    message: str
    source: str = ""


_NONE = (
    _Pattern(
        "exception.none_has_no_attribute", r"'NoneType' object has no attribute '(?P<name>\w+)"
    ),
    _Pattern("exception.value_is_none", r"^TypeError.*\bNoneType\b"),
)

_NAMES = (
    _Pattern(
        "exception.name_is_a_module", r"^NameError: name '(?P<name>tf|np|keras|math|random|plt)'"
    ),
    _Pattern(
        "exception.name_is_a_part_of_keras",
        r"^NameError: name '(?P<name>layers|losses|optimizers)'",
    ),
    _Pattern(
        "exception.name_is_a_class_of_keras",
        r"^NameError: name '(?P<name>Dense|Input|ReLU|Activation|Sequential|Model|Adam|SGD"
        r"|MeanAbsoluteError)'",
    ),
    _Pattern(
        "exception.name_may_be_a_text",
        r"^NameError: name '(?P<name>adam|sgd|rmsprop|mae|mse|mean_absolute_error|loss|val_loss"
        r"|linear|sigmoid|tanh|softmax)'",
    ),
    _Pattern("exception.name_assigned_too_late", r"^UnboundLocalError"),
    _Pattern("exception.name_undefined", r"^NameError: name '(?P<name>\w+)' is not defined"),
)

_MODELS = (
    _Pattern(
        "exception.layers_without_list",
        r"takes a list of layers|`trainable` to be a boolean. Received: trainable=<\w+ name",
    ),
    _Pattern(
        "exception.layers_without_list", r"'[A-Z]\w*' object is not iterable", r"Sequential\("
    ),
    _Pattern(
        "exception.layer_in_place_of_list",
        r"'(Dense|InputLayer|ReLU|Activation|Dropout)' object is not iterable",
    ),
    _Pattern("exception.number_looped_over", r"'int' object is not iterable", r"\bfor\b.*\bin\b"),
    _Pattern("exception.shape_is_a_number", r"Cannot convert '.*' to a shape"),
    _Pattern("exception.shape_is_a_number", r"'int' object is not iterable", r"Input\(|shape"),
    _Pattern("exception.layer_is_a_class", r"Only instances of `keras.Layer`.*<class 'type'>"),
    _Pattern(
        "exception.layer_is_a_function", r"Only instances of `keras.Layer`.*<class 'function'>"
    ),
    _Pattern("exception.layer_is_a_list", r"Only instances of `keras.Layer`.*<class 'list'>"),
    _Pattern("exception.units_is_a_list", r"invalid value for `units`.*Received: units=\["),
    _Pattern(
        "exception.units_not_whole", r"invalid value for `units`.*Received: units=(0\.|[1-9])"
    ),
    _Pattern("exception.units_not_positive", r"invalid value for `units`"),
    _Pattern(
        "exception.optimizer_unknown",
        r"(?i)optimizer.*(could not|should be an.*instance|unknown)"
        r"|(could not|unknown).*optimizer",
    ),
    _Pattern(
        "exception.name_unknown_to_keras",
        r"Could not interpret loss|Unknown loss|Could not locate (function|class|object)",
    ),
    _Pattern(
        "exception.activation_is_a_number",
        r"Could not interpret activation function identifier: (?P<name>-?\d+)",
    ),
    _Pattern("exception.activation_unknown", r"Could not interpret activation"),
    _Pattern("exception.old_learning_rate", r"Argument\(s\) not recognized: \{'lr'"),
    _Pattern("exception.unknown_argument", r"Argument\(s\) not recognized"),
    _Pattern("exception.fit_without_true_values", r"None values not supported", r"\bfit\("),
    _Pattern("exception.unequal_rows", r"Data cardinality is ambiguous"),
    _Pattern("exception.not_compiled", r"You must call `compile\(\)`"),
    _Pattern("exception.history_entry", r"^KeyError: .*'(?P<name>\w*)'", r"[Hh]istory|\bfit\("),
    _Pattern("exception.history_is_an_object", r"'History' object is not subscriptable"),
)

_ARRAYS = (
    _Pattern(
        "exception.array_given_to_a_class",
        r"truth value of an array",
        r"\b(layers|losses|metrics)\.[A-Z]\w*\(|\b(ReLU|MeanAbsoluteError)\(",
    ),
    _Pattern("exception.truth_of_an_array", r"truth value of an array"),
    _Pattern(
        "exception.array_is_not_a_number",
        r"only (length-1|0-dimensional|size-1) arrays can be converted",
    ),
    _Pattern(
        "exception.maximum_inside",
        r"cannot be interpreted as an integer|only integer scalar arrays can be converted",
        r"\.max\(",
    ),
    _Pattern("exception.product_does_not_fit", r"not aligned|mismatch in its core dimension"),
    _Pattern("exception.product_of_a_number", r"matmul: Input operand \d does not have enough dim"),
    _Pattern("exception.shapes_do_not_fit", r"could not be broadcast|Incompatible shapes"),
    _Pattern("exception.positions_of_a_number", r"nonzero on 0d arrays", r"\bwhere\("),
    _Pattern(
        "exception.text_among_numbers", r"^DTypePromotionError.*\bStrDType\b|^UFuncTypeError.*<U"
    ),
    _Pattern("exception.too_many_values", r"too many values to unpack \(expected (?P<count>\d+)"),
    _Pattern("exception.too_few_values", r"not enough values to unpack \(expected (?P<count>\d+)"),
    _Pattern("exception.axis_out_of_range", r"^AxisError"),
    _Pattern("exception.index_out_of_range", r"^IndexError.*(out of bounds|out of range)"),
    _Pattern(
        "exception.number_looped_over",
        r"'(int|float|numpy\.float\d+|numpy\.int\d+)' object is not iterable"
        r"|object of type '(int|float|numpy\.float\d+)' has no len"
        r"|iteration over a 0-d|len\(\) of unsized",
    ),
    _Pattern(
        "exception.number_has_no_parts",
        r"'(int|float|numpy\.float\d+)' object is not subscriptable|invalid index to scalar"
        r"|too many indices for array: array is 0-dim",
    ),
    _Pattern(
        "exception.old_random_method",
        r"Generator' object has no attribute '(?P<name>rand|randn|randint|random_sample)'",
    ),
)

_CALLS = (
    _Pattern("exception.dots_in_a_formula", r"^TypeError.*'ellipsis'"),
    _Pattern(
        "exception.not_called",
        r"unsupported operand.*'(function|method|builtin_function_or_method|ufunc|numpy.ufunc)'",
    ),
    _Pattern(
        "exception.not_called",
        r"'(function|method|builtin_function_or_method)' object "
        r"(has no attribute|is not subscriptable|is not iterable)"
        r"|non-iterable (function|method|builtin_function_or_method) object",
    ),
    _Pattern("exception.class_not_instance", r"^AttributeError: type object '(?P<name>\w+)'"),
    _Pattern(
        "exception.unknown_argument",
        r"unexpected keyword argument|Unrecognized keyword arguments",
    ),
    _Pattern(
        "exception.method_of_a_class",
        r"\b(?P<owner>[A-Z]\w*)\.(?P<name>[a-z]\w*)\(\) missing \d+ required positional argument",
    ),
    _Pattern("exception.missing_argument", r"missing \d+ required positional argument"),
    _Pattern("exception.too_many_arguments", r"takes .* positional arguments? but \d+ (was|were)"),
    _Pattern("exception.not_callable", r"object is not callable"),
    _Pattern("exception.not_in_keras_itself", r"module 'keras' has no attribute '(?P<name>\w+)'"),
    _Pattern("exception.no_attribute", r"has no attribute"),
    _Pattern("exception.stub_line_left", r"^NotImplementedError", r"raise NotImplementedError"),
    _Pattern("exception.no_module", r"No module named"),
    _Pattern("exception.recursion", r"^RecursionError"),
    _Pattern("exception.input_without_user", r"^EOFError"),
)

_SYNTAX = (_Pattern("source.comprehension", r"comprehension target"),)

_PATTERNS = (*_NONE, *_NAMES, *_MODELS, *_ARRAYS, *_CALLS)
"""The first one that matches counts."""


def recognised(problem: Problem) -> tuple[str, dict[str, str]]:
    """Return the code of an exception, and the details that its message contains."""
    return _first_of(_PATTERNS, problem) or ("exception.other", {})


def recognised_syntax(problem: Problem) -> tuple[str, dict[str, str]]:
    """Return the code of an error in the syntax, and the details that its message contains."""
    return _first_of(_SYNTAX, problem) or ("source.syntax", {})


def _first_of(patterns: Iterable[_Pattern], problem: Problem) -> tuple[str, dict[str, str]] | None:
    # No more text than the unmodified runner sends, since some patterns are slow on long text.
    said, source = f"{problem.type_name}: {problem.message}"[:500], problem.source[:200]
    for pattern in patterns:
        found = re.search(pattern.message, said)
        if found and re.search(pattern.source, source):
            return pattern.code, found.groupdict()
    return None
