"""The search for the smallest repair, in a real trainer."""

import msgspec
import numpy as np
import pytest

from grader.course import linear_neuron
from grader.processes.clock import within
from grader.protocol.arrays import pack
from grader.protocol.networks import Network
from grader.protocol.trainings import LossFunction
from grader.trainer.messages import (
    DIAGNOSIS_REPLIES,
    DeadUnits,
    DiagnosisReply,
    DiagnosisRequest,
    NotFinite,
    Pairs,
)
from grader.trainer.pool import PROCESS
from tests.trainer.trainings import (
    BENT,
    LINE,
    ROWS,
    SIDE,
    X,
    dead,
    network,
    setup,
    with_hidden,
    with_output,
    zeros,
)

SEEDS = (1, 2, 3, 4)
BINARY = LossFunction("binary_crossentropy", from_logits=True)


@pytest.fixture(scope="module")
def ask(server):
    """Asks a trainer's own process."""
    child = server.fork(PROCESS)

    def ask(training, **changes) -> DiagnosisReply:
        request = DiagnosisRequest(training, SEEDS, 0.9, 0.6, **changes)
        child.wire.send(request)
        reply = child.wire.receive(DIAGNOSIS_REPLIES, within(child.pid, 60))
        assert not reply.internal_error
        return reply

    yield ask
    server.end(child)


HEALTHY = {
    "a line": setup(),
    "a bent line": setup(y=pack(BENT), steps=200),
    "one unit": setup(network=network((3, 1))),
    "two classes": setup(y=pack(SIDE), loss=BINARY),
    "probabilities": setup(
        y=pack(SIDE), network=with_output("sigmoid"), loss=LossFunction("binary_crossentropy")
    ),
    "momentum": setup(optimizer="SGD", settings={"momentum": 0.9}, learning_rate=0.01),
    "good from the start": setup(
        network=linear_neuron(np.array([2.0, -1.5, 1.0]), 0.0), learning_rate=1e-6
    ),
}


@pytest.mark.parametrize("name", HEALTHY)
def test_a_training_that_works_gets_no_diagnosis(ask, name):
    assert ask(HEALTHY[name]) == DiagnosisReply()


FAULTY = {
    "rate_lower": setup(optimizer="SGD", learning_rate=5.0),
    "rate_higher": setup(learning_rate=1e-6),
    "frozen": setup(network=network(trainable=False)),
    "weights": setup(network=zeros()),
    "inputs": setup(x=pack(X * 1000 + 5000), optimizer="SGD", learning_rate=0.01),
    "labels": setup(y=pack(np.roll(LINE, 1, axis=0)), network=network((3, 1)), steps=120),
    "loss": setup(loss=LossFunction("mean_error")),
    "relu": setup(y=pack(BENT), network=with_hidden("linear"), steps=200),
    "output": setup(network=with_output("relu"), y=pack(-np.abs(LINE)), steps=120),
    "settings": setup(settings={"epsilon": 1e6}),
}


QUICK = ("rate_lower", "frozen", "loss", "relu")


@pytest.mark.parametrize(
    "kind",
    [kind if kind in QUICK else pytest.param(kind, marks=pytest.mark.slow) for kind in FAULTY],
)
def test_the_repair_that_works_is_named(ask, kind):
    reply = ask(FAULTY[kind])
    assert (reply.fails, reply.repair) == (True, kind)
    assert reply.curve_after[-1] < 0.6 * reply.curve_after[0]
    assert len(reply.curve_after) == 21


def test_the_same_training_gets_the_same_bytes_before_and_after_others(ask):
    first = ask(FAULTY["relu"])
    ask(FAULTY["rate_higher"])
    assert ask(FAULTY["relu"]) == first


def test_the_nearest_learning_rate_that_works_is_named(ask):
    reply = ask(FAULTY["rate_higher"])
    assert reply.details == {"before": 1e-6, "after": 0.01}


def test_labels_are_put_beside_the_rows_to_which_they_are_known_to_belong(ask):
    order = np.random.default_rng(8).permutation(ROWS)
    faulty = setup(x=pack(X[order]), network=network((3, 1)), steps=120)
    assert ask(faulty).repair is None
    known = ask(faulty, pairs=Pairs(pack(X), pack(LINE[:, 0])))
    assert (known.repair, known.details) == ("labels", {"how": "known"})


def test_two_faults_have_no_single_repair(ask):
    reply = ask(setup(learning_rate=1e-6, y=pack(BENT), network=with_hidden("linear")))
    assert (reply.fails, reply.repair, reply.curve_after) == (True, None, ())


def test_only_the_kinds_of_repair_that_are_asked_for_are_tried(ask):
    assert ask(FAULTY["rate_higher"], kinds=("relu", "weights")).repair is None


def test_a_training_that_was_only_too_short_goes_on(ask):
    reply = ask(setup(steps=1, learning_rate=0.01), longer=300)
    assert (reply.repair, reply.details) == ("longer", {"before": 1, "after": 300})
    assert (reply.steps, len(reply.curve_before), len(reply.curve_after)) == (1, 2, 21)


def test_the_fault_of_a_short_training_is_shown_in_one_that_goes_on(ask):
    reply = ask(setup(steps=3, network=network(trainable=False)), longer=200)
    assert (reply.repair, reply.steps) == ("frozen", 200)


def test_dead_units_are_counted(ask):
    assert ask(setup(network=dead(), y=pack(BENT))).dead == (DeadUnits(1, 16, 16),)


def test_a_loss_without_slope_is_told_and_replaced(ask):
    reply = ask(setup(loss=LossFunction("without_slope")))
    assert (reply.repair, reply.has_slope) == ("loss", False)
    assert reply.measured == LossFunction("mean_squared_error")
    assert len(set(reply.curve_before)) == 1


def test_a_training_that_changes_nothing_is_told_though_its_loss_was_low_by_chance(ask):
    near = linear_neuron(np.array([1.2, -0.9, 0.6]), 0.0)
    still = Network(tuple(msgspec.structs.replace(layer, trainable=False) for layer in near.layers))
    reply = ask(setup(network=still))
    assert reply.curve_before[0] < 0.3 * float(np.var(LINE))
    assert (reply.fails, reply.repair) == (True, "frozen")


def test_frozen_layers_do_not_hide_the_slope_of_the_loss(ask):
    assert ask(FAULTY["frozen"]).has_slope


@pytest.mark.parametrize(
    ("changes", "origin"),
    [
        ({"x": pack(np.where(np.arange(ROWS)[:, None] == 3, np.nan, X))}, NotFinite(0, "input")),
        ({"y": pack(np.where(LINE > 3, np.inf, LINE))}, NotFinite(0, "label")),
        (
            {"network": linear_neuron(np.array([np.nan, 1.0, 1.0]), 0.0)},
            NotFinite(0, "weight", 1),
        ),
        ({"network": linear_neuron(np.full(3, 3e38), 0.0)}, NotFinite(1, "output", 1)),
        ({"network": linear_neuron(np.full(3, 1e25), 0.0)}, NotFinite(1, "loss")),
    ],
)
def test_the_first_number_that_is_not_finite_is_found(ask, changes, origin):
    assert ask(setup(**changes)).not_finite == origin


def test_a_training_that_diverges_tells_the_step(ask):
    reply = ask(setup(optimizer="SGD", learning_rate=1e10))
    assert reply.not_finite.step > 1
    assert np.isnan(reply.curve_before[-1])
    assert reply.repair == "rate_lower"


def test_a_training_that_keras_refuses_is_an_internal_error_and_the_next_one_is_answered(server):
    child = server.fork(PROCESS)
    for training in (setup(settings={"clipnorm": -1.0, "clipvalue": 1.0}), setup()):
        child.wire.send(DiagnosisRequest(training, SEEDS, 0.9, 0.6))
        reply = child.wire.receive(DIAGNOSIS_REPLIES, within(child.pid, 60))
    server.end(child)
    assert reply == DiagnosisReply()
