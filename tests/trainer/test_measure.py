"""Requests to the trainer, and the measurements that its replies become."""

import warnings
from dataclasses import replace

import msgspec
import numpy as np
import pytest

from grader.course import CompileSettings, Training, ask, linear_neuron
from grader.protocol.arrays import pack, unpack
from grader.protocol.events import Return
from grader.protocol.models import Activation, Compiled, Layer, Model
from grader.protocol.problems import Problem
from grader.protocol.trials import Batch, Loss, Step, Trial
from grader.protocol.values import Nothing
from grader.records import Evidence, LossGap, Measurement, Outcome, TrainingRun, TrialGap
from grader.trainer.measure import NONE_KNOWN, measure
from grader.trainer.messages import ModelReply, ModelRequest

PROBE = np.ones((4, 3))
PREDICTIONS = np.full((4, 1), 3.5)
TRAINING = Training(np.ones((5, 3)), np.ones(5), steps=7, learning_rate=0.1, starts=3)
RUN = TrainingRun(1.0, 0.5, "as built")


def dense(inputs: int, units: int, activation: str = "linear") -> Layer:
    weights = (pack(np.ones((inputs, units), "float32")), pack(np.full(units, 0.5, "float32")))
    return Layer("Dense", "Dense", units, Activation(activation), weights=weights)


MODEL = Model("Sequential", (dense(3, 1),), True, (3,), predictions=pack(PREDICTIONS))


class Trainer:
    """Replaces the trainer, which is a parameter: records requests and returns one reply."""

    def __init__(self, reply: ModelReply) -> None:
        self.reply = reply
        self.requests: list[ModelRequest] = []

    def __call__(self, request: ModelRequest) -> ModelReply:
        self.requests.append(request)
        return self.reply


def measured(returned, question, reply=None, known=NONE_KNOWN):
    """Measure one answer; return the measurement, if there is one, and the request, if any."""
    trainer = Trainer(reply or ModelReply(pack(PREDICTIONS), (RUN,)))
    is_problem = isinstance(returned, Problem)
    outcome = Outcome(problem=returned) if is_problem else Outcome(returned)
    made = measure(trainer, {"t": {"q": question}}, Evidence({"t": {"q": outcome}}), known)
    return made.get("t", {}).get("q"), next(iter(trainer.requests), None)


def built(model=MODEL, training=TRAINING, reply=None, known=NONE_KNOWN):
    question = ask("build", 3, probe=PROBE, training=training)
    return measured((Return(model),), question, reply, known)


def test_a_returned_model_is_rebuilt_predicts_and_is_trained():
    measurement, request = built()
    assert measurement == Measurement(0.0, (RUN,), request=measurement.request)
    assert [layer.kernel.shape for layer in request.network.layers] == [(3, 1)]
    assert unpack(request.probe).tolist() == PROBE.tolist()
    training = request.training
    assert (training.steps, training.learning_rate, training.seeds) == (7, 0.1, (1, 2))
    assert (training.x.shape, training.y.shape, training.x.dtype) == ((5, 3), (5,), "float32")


def test_the_trainer_is_not_asked_for_a_known_measurement():
    first, _ = built()
    again, request = built(known={first.request: first})
    assert again == first
    assert request is None


def test_another_training_or_another_prediction_is_another_measurement():
    first, _ = built()
    other = msgspec.structs.replace(MODEL, predictions=pack(PREDICTIONS + 1))
    for changed in (built(training=replace(TRAINING, steps=8)), built(other)):
        assert changed[0].request != first.request


def test_a_model_is_trained_only_if_the_question_asks_for_it():
    _, request = built(training=None)
    assert request.training is None


@pytest.mark.parametrize(("units", "is_trained"), [((1,), True), ((2,), False), ((1, 1), False)])
def test_a_model_is_trained_only_if_its_layers_have_the_units_asked_for(units, is_trained):
    _, request = built(training=replace(TRAINING, units=units))
    assert (request.training is not None) == is_trained
    assert request.probe is not None


@pytest.mark.parametrize(
    ("rebuilt", "difference"),
    [
        (PREDICTIONS, 0.0),
        (PREDICTIONS + 0.9, 0.9 / 5.4),
        (PREDICTIONS[:2], float("inf")),
        (PREDICTIONS * np.nan, float("inf")),
    ],
)
def test_the_difference_is_relative_to_the_size_of_the_predictions(rebuilt, difference):
    measurement, _ = built(reply=ModelReply(pack(rebuilt), (RUN,)))
    assert measurement.difference == pytest.approx(difference)


def test_huge_predictions_are_compared_without_a_warning():
    """Otherwise NumPy warns of an overflow on standard error."""
    layers = tuple(
        Layer("Dense", "Dense", 1, use_bias=False, weights=(pack(np.full(shape, number)),))
        for shape, number in (((3, 1), 1e100), ((1, 1), 3e207))
    )
    model = Model("Sequential", layers, True, (3,), predictions=pack(np.full((4, 1), -1.7e308)))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _, request = built(model)
    assert len(request.network.layers) == 2


def test_without_predictions_there_is_no_difference():
    measurement, request = built(msgspec.structs.replace(MODEL, predictions=None))
    assert (measurement.difference, request.probe) == (None, None)


def test_a_failure_of_the_trainer_is_kept():
    measurement, _ = built(reply=ModelReply(internal_error="it died"))
    assert measurement.internal_error == "it died"


@pytest.mark.parametrize(
    "model",
    [
        msgspec.structs.replace(MODEL, layers=()),
        msgspec.structs.replace(MODEL, layers=(Layer("custom", "Mine"), dense(3, 1))),
        msgspec.structs.replace(MODEL, layers=(dense(3, 1, "mine"),)),
        msgspec.structs.replace(MODEL, layers=(dense(4, 1),)),
        msgspec.structs.replace(MODEL, layers=(dense(3, 4), dense(5, 1))),
        msgspec.structs.replace(MODEL, layers=(Layer("Dense", "Dense", 1, Activation("linear")),)),
    ],
)
def test_a_model_that_cannot_be_rebuilt_for_these_inputs_is_not_measured(model):
    assert built(model) == (None, None)


def test_a_value_that_is_not_a_model_is_not_measured():
    question = ask("f", 1.0, training=TRAINING)
    assert measured((Return(Nothing()),), question) == (None, None)
    assert measured(Problem("crash"), question) == (None, None)


NEURON = linear_neuron(np.ones(3), 0.0, compiled=CompileSettings("Adam", 0.01, "mae"))


def left(compiled=None):
    model = msgspec.structs.replace(MODEL, compiled=compiled, predictions=None, is_argument=True)
    return Return(Nothing(), (model,))


def trained(compiled, learning_rate=None, training=True):
    data = Training(TRAINING.x, TRAINING.y, learning_rate=learning_rate) if training else None
    return measured((left(compiled),), ask("train", NEURON, TRAINING.x, TRAINING.y, training=data))


COMPILED = Compiled("Adam", True, 0.25, "mae", 1.0, settings={"beta_1": 0.5, "beta_2": 0.999})


def test_a_passed_model_is_measured_in_its_state_after_the_first_call():
    question = ask("train", NEURON, TRAINING.x, TRAINING.y, training=TRAINING, times=2)
    other = msgspec.structs.replace(MODEL, layers=(dense(3, 1, "relu"),))
    _, request = measured((left(), Return(Nothing(), (other,))), question)
    assert request.network.layers[0].activation == "linear"


def test_a_passed_model_is_measured_only_if_the_question_trains_it():
    assert trained(COMPILED, training=False) == (None, None)


def test_the_learners_rate_and_settings_are_used_if_the_course_gives_none():
    _, request = trained(COMPILED)
    assert request.training.learning_rate == 0.25
    assert request.training.settings == {"beta_1": 0.5}


def test_the_rate_of_the_course_takes_precedence_over_the_learners():
    _, request = trained(COMPILED, learning_rate=0.1)
    assert (request.training.learning_rate, request.training.settings) == (0.1, {})


@pytest.mark.parametrize("rate", [None, float("nan"), float("inf")])
def test_without_a_rate_nothing_is_trained(rate):
    compiled = msgspec.structs.replace(COMPILED, learning_rate=rate)
    _, request = trained(compiled)
    assert request.training is None


BATCHES = (Batch(pack(np.ones((2, 3), "float32")), pack(np.ones((2, 1), "float32"))),) * 2
WEIGHTS = tuple(pack(array.astype("float32")) for array in (np.full((3, 1), 2.0), np.ones(1)))
TRIAL = Trial((Loss(1.0, WEIGHTS),), (Step(0.25, WEIGHTS), Step(0.125, WEIGHTS)))


def tried(trial, compiled=COMPILED, reply=None, batches=BATCHES):
    """Measure a model that was compiled and tried, from other weights than the given ones."""
    (model,) = left(compiled).models
    question = ask("compile_model", NEURON, batches=batches)
    return measured((Return(Nothing(), (model,), trial=trial),), question, reply)


def test_a_trial_is_made_again_from_the_given_weights_at_the_rates_that_it_claims():
    _, request = tried(TRIAL)
    trial = request.trial
    assert trial.network == NEURON
    assert (trial.batches, trial.learning_rates) == (BATCHES, (0.25, 0.125))
    assert trial.settings == {"beta_1": 0.5}


def test_a_trial_is_compared_with_the_trainers():
    measurement, _ = tried(TRIAL, reply=ModelReply(trial=TRIAL))
    assert measurement.trial == TrialGap((LossGap(1.0, 1.0, 0.0),), 0.0)
    other = msgspec.structs.replace(TRIAL, losses=(Loss(3.0, WEIGHTS),), steps=TRIAL.steps[:1])
    measurement, _ = tried(TRIAL, reply=ModelReply(trial=other))
    assert measurement.trial == TrialGap((LossGap(1.0, 3.0, 0.0),), float("inf"))


def test_rates_that_are_not_numbers_are_not_sent():
    rates = (0.25, None, float("nan"), float("inf"))
    steps = tuple(Step(rate, WEIGHTS) for rate in rates)
    _, request = tried(msgspec.structs.replace(TRIAL, steps=steps))
    assert request.trial.learning_rates == (0.25,)


def test_a_trial_that_was_not_asked_for_or_of_a_model_that_was_not_compiled_is_not_made_again():
    assert tried(TRIAL, batches=()) == (None, None)
    _, request = tried(TRIAL, compiled=None)
    assert request.trial is None
    measurement, _ = tried(None, reply=ModelReply(trial=TRIAL))
    assert measurement.trial is None


def test_a_forged_trial_of_a_returned_model_is_not_looked_at():
    measurement, request = measured(
        (Return(MODEL, trial=TRIAL),), ask("build", 3, probe=PROBE, training=TRAINING)
    )
    assert (request.trial, measurement.trial) == (None, None)
