"""The trainer, as the process it is."""

import time

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from grader.course.inputs import random_network
from grader.judge.fold import forward
from grader.judge.trainer import Assignment, Drill, Report
from grader.sandbox.messages import DenseLayer, Network
from grader.sandbox.wire import pack, unpack

RNG = np.random.default_rng(3)
X = RNG.normal(size=(64, 3)).astype("float32")
Y = (X @ np.array([3.0, -2.0, 1.0]) + 4).astype("float32")


def drill(**changes) -> Drill:
    values = {"steps": 40, "learning_rate": 0.1, "seeds": (), "falls_to": 0.8} | changes
    return Drill(x=pack(X), y=pack(Y), **values)


@pytest.fixture(scope="module")
def trainer(server):
    child = server.fork("grader.judge.trainer")

    def ask(assignment: Assignment) -> Report:
        child.wire.send(assignment)
        return child.wire.receive(Report, time.monotonic() + 60)

    yield ask
    server.end(child)


def test_a_rebuilt_network_predicts_what_its_description_says(trainer):
    network = random_network((3, 8, 4, 1), RNG)
    predictions = unpack(trainer(Assignment(network, pack(X))).predictions)
    np.testing.assert_allclose(predictions, forward(network, X), rtol=1e-4, atol=1e-4)


def test_a_network_that_can_learn_learns(trainer):
    (run,) = trainer(Assignment(random_network((3, 1), RNG), None, drill())).runs
    assert run.start == "as built"
    assert run.loss_after < 0.8 * run.loss_before


def test_the_same_assignment_gives_the_same_report_before_and_after_others(trainer):
    first = Assignment(random_network((3, 8, 1), RNG), pack(X), drill())
    one = trainer(first)
    trainer(Assignment(random_network((3, 8, 1), RNG), pack(X), drill(learning_rate=1.0)))
    trainer(Assignment(random_network((3, 2, 1), RNG), pack(X), drill()))
    assert trainer(first) == one


def test_a_dead_start_is_tried_again_with_new_weights(trainer):
    dead = DenseLayer(pack(np.zeros((3, 4), "float32")), pack(np.full(4, -9.0, "float32")), "relu")
    output = DenseLayer(
        pack(np.zeros((4, 1), "float32")), pack(np.zeros(1, "float32")), "linear", trainable=False
    )
    network = Network((dead, output))
    runs = trainer(Assignment(network, None, drill(seeds=(1, 2), falls_to=0.9))).runs
    assert runs[0].loss_after == runs[0].loss_before
    assert len(runs) > 1
    assert runs[1].start == "new weights"


def test_a_frozen_network_does_not_move(trainer):
    layer = DenseLayer(
        pack(np.ones((3, 1), "float32")), pack(np.ones(1, "float32")), trainable=False
    )
    (run,) = trainer(Assignment(Network((layer,)), None, drill())).runs
    assert run.loss_after == run.loss_before


def test_an_absurd_rate_makes_the_loss_rise(trainer):
    network = random_network((3, 1), RNG)
    (run,) = trainer(Assignment(network, None, drill(learning_rate=1e4))).runs
    assert run.loss_after > run.loss_before


numbers = arrays(
    st.sampled_from(["float32", "int8"]), array_shapes(min_dims=0, min_side=0, max_side=4)
).map(pack)
networks = st.builds(
    Network,
    st.lists(
        st.builds(
            DenseLayer,
            numbers | st.just(pack(np.ones((3, 2), "float32"))),
            st.none() | numbers,
            st.sampled_from(["relu", "linear", "os.system", "", "Lambda"]),
        ),
        max_size=2,
    ).map(tuple),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(networks)
def test_any_description_is_rebuilt_or_reported_and_the_next_one_is_answered(trainer, network):
    report = trainer(Assignment(network, pack(X)))
    assert (report.predictions is None) == bool(report.fault)
