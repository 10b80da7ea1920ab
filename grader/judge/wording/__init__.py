"""The one place that turns codes and details into sentences.

One file for each family of codes. An entry is a template in which `{name}` stands for the detail
of that name, or a function from the details to the sentence. No other code looks into a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.course.exercise import Mistake, Wording
from grader.judge.wording import (
    batches,
    compiling,
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
    **problems.SENTENCES,
    **outcomes.SENTENCES,
}
"""By the engine's codes."""


def sentence(reason: Reason, course: Mapping[str, Wording]) -> str:
    """Return what the learner reads. `course`: the wording of a course's own codes, by full code.

    Raises KeyError for a code that has no wording.
    """
    own = course.get(reason.code)
    if own is None:
        return _say(SENTENCES[reason.code], reason.details)
    said = fill(own.says, reason.details)
    return f"{values.gave(reason.details)} {said}" if isinstance(own, Mistake) else said


def _say(entry: Sentence, details: Mapping[str, Any]) -> str:
    return fill(entry, details) if isinstance(entry, str) else entry(details)
