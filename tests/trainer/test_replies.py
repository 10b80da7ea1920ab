"""Diagnoses are kept by their request, and not asked for again."""

import msgspec
import pytest

from grader.trainer.messages import DiagnosisReply, DiagnosisRequest
from grader.trainer.replies import NO_REPLIES, Remembering
from tests.trainer.trainings import setup

ONE = DiagnosisRequest(setup(), (1, 2), 0.8, 0.5)
OTHERS = [
    msgspec.structs.replace(ONE, seeds=(1, 3)),
    msgspec.structs.replace(ONE, falls_to=0.7),
    msgspec.structs.replace(ONE, setup=setup(steps=91)),
    msgspec.structs.replace(ONE, kinds=()),
]


class Trainer:
    """Numbers its replies, and keeps what it was asked."""

    def __init__(self, **fields: object) -> None:
        self.asked: list[DiagnosisRequest] = []
        self._fields = fields

    def __call__(self, request):
        self.asked.append(request)
        return DiagnosisReply(steps=len(self.asked), **self._fields)


def test_a_reply_that_is_known_is_not_asked_for():
    first, second = Trainer(), Trainer()
    before = Remembering(first)
    assert before(ONE).steps == 1
    # An equal request, made again.
    again = DiagnosisRequest(setup(), (1, 2), 0.8, 0.5)
    assert Remembering(second, before.replies)(again) == DiagnosisReply(steps=1)
    assert (first.asked, second.asked) == ([ONE], [])


def test_two_equal_requests_of_one_run_are_asked_for_once():
    trainer = Trainer()
    asked = Remembering(trainer)
    assert asked(ONE) == asked(DiagnosisRequest(setup(), (1, 2), 0.8, 0.5))
    assert trainer.asked == [ONE]


@pytest.mark.parametrize("other", OTHERS)
def test_a_request_that_differs_in_anything_is_asked(other):
    before = Remembering(Trainer())
    before(ONE)
    trainer = Trainer()
    Remembering(trainer, before.replies)(other)
    assert trainer.asked == [other]


def test_only_the_replies_that_were_needed_are_kept_known_ones_too():
    before = Remembering(Trainer())
    before(ONE)
    before(OTHERS[0])
    known = dict(before.replies)
    asked = Remembering(Trainer(), known)
    asked(OTHERS[0])
    asked(OTHERS[1])
    assert len(asked.replies) == 2
    assert len(known.keys() & asked.replies.keys()) == 1
    assert known == before.replies


def test_a_reply_that_says_nothing_is_known_too():
    before = Remembering(lambda _request: DiagnosisReply())
    before(ONE)
    trainer = Trainer()
    assert Remembering(trainer, before.replies)(ONE) == DiagnosisReply()
    assert trainer.asked == []


def test_a_reply_with_an_internal_error_is_given_but_not_kept():
    asked = Remembering(Trainer(internal_error="it died"))
    assert asked(ONE).internal_error == "it died"
    assert asked.replies == {}


def test_what_the_trainer_raises_is_raised_and_nothing_is_kept():
    def trainer(_request):
        raise OSError("no process")

    asked = Remembering(trainer)
    with pytest.raises(OSError, match="no process"):
        asked(ONE)
    assert asked.replies == {}


def test_what_one_run_has_learnt_is_not_known_to_others():
    Remembering(Trainer())(ONE)
    assert NO_REPLIES == {}
    assert Remembering(Trainer()).replies == {}
