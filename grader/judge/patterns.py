"""Recognises mistakes that Python, NumPy and Keras report, by their messages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from grader.protocol.problems import Problem


class Pattern(NamedTuple):
    """A mistake that Python, NumPy or Keras reports.

    message: searched in the exception's type and message; its named groups become details. source:
    searched in the learner's line.
    """

    code: str
    message: str
    source: str = ""


_NONE = (
    Pattern(
        "exception.none_has_no_attribute", r"'NoneType' object has no attribute '(?P<name>\w+)"
    ),
    Pattern("exception.value_is_none", r"^TypeError.*\bNoneType\b"),
)

_NAMES = (
    Pattern(
        "exception.name_is_a_module", r"^NameError: name '(?P<name>tf|np|keras|math|random|plt)'"
    ),
    Pattern(
        "exception.name_is_a_part_of_keras",
        r"^NameError: name '(?P<name>layers|losses|optimizers)'",
    ),
    Pattern(
        "exception.name_is_a_class_of_keras",
        r"^NameError: name '(?P<name>Dense|Input|ReLU|Activation|Sequential|Model|Adam|SGD"
        r"|MeanAbsoluteError)'",
    ),
    Pattern(
        "exception.name_may_be_a_text",
        r"^NameError: name '(?P<name>adam|sgd|rmsprop|mae|mse|mean_absolute_error|loss|val_loss"
        r"|linear|sigmoid|tanh|softmax)'",
    ),
    Pattern("exception.name_assigned_too_late", r"^UnboundLocalError"),
    Pattern("exception.name_undefined", r"^NameError: name '(?P<name>\w+)' is not defined"),
)

_MODELS = (
    Pattern(
        "exception.layers_without_list",
        r"takes a list of layers|`trainable` to be a boolean. Received: trainable=<\w+ name",
    ),
    Pattern("exception.layers_without_list", r"'[A-Z]\w*' object is not iterable", r"Sequential\("),
    Pattern(
        "exception.layers_without_list",
        r"A symbolic KerasTensor cannot be used as a boolean",
        r"Sequential\(\s*keras\.Input|Sequential\(\s*Input",
    ),
    Pattern(
        "exception.layer_in_place_of_list",
        r"'(Dense|InputLayer|ReLU|Activation|Dropout)' object is not iterable",
    ),
    Pattern("exception.number_looped_over", r"'int' object is not iterable", r"\bfor\b.*\bin\b"),
    Pattern("exception.shape_is_a_number", r"Cannot convert '.*' to a shape"),
    Pattern("exception.shape_is_a_number", r"'int' object is not iterable", r"Input\(|shape"),
    Pattern("exception.layer_is_a_class", r"Only instances of `keras.Layer`.*<class 'type'>"),
    Pattern(
        "exception.layer_is_a_function", r"Only instances of `keras.Layer`.*<class 'function'>"
    ),
    Pattern("exception.layer_is_a_list", r"Only instances of `keras.Layer`.*<class 'list'>"),
    Pattern("exception.units_is_a_list", r"invalid value for `units`.*Received: units=\["),
    Pattern("exception.units_not_whole", r"invalid value for `units`.*Received: units=(0\.|[1-9])"),
    Pattern("exception.units_not_positive", r"invalid value for `units`"),
    Pattern(
        "exception.optimizer_unknown",
        r"(?i)optimizer.*(could not|should be an.*instance|unknown)"
        r"|(could not|unknown).*optimizer",
    ),
    Pattern(
        "exception.name_unknown_to_keras",
        r"Could not interpret loss|Unknown loss|Could not locate (function|class|object)",
    ),
    Pattern(
        "exception.activation_is_a_number",
        r"Could not interpret activation function identifier: (?P<name>-?\d+)",
    ),
    Pattern("exception.activation_unknown", r"Could not interpret activation"),
    Pattern("exception.old_learning_rate", r"Argument\(s\) not recognized: \{'lr'"),
    Pattern("exception.unknown_argument", r"Argument\(s\) not recognized"),
    Pattern("exception.fit_without_true_values", r"None values not supported", r"\bfit\("),
    Pattern("exception.unequal_rows", r"Data cardinality is ambiguous"),
    Pattern("exception.not_compiled", r"You must call `compile\(\)`"),
    Pattern("exception.history_entry", r"^KeyError: .*'(?P<name>\w*)'", r"[Hh]istory|\bfit\("),
    Pattern("exception.history_is_an_object", r"'History' object is not subscriptable"),
)

_ARRAYS = (
    Pattern(
        "exception.array_given_to_a_class",
        r"truth value of an array",
        r"\b(layers|losses|metrics)\.[A-Z]\w*\(|\b(ReLU|MeanAbsoluteError)\(",
    ),
    Pattern("exception.truth_of_an_array", r"truth value of an array"),
    Pattern(
        "exception.array_is_not_a_number",
        r"only (length-1|0-dimensional|size-1) arrays can be converted",
    ),
    Pattern(
        "exception.maximum_inside",
        r"cannot be interpreted as an integer|only integer scalar arrays can be converted",
        r"\.max\(",
    ),
    Pattern("exception.product_does_not_fit", r"not aligned|mismatch in its core dimension"),
    Pattern("exception.product_of_a_number", r"matmul: Input operand \d does not have enough dim"),
    Pattern("exception.shapes_do_not_fit", r"could not be broadcast|Incompatible shapes"),
    Pattern("exception.positions_of_a_number", r"nonzero on 0d arrays", r"\bwhere\("),
    Pattern(
        "exception.text_among_numbers", r"^DTypePromotionError.*\bStrDType\b|^UFuncTypeError.*<U"
    ),
    Pattern("exception.too_many_values", r"too many values to unpack \(expected (?P<count>\d+)"),
    Pattern("exception.too_few_values", r"not enough values to unpack \(expected (?P<count>\d+)"),
    Pattern("exception.axis_out_of_range", r"^AxisError"),
    Pattern("exception.index_out_of_range", r"^IndexError.*(out of bounds|out of range)"),
    Pattern(
        "exception.number_looped_over",
        r"'(int|float|numpy\.float\d+|numpy\.int\d+)' object is not iterable"
        r"|object of type '(int|float|numpy\.float\d+)' has no len"
        r"|iteration over a 0-d|len\(\) of unsized",
    ),
    Pattern(
        "exception.number_has_no_parts",
        r"'(int|float|numpy\.float\d+)' object is not subscriptable|invalid index to scalar"
        r"|too many indices for array: array is 0-dim",
    ),
    Pattern(
        "exception.old_random_method",
        r"Generator' object has no attribute '(?P<name>rand|randn|randint|random_sample)'",
    ),
)

_CALLS = (
    Pattern("exception.dots_in_a_formula", r"^TypeError.*'ellipsis'"),
    Pattern(
        "exception.not_called",
        r"unsupported operand.*'(function|method|builtin_function_or_method|ufunc|numpy.ufunc)'",
    ),
    Pattern(
        "exception.not_called",
        r"'(function|method|builtin_function_or_method)' object "
        r"(has no attribute|is not subscriptable|is not iterable)"
        r"|non-iterable (function|method|builtin_function_or_method) object",
    ),
    Pattern("exception.class_not_instance", r"^AttributeError: type object '(?P<name>\w+)'"),
    Pattern(
        "exception.unknown_argument",
        r"unexpected keyword argument|Unrecognized keyword arguments",
    ),
    Pattern(
        "exception.method_of_a_class",
        r"\b(?P<owner>[A-Z]\w*)\.(?P<name>[a-z]\w*)\(\) missing \d+ required positional argument",
    ),
    Pattern("exception.missing_argument", r"missing \d+ required positional argument"),
    Pattern("exception.too_many_arguments", r"takes .* positional arguments? but \d+ (was|were)"),
    Pattern("exception.not_callable", r"object is not callable"),
    Pattern("exception.not_in_keras_itself", r"module 'keras' has no attribute '(?P<name>\w+)'"),
    Pattern("exception.no_attribute", r"has no attribute"),
    Pattern("exception.stub_line_left", r"^NotImplementedError", r"raise NotImplementedError"),
    Pattern("exception.no_module", r"No module named"),
    Pattern("exception.recursion", r"^RecursionError"),
    Pattern("exception.input_without_user", r"^EOFError"),
)

_PATTERNS = (*_NONE, *_NAMES, *_MODELS, *_ARRAYS, *_CALLS)
"""The first one that matches counts."""


def recognised(problem: Problem) -> tuple[str, dict[str, str]]:
    """Return the code of an exception, and the details that its message contains."""
    return first_of(_PATTERNS, problem) or ("exception.other", {})


def first_of(patterns: Iterable[Pattern], problem: Problem) -> tuple[str, dict[str, str]] | None:
    """Return the code of the first pattern that matches, and the details that it finds."""
    # No more text than the unmodified runner sends, since some patterns are slow on long text.
    said, source = f"{problem.type_name}: {problem.message}"[:500], problem.source[:200]
    for pattern in patterns:
        found = re.search(pattern.message, said)
        if found and re.search(pattern.source, source):
            return pattern.code, found.groupdict()
    return None
