"""What stands in for a trainer knows nothing itself, and says whether it was asked."""

from grader.trainer.absent import Absent
from grader.trainer.messages import DiagnosisReply, DiagnosisRequest, ModelRequest
from grader.trainer.replies import Remembering
from tests.trainer.trainings import network, setup

REQUEST = DiagnosisRequest(setup(), (1, 2), 0.5, 0.4)


def test_what_is_known_asks_nobody():
    told = DiagnosisReply()
    first = Remembering(lambda _request: told)
    assert first(REQUEST) is told
    absent = Absent()
    assert Remembering(absent.diagnose, first.replies)(REQUEST) is told
    assert not absent.was_asked


def test_what_is_not_known_has_no_diagnosis_that_would_be_kept():
    absent = Absent()
    asked = Remembering(absent.diagnose)
    assert asked(REQUEST).internal_error
    assert absent.was_asked
    assert not asked.replies


def test_what_was_never_measured_has_no_measurement():
    absent = Absent()
    reply = absent.measure(ModelRequest(network()))
    assert reply.internal_error
    assert reply.predictions is None
    assert absent.was_asked
