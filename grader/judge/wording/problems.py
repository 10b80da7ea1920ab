"""Sentences on learner code that gave no answer: the learner's line, exception or limit."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from typing import Any

from grader.judge.phrases import count
from grader.judge.wording.advice import ADVICE
from grader.judge.wording.syntax import SYNTAX_ADVICE
from grader.judge.wording.template import Sentence, ended, fill
from grader.protocol.text import one_line


def _amount(megabytes: float) -> str:
    """Return a number of megabytes with its unit: 64 MB, 2 GB."""
    is_round = megabytes >= 1024 and megabytes % 1024 == 0
    return f"{megabytes // 1024:g} GB" if is_round else f"{megabytes:g} MB"


def _place(details: Mapping[str, Any]) -> str:
    cell = f", code cell {details['cell']}" if details["cell"] else ""
    return f"{details['file']}{cell}, line {details['line']}"


def _in_place(details: Mapping[str, Any]) -> str:
    return f" in {_place(details)}" if details["line"] else ""


def _source(details: Mapping[str, Any]) -> str:
    return f"   [{details['source']}]" if details["source"] else ""


def _error_line(code: str, details: Mapping[str, Any], *, advises: bool = True) -> str:
    """Return an exception with its place, its line and advice."""
    message = one_line(details["message"])
    if details["type"]:
        text = f"{details['type']}{_in_place(details)}" + (f": {message}" if message else "")
    else:
        text = message
    text = _without_full_stop(text) + _source(details)
    advice = fill(ADVICE.get(code, ""), details) if advises else ""
    if not advice:
        return text if details["source"] else ended(text)
    return f"{text} {advice}" if details["source"] else f"{ended(text)} {advice}"


def _without_full_stop(text: str) -> str:
    return text.rstrip().rstrip(".")


_LIMITS: Mapping[str, Sentence] = {
    "limit.memory": lambda d: f"used more than {_amount(d['limit'])} of memory",
    "limit.file_size": lambda d: f"wrote a file larger than {_amount(d['limit'])}",
    "limit.disk": lambda d: f"wrote more than {_amount(d['limit'])} to files",
    "limit.files": lambda d: f"made more than {count(int(d['limit']), 'file')}",
    "limit.descriptors": lambda d: f"held more than {count(int(d['limit']), 'file')} open at once",
    "limit.threads": lambda d: f"started more than {count(int(d['limit']), 'thread')}",
}
"""What learner code did, in words that follow "Your code"."""


def _limit(code: str, details: Mapping[str, Any], subject: str) -> str:
    sentence = _LIMITS[code]
    assert callable(sentence)
    place = f" ({_place(details)})" if details["line"] else ""
    where = f" in {subject}{place}" if subject else ""
    return f"Your code {sentence(details)}{where}."


def _seconds(details: Mapping[str, Any]) -> str:
    limit = details["limit"]
    return count(int(limit), "second") if limit == int(limit) else f"{limit:g} seconds"


def _subject(details: Mapping[str, Any]) -> str:
    """Return the subject as the beginning of a sentence. A call keeps its first letter."""
    subject = str(details["subject"])
    return f"T{subject[1:]}" if subject.startswith("the ") else subject


def _used_up(details: Mapping[str, Any]) -> str:
    return f"used more than {_seconds(details)} of processor time{_in_place(details)}"


def _time(details: Mapping[str, Any]) -> str:
    told = f"{_subject(details)} {_used_up(details)}."
    if details["is_later"]:
        return told  # The same call has finished before, so no loop in it is endless.
    return f"{told} Is there a loop that never ends, or far too much work?"


def _time_of_epochs(details: Mapping[str, Any]) -> str:
    return (
        f"{_subject(details)} {_used_up(details)}. The code trains for {details['epochs']} epochs, "
        "whether the loss still decreases or not."
    )


def _time_without_val_loss(details: Mapping[str, Any]) -> str:
    return (
        f"{_subject(details)} {_used_up(details)}. EarlyStopping watches val_loss here, which fit "
        f"has only with validation data, so fit goes on for all {details['epochs']} epochs."
    )


def _waiting(details: Mapping[str, Any]) -> str:
    return (
        f"{_subject(details)} did not finish within {_seconds(details)}{_in_place(details)}. "
        "It spent most of them waiting, as time.sleep does."
    )


def _task_time(details: Mapping[str, Any]) -> str:
    return (
        f"{_subject(details)} did not finish: all calls of this task together used more than "
        f"{_seconds(details)} of processor time."
    )


def _total_time(details: Mapping[str, Any]) -> str:
    return (
        f"{_subject(details)} did not finish: all statements and tasks of this file together "
        f"used more than {_seconds(details)} of processor time."
    )


def _undefined(details: Mapping[str, Any]) -> str:
    told = f"{details['subject']} cannot be called: it was not defined after the file had run."
    cause = details.get("cause")
    return f"{told} {describe(cause['code'], cause)}" if cause else told


def _exception(code: str, details: Mapping[str, Any]) -> str:
    cause = details.get("cause")
    # A cause that is known says more than advice, which speaks of what is likely.
    told = f"{_subject(details)} stopped with {_error_line(code, details, advises=not cause)}"
    return f"{told} Earlier: {describe(cause['code'], cause)}" if cause else told


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # Most real-time signals have no name of their own.
        return f"signal {number}"


def _ended(details: Mapping[str, Any]) -> str:
    code = details["exit_code"]
    how = _signal_name(-code) if code < 0 else f"exit code {code}"
    return f"{_subject(details)} ended the whole Python process ({how})."


def describe(code: str, details: Mapping[str, Any]) -> str:
    """Return a problem without its subject: for a note, or as the cause of another problem."""
    if code in _LIMITS:
        return _limit(code, details, details["file"])
    if code in ("limit.time", "limit.task_time", "limit.total_time"):
        return f"{_used_up(details)}{_source(details)}"
    if code == "limit.waiting":
        return f"did not finish within {_seconds(details)}{_in_place(details)}{_source(details)}"
    if code == "process.ended":
        return f"ended the whole Python process{_in_place(details)}{_source(details)}"
    return _error_line(code, details)


def _say_exception(code: str) -> Sentence:
    return lambda details: _exception(code, details)


def _say_source(code: str) -> Sentence:
    return lambda details: _error_line(code, details)


def _say_limit(code: str) -> Sentence:
    return lambda details: _limit(code, details, details["subject"])


SENTENCES: Mapping[str, Sentence] = {
    **{code: _say_exception(code) for code in ADVICE},
    **{code: _say_limit(code) for code in _LIMITS},
    "limit.time": _time,
    "limit.time_of_epochs": _time_of_epochs,
    "limit.time_without_val_loss": _time_without_val_loss,
    "limit.waiting": _waiting,
    "limit.task_time": _task_time,
    "limit.total_time": _total_time,
    "function.undefined": _undefined,
    "function.other_order": "The parameters are in another order than in the exercise: {received} "
    "instead of {expected}. So some values of a call arrive in the wrong places.",
    "process.exit": lambda d: (
        f"{_subject(d)} tried to exit Python with {d['type']}{_in_place(d)}. Expected a return."
    ),
    "process.ended": _ended,
    "process.protocol": "The grader could not read what {subject} sent back: {message}.",
    **{code: _say_source(code) for code in (*SYNTAX_ADVICE, "source.syntax", "source.unreadable")},
}
