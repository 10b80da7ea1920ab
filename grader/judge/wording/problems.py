"""Sentences on learner code that gave no answer: the learner's line, exception or limit."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from typing import Any

from grader.judge.phrases import count
from grader.judge.wording.template import Sentence
from grader.protocol.text import one_line

_ADVICE: Mapping[str, str] = {
    "exception.layers_without_list": "keras.Sequential takes a list of layers: put square brackets "
    "around them.",
    "exception.shape_is_a_number": "A shape is a tuple: the comma in (n,) makes it one, (n) is "
    "only a number.",
    "exception.truth_of_an_array": "max, min, if, and, or look at one number; an array needs "
    "NumPy's functions.",
    "exception.array_is_not_a_number": "float() and int() take one number; this got an array.",
    "exception.maximum_inside": "np.max looks for the largest inside of one array; another "
    "function compares two.",
    "exception.optimizer_unknown": "An optimizer is given by its name in quotes, spelt right, or "
    "with brackets () after it.",
    "exception.name_unknown_to_keras": "Keras knows nothing of this name; is it spelt right?",
    "exception.activation_unknown": "Keras knows no activation of this name; the names are in "
    "small letters.",
    "exception.unknown_argument": "There is no argument of this name; is it spelt right, and in "
    "the right brackets?",
    "exception.missing_argument": "A class needs brackets () to make an instance of it, a function "
    "all of its arguments.",
    "exception.not_callable": "Only functions and classes take brackets () after the name.",
    "exception.no_attribute": "There is nothing of this name in it; is it spelt right?",
    "exception.stub_line_left": "This line still stands in the function: delete it.",
    "exception.no_module": "Is it spelt right? Only NumPy, Keras and TensorFlow are there.",
    "exception.recursion": "The function calls itself again and again.",
    "exception.input_without_user": "input() has nobody to ask here; the function gets what it "
    "needs as arguments.",
    "exception.other": "",
}


def _amount(megabytes: float) -> str:
    """Return megabytes as people say them: 64 MB, 2 GB."""
    is_round = megabytes >= 1024 and megabytes % 1024 == 0
    return f"{megabytes // 1024:g} GB" if is_round else f"{megabytes:g} MB"


def _place(details: Mapping[str, Any]) -> str:
    cell = f", code cell {details['cell']}" if details["cell"] else ""
    return f"{details['file']}{cell}, line {details['line']}"


def _in_place(details: Mapping[str, Any]) -> str:
    return f" in {_place(details)}" if details["line"] else ""


def _source(details: Mapping[str, Any]) -> str:
    return f"   [{details['source']}]" if details["source"] else ""


def _error_line(code: str, details: Mapping[str, Any]) -> str:
    """Return an exception with its place, its line and advice."""
    message = one_line(details["message"])
    if details["type"]:
        text = f"{details['type']}{_in_place(details)}" + (f": {message}" if message else "")
    else:
        text = message
    text = text.rstrip().rstrip(".") + _source(details)
    advice = _ADVICE.get(code, "")
    if not advice:
        return text if details["source"] else f"{text}."
    return f"{text} {advice}" if details["source"] else f"{text}. {advice}"


_LIMITS: Mapping[str, Sentence] = {
    "limit.memory": lambda d: f"used more than {_amount(d['limit'])} of memory",
    "limit.file_size": lambda d: f"wrote a file larger than {_amount(d['limit'])}",
    "limit.disk": lambda d: f"wrote more than {_amount(d['limit'])} to files",
    "limit.files": lambda d: f"made more than {d['limit']:g} files",
    "limit.descriptors": lambda d: f"held more than {d['limit']:g} files open at once",
    "limit.threads": lambda d: f"started more than {d['limit']:g} threads",
    "limit.processor_time": lambda _: "used more processor time than all its tasks may take",
}
"""What was done, after "Your code"."""


def _limit(code: str, details: Mapping[str, Any], subject: str) -> str:
    sentence = _LIMITS[code]
    assert callable(sentence)
    place = f" ({_place(details)})" if details["line"] else ""
    return f"Your code {sentence(details)} in {subject}{place}."


def _seconds(details: Mapping[str, Any]) -> str:
    limit = details["limit"]
    return count(int(limit), "second") if limit == int(limit) else f"{limit:g} seconds"


def _time(details: Mapping[str, Any]) -> str:
    return (
        f"{details['subject']} did not finish within {_seconds(details)}{_in_place(details)}. "
        "Is there a loop that never ends, or far too much to do?"
    )


def _undefined(details: Mapping[str, Any]) -> str:
    told = f"{details['subject']} was not defined when the file had run."
    cause = details.get("cause")
    return f"{told} {describe(cause['code'], cause)}" if cause else told


def _exception(code: str, details: Mapping[str, Any]) -> str:
    told = f"{details['subject']} stopped with {_error_line(code, details)}"
    cause = details.get("cause")
    return f"{told} Earlier: {describe(cause['code'], cause)}" if cause else told


def _ended(details: Mapping[str, Any]) -> str:
    code = details["exit_code"]
    how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return f"{details['subject']} ended the whole Python process ({how})."


def describe(code: str, details: Mapping[str, Any]) -> str:
    """Return a problem without its subject: for a note, or as the cause of another problem."""
    if code in _LIMITS:
        return _limit(code, details, details["file"])
    if code == "limit.time":
        return f"did not finish within {_seconds(details)}{_in_place(details)}{_source(details)}"
    if code == "process.ended":
        return f"ended the whole Python process{_in_place(details)}{_source(details)}"
    return _error_line(code, details)


def _say_exception(code: str) -> Sentence:
    return lambda details: _exception(code, details)


def _say_limit(code: str) -> Sentence:
    return lambda details: _limit(code, details, details["subject"])


SENTENCES: Mapping[str, Sentence] = {
    **{code: _say_exception(code) for code in _ADVICE},
    **{code: _say_limit(code) for code in _LIMITS},
    "limit.time": _time,
    "function.undefined": _undefined,
    "process.exit": lambda d: (
        f"{d['subject']} left Python with {d['type']}{_in_place(d)}. Expected a return."
    ),
    "process.ended": _ended,
    "process.flood": "{subject} gave back more than can be looked at: {message}.",
    "source.syntax": lambda d: _error_line("source.syntax", d),
    "source.unreadable": lambda d: _error_line("source.unreadable", d),
}
