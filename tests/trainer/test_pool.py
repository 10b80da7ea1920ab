"""The pool of trainers, with real processes: one that dies is replaced."""

import numpy as np
import psutil
import pytest

from grader.course import random_network
from grader.judge.normal_form import forward
from grader.protocol.arrays import pack, unpack
from grader.protocol.networks import DenseLayer, Network
from grader.trainer import pool
from grader.trainer.messages import ModelRequest
from grader.trainer.pool import TrainerPool

X = np.ones((2, 3), "float32")
NETWORK = random_network((3, 1), np.random.default_rng(0))
REQUEST = ModelRequest(NETWORK, pack(X))


@pytest.fixture
def trainers(server, launcher):
    """A pool of one trainer, and the ids of the processes that it started."""

    class Started(TrainerPool):
        @property
        def pids(self) -> set[int]:
            return {child.pid for child in psutil.Process(server.pid).children()} - before

    before = {child.pid for child in psutil.Process(server.pid).children()}
    made = Started(launcher, workers=4)
    yield made
    trainer = made._idle.get()
    if trainer is not None:
        trainer.end()


def is_right(reply) -> bool:
    return np.allclose(unpack(reply.predictions), forward(NETWORK, X), atol=1e-5)


def test_one_trainer_answers_request_after_request(trainers):
    assert trainers.pids == set()
    assert is_right(trainers(REQUEST))
    first = trainers.pids
    assert len(first) == 1
    assert is_right(trainers(REQUEST))
    assert trainers.pids == first


def test_a_trainer_is_started_once_before_it_is_needed(trainers):
    trainers.warm_up()
    started = trainers.pids
    trainers.warm_up()
    assert is_right(trainers(REQUEST))
    assert trainers.pids == started
    assert len(started) == 1


def test_a_trainer_that_died_is_replaced_and_the_request_answered(trainers):
    trainers.warm_up()
    (pid,) = trainers.pids
    psutil.Process(pid).kill()
    assert is_right(trainers(REQUEST))
    assert len(trainers.pids - {pid}) == 1
    assert pid not in trainers.pids


def test_a_trainer_is_replaced_after_many_requests(trainers, monkeypatch):
    monkeypatch.setattr(pool, "_MAX_REQUESTS", 2)
    assert is_right(trainers(REQUEST))
    first = trainers.pids
    assert is_right(trainers(REQUEST))
    assert trainers.pids == set()
    assert is_right(trainers(REQUEST))
    assert trainers.pids.isdisjoint(first)


def test_a_request_on_which_two_trainers_fail_says_so_and_costs_no_other(trainers, monkeypatch):
    monkeypatch.setattr(pool, "_TIMEOUT", 0.0)
    assert trainers(REQUEST).internal_error == "the trainer failed: no message arrived in time"
    monkeypatch.undo()
    assert is_right(trainers(REQUEST))


def test_a_network_that_cannot_be_built_is_an_error_in_its_own_reply(trainers):
    layer = DenseLayer(NETWORK.layers[0].kernel, NETWORK.layers[0].bias, "no such activation")
    reply = trainers(ModelRequest(Network((layer,)), pack(X)))
    assert "no such activation" in reply.internal_error
    assert is_right(trainers(REQUEST))
