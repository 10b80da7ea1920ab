"""Which trainings are diagnosed, and what becomes of the trainer's replies."""

import msgspec
import numpy as np
import pytest

from grader.course import Training, ask
from grader.protocol.arrays import pack
from grader.protocol.calls import Cell
from grader.protocol.events import Return
from grader.protocol.models import Activation, Compiled, Layer, Model
from grader.protocol.noted import NotedTraining
from grader.protocol.trainings import LossFunction
from grader.protocol.values import Nothing
from grader.records import (
    CheckResult,
    Evidence,
    ExerciseResult,
    Outcome,
    Place,
    Reason,
    Status,
    Submission,
    TaskResult,
    TaskTraining,
)
from grader.trainer.diagnose import diagnose
from grader.trainer.messages import DiagnosisReply

X, Y = np.ones((5, 3)), np.arange(5.0)
CELLS = (Cell("x.py", 0, 1, "import keras\n\n  model.fit(x, y)"),)
SUBMISSION = Submission("ada", "x", "x.py", 7, {}, CELLS)
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
        None
        if rate is None
        else Compiled("Adam", True, rate, "mean_absolute_error", 1.6875, (), settings or {})
    )
    return Model("Sequential", (layer,), True, (3,), compiled)


def result(code, status=Status.FAILED) -> ExerciseResult:
    check = CheckResult("c", "C", status, 0, 1, Reason(code), "m")
    return ExerciseResult(
        "x", "X", "x.py", status, 0, 1, (TaskResult("t", status, 0, 1, (check,)),)
    )


def diagnosed(
    code="training.rose", returned=None, reply=REPLY, training=None, trainings=(), **of_result
):
    """Return the result and the requests that were sent to the trainer."""
    requests = []

    def trainer(request):
        requests.append(request)
        return reply

    training = training or Training(X, Y, steps=7, learning_rate=0.1)
    questions = {"t": {"q": ask("build", 3, training=training)}}
    outcome = Outcome((returned or Return(model()),))
    evidence = Evidence({"t": {"q": outcome}}, (), tuple(trainings))
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


def noted(task="", **changes) -> TaskTraining:
    """Return a training of a learner's own with a loss that stayed at 9."""
    values = {
        "x": pack(X.astype("float32")),
        "y": pack(Y[:, None].astype("float32")),
        "rows": 5,
        "model": model(rate=0.1),
        "epochs": 3,
        "batch_size": 2,
        "cell": 0,
        "line": 3,
        "losses": (9.0, 9.0, 9.0),
    }
    return TaskTraining(task, NotedTraining(**(values | changes)))


def at_top_level(**changes):
    """Return the diagnoses outside of the tasks, and the requests."""
    made, requests = diagnosed("value.wrong", trainings=[noted(**changes)])
    assert made.tasks == result("value.wrong").tasks
    return made.diagnoses, requests


def test_a_fit_at_the_top_level_is_repeated_and_told_with_its_line():
    (found,), (request,) = at_top_level()
    assert found.place == Place("x.py", 0, 3, "model.fit(x, y)")
    setup = request.setup
    assert (setup.optimizer, setup.learning_rate, setup.loss.name) == (
        "Adam",
        0.1,
        "mean_absolute_error",
    )
    assert (setup.steps, setup.batch_size, setup.shuffles) == (9, 2, True)
    assert (request.beats_constant, request.kinds, request.pairs) == (True, None, None)


def test_a_training_in_a_call_is_that_of_its_task_and_its_data_are_known():
    training = Training(X, Y, steps=7, learning_rate=0.1)
    question = ask("train", X, Y, training=training)
    requests = []
    diagnose(
        lambda request: requests.append(request) or REPLY,
        SUBMISSION,
        {"t": {"q": question}},
        Evidence({"t": {}}, (), (noted("t"),)),
        result("train.not_better"),
    )
    (request,) = requests
    assert request.pairs.x == question.call.arguments[0]


def test_a_fit_whose_losses_fell_is_not_repeated():
    assert at_top_level(losses=(9.0, 0.3)) == ((), [])


def test_a_training_of_a_model_without_weights_begins_with_drawn_ones():
    unbuilt = msgspec.structs.replace(model(rate=0.1), built=False)
    _, (request,) = at_top_level(model=unbuilt)
    _, (same,) = at_top_level(model=unbuilt)
    assert request.setup.network == same.setup.network
    assert request.setup.network.layers[0].kernel != unbuilt.layers[0].weights[0]


def test_a_loss_without_slope_is_known_by_that():
    compiled = Compiled("Adam", True, 0.1, "<lambda>", 0.123)
    own = msgspec.structs.replace(model(), compiled=compiled)
    assert at_top_level(model=own) == ((), [])
    _, (request,) = at_top_level(model=own, has_slope=False, losses=())
    assert request.setup.loss.name == "without_slope"


def test_a_task_that_stopped_for_a_loss_without_slope_is_diagnosed():
    trainings = [noted("t", has_slope=False, losses=())]
    made, _ = diagnosed("problem.exception", status=Status.ERROR, trainings=trainings)
    assert made.tasks[0].diagnosis is not None


def test_few_trainings_of_a_file_are_diagnosed():
    made, _ = diagnosed("value.wrong", trainings=[noted()] * 8)
    assert len(made.diagnoses) == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"x": pack(np.ones((5, 4), "float32"))},
        {"x": pack(np.ones(5, "float32"))},
        {"x": pack(np.ones((5, 0), "float32"))},
        {"y": pack(np.ones((4, 1), "float32"))},
        {"y": pack(np.ones((5, 2), "float32"))},
        {"x": pack(np.ones((300, 3), "float32")), "y": pack(np.ones((300, 1), "float32"))},
        {"rows": 4},
        {"rows": -1},
        {"batch_size": 0},
        {"batch_size": -3},
        {"epochs": 0},
        {"epochs": -(10**18)},
        {"model": model()},
        {"model": model(rate=float("nan"))},
        {"model": msgspec.structs.replace(model(rate=0.1), layers=())},
    ],
)
def test_a_forged_training_is_not_repeated(changes):
    assert at_top_level(**changes) == ((), [])


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf, 3e38])
def test_any_numbers_are_passed_on(number):
    data = pack(np.full((5, 3), number, "float32"))
    _, (request,) = at_top_level(x=data, rows=10**15, epochs=10**15, losses=(float(number),))
    assert request.setup.x == data
    assert request.setup.steps == 600


@pytest.mark.parametrize(("cell", "line"), [(1, 3), (-1, 3), (0, 0), (0, 4), (0, -(10**18))])
def test_a_line_that_does_not_exist_is_no_place(cell, line):
    (found,), _ = at_top_level(cell=cell, line=line)
    assert found.place is None
