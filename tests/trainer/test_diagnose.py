"""Which trainings are diagnosed, and what becomes of the trainer's replies."""

import msgspec
import numpy as np
import pytest

from grader.course import Training, ask
from grader.protocol.arrays import pack
from grader.protocol.events import Return
from grader.protocol.models import Activation, Compiled, Layer, Model
from grader.protocol.trainings import LossFunction
from grader.protocol.values import Nothing
from grader.records import (
    CheckResult,
    Evidence,
    ExerciseResult,
    Outcome,
    Reason,
    Status,
    Submission,
    TaskResult,
)
from grader.trainer.diagnose import diagnose
from grader.trainer.messages import DiagnosisReply

X, Y = np.ones((5, 3)), np.ones(5)
SUBMISSION = Submission("ada", "x", "x.py", 7, {})
REPLY = DiagnosisReply(
    fails=True,
    measured=LossFunction("mean_absolute_error"),
    curve_before=(3.0, 3.5),
    curve_after=(3.0, 0.5),
    repair="rate_lower",
    details={"before": 100.0, "after": 10.0},
)


def model(units=1, rate=None, settings=None) -> Model:
    weights = (pack(np.ones((3, units), "float32")), pack(np.zeros(units, "float32")))
    layer = Layer("Dense", "Dense", units, Activation("linear"), weights=weights)
    compiled = (
        None if rate is None else Compiled("Adam", True, rate, "mae", 1.0, (), settings or {})
    )
    return Model("Sequential", (layer,), True, (3,), compiled)


def result(code, status=Status.FAILED) -> ExerciseResult:
    check = CheckResult("c", "C", status, 0, 1, Reason(code), "m")
    return ExerciseResult(
        "x", "X", "x.py", status, 0, 1, (TaskResult("t", status, 0, 1, (check,)),)
    )


def diagnosed(code="training.rose", returned=None, reply=REPLY, training=None, **of_result):
    """Return the result and the requests that were sent to the trainer."""
    requests = []

    def trainer(request):
        requests.append(request)
        return reply

    training = training or Training(X, Y, steps=7, learning_rate=0.1)
    questions = {"t": {"q": ask("build", 3, training=training)}}
    outcome = Outcome((returned or Return(model()),))
    evidence = Evidence({"t": {"q": outcome}})
    before = result(code, **of_result)
    return diagnose(trainer, SUBMISSION, questions, evidence, before), requests


def test_a_failed_training_on_the_graders_data_is_repeated_and_repaired():
    made, (request,) = diagnosed()
    (task,) = made.tasks
    assert task.diagnosis.reason.code == "diagnosis.learning_rate_too_high"
    assert "learning rate of 10 instead of 100" in task.diagnosis.message
    assert task.diagnosis.curve_before == (3.0, 3.5)
    assert task.diagnosis.curve_after == (3.0, 0.5)
    setup = request.setup
    assert (setup.steps, setup.learning_rate, setup.batch_size, setup.shuffles) == (
        7,
        0.1,
        5,
        False,
    )
    assert (request.beats_constant, request.falls_to) == (False, 0.8)
    assert "inputs" not in request.kinds


def test_a_diagnosis_changes_no_status_and_no_points():
    made, _ = diagnosed()
    (task,) = made.tasks
    bare = msgspec.structs.replace(task, diagnosis=None)
    assert msgspec.structs.replace(made, tasks=(bare,)) == result("training.rose")


@pytest.mark.parametrize(
    ("code", "status"),
    [("layers.frozen", Status.FAILED), ("training.rose", Status.PASSED), ("x", Status.SKIPPED)],
)
def test_what_did_not_fail_in_training_asks_nothing(code, status):
    made, requests = diagnosed(code, status=status)
    assert (made, requests) == (result(code, status), [])


def test_a_compiled_model_is_trained_with_its_own_learning_rate_and_settings():
    training = Training(X, Y, steps=7, learning_rate=None, falls_to=0.9999)
    returned = Return(Nothing(), (model(rate=1e-9, settings={"epsilon": 5.0, "beta_1": 0.9}),))
    _, (request,) = diagnosed("compile.rate_too_small", returned, training=training)
    assert (request.setup.learning_rate, request.setup.settings) == (1e-9, {"epsilon": 5.0})


@pytest.mark.parametrize(
    "returned",
    [
        Return(Nothing()),
        Return(Nothing(), (model(rate=float("nan")),)),
        Return(Nothing(), (model(rate=0.1, settings={"use_ema": 1.0}),)),
        Return(msgspec.structs.replace(model(), layers=())),
        Return(model(units=5_000)),
    ],
)
def test_what_cannot_be_repeated_is_not_diagnosed(returned):
    training = Training(X, Y, steps=7, learning_rate=None if returned.models else 0.1)
    made, requests = diagnosed("training.rose", returned, training=training)
    assert (made, requests) == (result("training.rose"), [])


def test_a_training_that_would_take_too_long_is_not_diagnosed():
    _, requests = diagnosed(training=Training(X, Y, steps=3_000, learning_rate=0.1))
    assert requests == []


@pytest.mark.parametrize("reply", [DiagnosisReply(), DiagnosisReply(internal_error="it died")])
def test_without_a_failure_there_is_no_diagnosis(reply):
    made, _ = diagnosed(reply=reply)
    assert made == result("training.rose")


def test_no_single_repair_has_its_own_code():
    made, _ = diagnosed(reply=msgspec.structs.replace(REPLY, repair=None, curve_after=()))
    assert made.tasks[0].diagnosis.reason.code == "diagnosis.no_single_repair"


def test_the_seeds_follow_from_the_submission_alone():
    _, (one,) = diagnosed()
    _, (same,) = diagnosed()
    assert one.seeds == same.seeds == SUBMISSION.diagnosis_seeds
    assert len(set(one.seeds)) == 4
    other = msgspec.structs.replace(SUBMISSION, seed=8)
    assert set(other.diagnosis_seeds).isdisjoint(one.seeds)
