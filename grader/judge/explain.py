"""Says in plain words why there was no answer: the learner's file, line and exception."""

from __future__ import annotations

import re
import signal
from collections.abc import Sequence

from grader.plain_text import one_line
from grader.records import Status
from grader.sandbox.messages import Problem

# What Keras, NumPy and Python say, and what a first-week learner needs to hear with it.
_KNOWN = (
    (r"'Dense' object is not iterable|takes a list of layers|'\w+' object is not iterable.*layers",
     "keras.Sequential takes a list of layers: put square brackets around them."),
    (r"Cannot convert '.*' to a shape|'int' object is not iterable",
     "A shape is a tuple: the comma in (n,) makes it one, (n) is only a number."),
    (r"truth value of an array",
     "max, min, if, and, or look at one number; an array needs NumPy's functions."),
    (r"only (length-1|0-dimensional|size-1) arrays can be converted",
     "float() and int() take one number; this got an array."),
    (r"cannot be interpreted as an integer(?s:.*)\.max\(",
     "np.max looks for the largest inside of one array; another function compares two."),
    (r"(?i)optimizer.*(could not|should be an.*instance|unknown)|(could not|unknown).*optimizer",
     "An optimizer is given by its name in quotes, spelt right, or with brackets () after it."),
    (r"Could not interpret loss|Unknown loss|Could not locate (function|class|object)",
     "Keras knows nothing of this name; is it spelt right?"),
    (r"Could not interpret activation",
     "Keras knows no activation of this name; the names are in small letters."),
    (r"unexpected keyword argument|Unrecognized keyword arguments",
     "There is no argument of this name; is it spelt right, and in the right brackets?"),
    (r"missing \d+ required positional argument",
     "A class needs brackets () to make an instance of it, a function all of its arguments."),
    (r"object is not callable", "Only functions and classes take brackets () after the name."),
    (r"has no attribute", "There is nothing of this name in it; is it spelt right?"),
    (r"NotImplementedError(?s:.*)raise NotImplementedError",
     "This line still stands in the function: delete it."),
    (r"No module named", "Is it spelt right? Only NumPy, Keras and TensorFlow are there."),
    (r"RecursionError", "The function calls itself again and again."),
    (r"EOFError", "input() has nobody to ask here; the function gets what it needs as arguments."),
)  # fmt: skip


def status_of(problem: Problem) -> Status:
    """Return the status a check gets that has no answer to look at."""
    return Status.TIMEOUT if problem.kind == "timeout" else Status.ERROR


def explain(problem: Problem, subject: str, loading: Sequence[Problem] = ()) -> str:
    """Return the message on a problem met in `subject`, a function or the file itself.

    loading: what had failed before while the file ran; named where it may be the cause.
    """
    if problem.type_name == "_NoSuchFunctionError":
        cause = f" {_line(loading[0])}" if loading else ""
        return f"{subject} was not defined when the file had run.{cause}"
    if problem.kind == "timeout":
        return (
            f"{subject} did not finish within {problem.message}{_place(problem)}. "
            "Is there a loop that never ends, or far too much to do?"
        )
    if problem.kind == "limit":
        return _limit(problem, subject)
    if problem.kind == "crash":
        return f"{subject} ended the whole Python process ({_ending(problem.message)})."
    if problem.kind == "exit":
        return (
            f"{subject} left Python with {problem.type_name}{_place(problem)}. Expected a return."
        )
    if problem.kind == "flood":
        return f"{subject} gave back more than can be looked at: {problem.message}."
    if problem.kind == "syntax":
        return _line(problem)
    return f"{subject} stopped with {_line(problem)}{_cause(problem, loading)}"


def _cause(problem: Problem, loading: Sequence[Problem]) -> str:
    """Return the line that failed while the file ran, if it should have made the missing name."""
    missing = re.match(r"name '(\w+)' is not defined", problem.message)
    if problem.type_name != "NameError" or missing is None:
        return ""
    before = (one for one in loading if re.search(rf"\b{missing[1]}\b", one.code))
    return next((f" Earlier: {_line(one)}" for one in before), "")


def note(problem: Problem) -> str:
    """Return one line on a top-level statement that failed and cost nothing."""
    return one_line(_line(problem))


def _limit(problem: Problem, subject: str) -> str:
    place = f" ({problem.where}, line {problem.line})" if problem.line else ""
    return f"Your code {problem.message} in {subject}{place}."


def _line(problem: Problem) -> str:
    if problem.kind == "limit":
        return _limit(problem, problem.where)
    if problem.kind == "timeout":
        code = f"   [{problem.code}]" if problem.code else ""
        return f"did not finish within {problem.message}{_place(problem)}{code}"
    said = f": {one_line(problem.message)}" if problem.message else ""
    text = f"{problem.type_name}{_place(problem)}{said}" if problem.type_name else problem.message
    text = text.rstrip().rstrip(".")
    if problem.code:
        text += f"   [{problem.code}]"
    # Not more of it than an honest process sends: some patterns are slow on long text.
    searched = f"{problem.type_name}: {problem.message}"[:500]
    for pattern, advice in _KNOWN:
        # The code comes on a line of its own, which only patterns that mean it go on to.
        if re.search(pattern, f"{searched}\n{problem.code[:200]}"):
            return f"{text}. {advice}" if not problem.code else f"{text} {advice}"
    return text if problem.code else f"{text}."


def _place(problem: Problem) -> str:
    return f" in {problem.where}, line {problem.line}" if problem.line else ""


def _ending(exit_code: str) -> str:
    try:
        code = int(exit_code)
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"
    except ValueError:
        return exit_code
