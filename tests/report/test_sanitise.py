"""Learner text anywhere in a gradebook becomes plain."""

import msgspec

from grader.records import (
    CheckResult,
    ExerciseResult,
    Gradebook,
    LearnerResult,
    Place,
    Reason,
    Status,
    TaskResult,
)
from grader.report.sanitise import sanitised

BAD = "a\x1b[2J\u202e\ud800\u3164\u2800e" + "\u0301" * 7
PLAIN = "a\\x1b[2J\\u202e\\ud800\\u3164\\u2800e" + "\u0301" * 6 + "\\u0301"


def book(text: str) -> Gradebook:
    reason = Reason(
        "value.wrong", {"received": text, text: [text, (1, text)], "deep": {"rows": [[text]]}}
    )
    place = Place(text, 2, 7, text)
    check = CheckResult(text, text, Status.FAILED, 0, 2, reason, text, place, (text, text))
    task = TaskResult(text, Status.ERROR, 0, 2, (check,), (1.0, float("inf")), text)
    exercise = ExerciseResult(text, text, text, Status.FAILED, 0, 2, (task,), (text,))
    return Gradebook((LearnerResult(text, 0, 2, (exercise,)),), (text, text))


def test_every_text_in_a_gradebook_becomes_plain():
    assert sanitised(book(BAD)) == book(PLAIN)
    assert BAD not in repr(sanitised(book(BAD)))


def test_a_gradebook_of_plain_text_is_unchanged():
    assert sanitised(book("größer λ\n")) == book("größer λ\n")


def test_a_status_remains_a_status():
    (learner,) = sanitised(book(BAD)).learners
    assert learner.exercises[0].tasks[0].status is Status.ERROR


def test_a_sanitised_gradebook_can_be_encoded():
    assert b"x1b[2J" in msgspec.json.encode(sanitised(book(BAD)))
