"""Turns codes and details into sentences. No other module makes or parses sentences.

There is one file for each family of codes. An entry is a template in which `{name}` is replaced by
the detail of that name, or a function from the details to the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.course.exercise import Mistake, Wording
from grader.judge.wording import (
    batches,
    compiling,
    diagnosis,
    layers,
    outcomes,
    pairs,
    problems,
    steps,
    training,
    values,
)
from grader.judge.wording.template import Sentence, fill
from grader.records import Reason

SENTENCES: Mapping[str, Sentence] = {
    **values.SENTENCES,
    **pairs.SENTENCES,
    **layers.SENTENCES,
    **training.SENTENCES,
    **compiling.SENTENCES,
    **batches.SENTENCES,
    **steps.SENTENCES,
    **diagnosis.SENTENCES,
    **problems.SENTENCES,
    **outcomes.SENTENCES,
}
"""The sentences for the engine's codes."""


def sentence(reason: Reason, course: Mapping[str, Wording]) -> str:
    """Return the message for the learner.

    course: the wording of the course's own codes, by full code. Raises KeyError for a code that has
    no wording, and for a detail that is missing.
    """
    own = course.get(reason.code)
    if own is None:
        return _say(SENTENCES[reason.code], reason.details)
    text = fill(own.says, reason.details)
    return f"{values.returned(reason.details)} {text}" if isinstance(own, Mistake) else text


def message(reason: Reason, course: Mapping[str, Wording]) -> str:
    """Return the message for the learner; if making it fails, one that states the code.

    A verdict stands even if its wording is faulty: otherwise learner text that no sentence foresees
    would turn a lost point into an internal error, which costs nothing.
    """
    try:
        return sentence(reason, course)
    except Exception:  # noqa: BLE001  whatever a template or a sentence's function raises
        return f"This check did not pass ({reason.code})."


def _say(entry: Sentence, details: Mapping[str, Any]) -> str:
    return fill(entry, details) if isinstance(entry, str) else entry(details)
