"""Requests to the trainer and its replies, as bytes."""

from typing import get_args

import msgspec
import pytest

from grader.trainer import diagnose
from grader.trainer.messages import (
    DIAGNOSIS_REPLIES,
    MODEL_REPLIES,
    REQUESTS,
    DiagnosisReply,
    DiagnosisRequest,
    ModelReply,
    ModelRequest,
    NotFinite,
    RepairKind,
    TrainingRequest,
)
from tests.trainer.trainings import network, setup

X, Y = setup().x, setup().y


@pytest.mark.parametrize(
    "request_",
    [
        ModelRequest(network(), X, TrainingRequest(X, Y, 7, 0.1, (1, 2), 0.8, {"epsilon": 1.0})),
        DiagnosisRequest(setup(settings={"momentum": 0.9}), (1,), 0.8, 0.5, kinds=("relu",)),
    ],
)
def test_a_request_arrives_as_what_it_is(request_):
    arrived = REQUESTS.decode(msgspec.msgpack.encode(request_))
    assert (type(arrived), arrived) == (type(request_), request_)


def test_a_loss_that_is_not_a_number_arrives():
    reply = DiagnosisReply(fails=True, curve_before=(1.0, float("inf"), float("nan")))
    arrived = DIAGNOSIS_REPLIES.decode(msgspec.msgpack.encode(reply))
    assert list(map(str, arrived.curve_before)) == ["1.0", "inf", "nan"]


@pytest.mark.parametrize(
    "reply",
    [
        DiagnosisReply(repair="luck"),
        DiagnosisReply(others=("luck",)),
        DiagnosisReply(curve_before=("low",)),
        DiagnosisReply(not_finite=NotFinite(1, "luck")),
    ],
)
def test_a_reply_with_anything_else_is_refused(reply):
    with pytest.raises(msgspec.ValidationError):
        DIAGNOSIS_REPLIES.decode(msgspec.msgpack.encode(reply))


def test_a_reply_without_results_is_one():
    assert MODEL_REPLIES.decode(msgspec.msgpack.encode({})) == ModelReply()
    assert DIAGNOSIS_REPLIES.decode(msgspec.msgpack.encode({})) == DiagnosisReply()


def test_every_repair_has_a_code():
    assert {*get_args(RepairKind)} == diagnose._CODES.keys()
