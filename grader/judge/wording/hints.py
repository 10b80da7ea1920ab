"""Hints that fit what happened, by code, where those of a check are about something else.

A check's own hints are about the formula or the model. They do not help a learner whose function
returns nothing, or whose line Python cannot run.
"""

from __future__ import annotations

from collections.abc import Mapping

_METHOD = (
    "Does this method give a value, or does it change the object before the dot?",
    "Methods such as add, append and compile change their object and give None.",
    "Two lines: one calls the method, the other has return and the name of the object.",
)

_SHOWING_METHOD = (
    "Does this method give a value, or does it only show something?",
    "Methods such as summary show text to people and give None.",
    "The line with return has the name of the object alone, without a method.",
)

INSTEAD: Mapping[str, tuple[str, ...]] = {
    "value.nothing": (
        "What does the line that calls your function get from it?",
        "A function gives its result to its caller with return. Without one, the result is lost.",
        "The last line of the function begins with return. What was asked for stands after it.",
    ),
    "value.printed": (
        "What does the line that calls your function get from it?",
        "print shows a value to people. return gives it to the line that called the function.",
        "The last line of the function begins with return, in place of print.",
    ),
    "value.return_alone": (
        "What stands after return on its line?",
        "A return gives the value that stands after it on its line. Alone, it gives None.",
        "One line has both: return, and the value after it.",
    ),
    "value.return_not_reached": (
        "Does your function come to a return in every case, and with a value?",
        "A return inside of an if or a loop is not always reached. Without one, None comes out.",
        "The last line of the function is a return, indented as its first line is.",
    ),
    "value.nothing_from_method": _METHOD,
    "value.printed_from_method": _SHOWING_METHOD,
    "function.other_order": (
        "In which order does the exercise name the parameters?",
        "A call gives its values in order: the first one goes to the first parameter.",
        "The line with def is as it was handed out.",
    ),
    "function.undefined": (),
}
"""All hints, in place of the check's own."""

_PRINT = "What are the values in the marked line? Print them on a line above it, then run the file."
_NAME = "Does any line give this name a value, in exactly this spelling?"
_TAKEN_APART = (
    "Which value is taken apart in the marked line? Print the whole of it on a line above."
)
_CALL = "What does the marked line call, and what does it give in the brackets?"
_SHAPE = (
    "Which values in the marked line are single numbers, and which are arrays? print(np.shape(x)) "
    "on a line above it shows the shape of x, which is () for a single number."
)

FIRST: Mapping[str, str] = {
    "exception.none_has_no_attribute": "Which line gave this value, and does that line give one?",
    "exception.value_is_none": "Which line gave this value, and does that line give one?",
    "exception.name_assigned_too_late": "Which line of the function gives this name its value, and "
    "does it come before the marked one?",
    "exception.name_not_yet_bound": _NAME,
    "exception.name_undefined": _NAME,
    "exception.name_of_another_file": "What would this function calculate, and how can this file "
    "do so itself?",
    "exception.name_of_a_missing_task": "Where was the function of this name when the file was "
    "handed out?",
    "exception.truth_of_an_array": _SHAPE,
    "exception.array_is_not_a_number": _SHAPE,
    "exception.product_does_not_fit": _SHAPE,
    "exception.product_of_a_number": _SHAPE,
    "exception.shapes_do_not_fit": _SHAPE,
    "exception.axis_out_of_range": _SHAPE,
    "exception.index_out_of_range": "How long is the value before the square brackets? Print it on "
    "a line above.",
    "exception.number_looped_over": _SHAPE,
    "exception.number_has_no_parts": _SHAPE,
    "exception.too_many_values": _TAKEN_APART,
    "exception.too_few_values": _TAKEN_APART,
    "exception.missing_argument": _CALL,
    "exception.too_many_arguments": _CALL,
    "exception.unknown_argument": _CALL,
    "exception.not_callable": "What stands right before the round brackets in the marked line?",
    "exception.no_attribute": "What is the value before the dot? Print type(...) of it on a line "
    "above.",
    "exception.other": _PRINT,
}
"""One hint, before the check's own."""


def fitting(code: str, own: tuple[str, ...]) -> tuple[str, ...]:
    """Return the hints on a check that did not pass. code: of its reason. own: the check's."""
    if not own:
        return ()
    if code in INSTEAD:
        return INSTEAD[code]
    return (FIRST[code], *own) if code in FIRST else own
