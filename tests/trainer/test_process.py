"""The trainer as a real process."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from grader.course import random_network
from grader.judge.normal_form import forward
from grader.processes.clock import within
from grader.protocol.arrays import pack, unpack
from grader.protocol.networks import DenseLayer, Network
from grader.trainer.messages import MODEL_REPLIES, ModelReply, ModelRequest, TrainingRequest
from grader.trainer.pool import PROCESS

RNG = np.random.default_rng(3)
X = RNG.normal(size=(64, 3)).astype("float32")
Y = (X @ np.array([3.0, -2.0, 1.0]) + 4).astype("float32")


def training(**changes) -> TrainingRequest:
    values = {"steps": 40, "learning_rate": 0.1, "seeds": (), "falls_to": 0.8} | changes
    return TrainingRequest(x=pack(X), y=pack(Y), **values)


@pytest.fixture(scope="module")
def trainer(server):
    child = server.fork(PROCESS)

    def ask(request: ModelRequest) -> ModelReply:
        child.wire.send(request)
        return child.wire.receive(MODEL_REPLIES, within(child.pid, 60))

    yield ask
    server.end(child)


def test_a_rebuilt_network_predicts_what_its_description_says(trainer):
    network = random_network((3, 8, 4, 1), RNG)
    predictions = unpack(trainer(ModelRequest(network, pack(X))).predictions)
    np.testing.assert_allclose(predictions, forward(network, X), rtol=1e-4, atol=1e-4)


def test_a_network_that_can_learn_learns(trainer):
    (run,) = trainer(ModelRequest(random_network((3, 1), RNG), None, training())).runs
    assert run.start == "as built"
    assert run.loss_after < 0.8 * run.loss_before


def test_the_same_request_gives_the_same_reply_before_and_after_others(trainer):
    first = ModelRequest(random_network((3, 8, 1), RNG), pack(X), training())
    one = trainer(first)
    trainer(ModelRequest(random_network((3, 8, 1), RNG), pack(X), training(learning_rate=1.0)))
    trainer(ModelRequest(random_network((3, 2, 1), RNG), pack(X), training()))
    assert trainer(first) == one


def test_a_start_that_does_not_learn_is_repeated_with_new_weights(trainer):
    dead = DenseLayer(pack(np.zeros((3, 4), "float32")), pack(np.full(4, -9.0, "float32")), "relu")
    output = DenseLayer(
        pack(np.zeros((4, 1), "float32")), pack(np.zeros(1, "float32")), "linear", trainable=False
    )
    network = Network((dead, output))
    runs = trainer(ModelRequest(network, None, training(seeds=(1, 2), falls_to=0.9))).runs
    assert runs[0].loss_after == runs[0].loss_before
    assert len(runs) > 1
    assert runs[1].start == "new weights"


def test_a_frozen_network_does_not_change(trainer):
    layer = DenseLayer(
        pack(np.ones((3, 1), "float32")), pack(np.ones(1, "float32")), trainable=False
    )
    (run,) = trainer(ModelRequest(Network((layer,)), None, training())).runs
    assert run.loss_after == run.loss_before


def test_an_absurd_rate_makes_the_loss_rise(trainer):
    network = random_network((3, 1), RNG)
    (run,) = trainer(ModelRequest(network, None, training(learning_rate=1e4))).runs
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
def test_any_description_is_rebuilt_or_refused_and_the_next_one_is_answered(trainer, network):
    reply = trainer(ModelRequest(network, pack(X)))
    assert (reply.predictions is None) == bool(reply.internal_error)
