"""The repairs of a training: what each changes, and in which order they are tried."""

import msgspec
import numpy as np
import pytest

from grader.protocol.arrays import pack, unpack
from grader.protocol.trainings import LossFunction
from grader.trainer.messages import Pairs
from grader.trainer.repairs import a_decade_lower, fresh, repairs
from tests.trainer.trainings import LINE, SIDE, X, network, setup, with_hidden, with_output

SEED = 5


def of_kind(training, kind, pairs=None):
    return [one for one in repairs(training, pairs) if one.kind == kind]


def changed(training, kind, pairs=None):
    """Return the training after its first repair of this kind."""
    return of_kind(training, kind, pairs)[0].change(training, SEED)


def fields_changed(training, repaired) -> set[str]:
    names = training.__struct_fields__
    return {name for name in names if getattr(training, name) != getattr(repaired, name)}


def test_smaller_repairs_come_first():
    training = setup(
        network=msgspec.structs.replace(with_hidden("tanh")),
        x=pack(X + 9),
        settings={"epsilon": 1.0},
        loss=LossFunction("mean_error"),
    )
    kinds = list(dict.fromkeys(one.kind for one in repairs(training)))
    assert kinds == [
        "rate_lower",
        "rate_higher",
        "settings",
        "weights",
        "inputs",
        "labels",
        "loss",
        "relu",
    ]


def test_each_repair_changes_one_factor():
    training = setup(
        network=with_hidden("tanh", (3, 4, 1)), x=pack(X + 9), settings={"epsilon": 1.0}
    )
    for repair in repairs(training):
        assert len(fields_changed(training, repair.change(training, SEED))) == 1, repair


def test_near_learning_rates_come_before_all_others_and_far_ones_stay_sensible():
    rates = [one.details["after"] for one in repairs(setup()) if one.kind.startswith("rate")]
    assert rates == [0.003, 0.3, 0.0003, 3e-05, 3e-06, 3e-07]
    far = [one.details["after"] for one in of_kind(setup(learning_rate=1e20), "rate_lower")]
    assert (far[0], min(far)) == (1e19, 1e-7)


def test_a_decade_lower_is_only_for_rates_that_are_several_decades_too_high():
    high = setup(learning_rate=2000.0)
    near, *far = of_kind(high, "rate_lower")
    assert a_decade_lower(high, near) is None
    lower = [a_decade_lower(high, one) for one in far]
    assert [one.details for one in lower[:-1]] == [one.details for one in far[1:]]
    assert lower[-1] is None  # No rate is tried below the least one.
    assert lower[0].change(high, 0).learning_rate == far[1].details["after"]
    (higher, *_) = of_kind(setup(learning_rate=1e-6), "rate_higher")
    assert a_decade_lower(setup(learning_rate=1e-6), higher) is None


@pytest.mark.parametrize("rate", [0.0, -0.5])
def test_a_learning_rate_that_is_none_is_replaced(rate):
    rates = [one.details["after"] for one in of_kind(setup(learning_rate=rate), "rate_higher")]
    assert rates == [0.001, 0.01, 0.1]


def test_scaled_inputs_have_mean_0_and_deviation_1():
    x = unpack(changed(setup(x=pack(X * [1e4, 1.0, 0.0] + 50)), "inputs").x)
    np.testing.assert_allclose(x.mean(axis=0), 0, atol=1e-5)
    np.testing.assert_allclose(x.std(axis=0), [1, 1, 0], atol=1e-4)


def test_inputs_that_are_scaled_already_are_not_scaled():
    scaled = changed(setup(x=pack(X + 9)), "inputs")
    assert of_kind(scaled, "inputs") == []


def test_inputs_with_nan_cannot_be_scaled():
    assert of_kind(setup(x=pack(np.where(X > 1, np.nan, X))), "inputs") == []


def test_frozen_layers_are_trained():
    repaired = changed(setup(network=network(trainable=False)), "frozen")
    assert all(layer.trainable for layer in repaired.network.layers)
    assert of_kind(setup(), "frozen") == []


def test_relu_is_put_into_hidden_layers_only():
    repaired = changed(setup(network=with_hidden("sigmoid")), "relu")
    assert [layer.activation for layer in repaired.network.layers] == ["relu", "relu", "linear"]
    assert of_kind(setup(), "relu") == []
    assert of_kind(setup(network=network((3, 1))), "relu") == []


def test_new_weights_are_those_of_keras_dense_and_follow_from_the_seed():
    (repair,) = of_kind(setup(), "weights")
    one, same, other = (repair.change(setup(), seed).network for seed in (1, 1, 2))
    assert one == same != other
    kernel = unpack(one.layers[0].kernel)
    assert np.abs(kernel).max() <= np.sqrt(6 / 19)
    assert np.abs(kernel).std() > 0
    assert not unpack(one.layers[0].bias).any()


def test_a_fresh_start_has_weights_of_the_same_sizes():
    start = setup()
    one, other = fresh(start, 1).network, fresh(start, 2).network
    assert one != other
    for before, after in zip(start.network.layers, one.layers, strict=True):
        assert sorted(unpack(before.kernel).ravel()) == sorted(unpack(after.kernel).ravel())


@pytest.mark.parametrize(
    ("activation", "from_logits", "kinds"),
    [
        ("linear", False, {"logits": True, "output": "sigmoid"}),
        ("relu", False, {"logits": True, "output": "sigmoid"}),
        ("sigmoid", True, {"logits": False, "output": "linear"}),
        ("linear", True, {}),
        ("sigmoid", False, {}),
    ],
)
def test_the_output_is_matched_to_a_crossentropy_from_either_side(activation, from_logits, kinds):
    loss = LossFunction("binary_crossentropy", from_logits)
    training = setup(network=with_output(activation), y=pack(SIDE), loss=loss)
    found = {}
    for repair in repairs(training):
        if repair.kind == "logits":
            found["logits"] = repair.change(training, SEED).loss.from_logits
        if repair.kind == "output":
            found["output"] = repair.change(training, SEED).network.layers[-1].activation
    assert found == kinds


def test_numbers_need_an_output_without_activation():
    repaired = changed(setup(network=with_output("relu")), "output")
    assert repaired.network.layers[-1].activation == "linear"


def test_labels_are_reversed_and_moved_where_nothing_is_known():
    tried = [one.change(setup(), SEED) for one in of_kind(setup(), "labels")]
    expected = [LINE[::-1], *(np.roll(LINE, shift, axis=0) for shift in (1, -1, 2, -2))]
    assert [unpack(one.y).tolist() for one in tried] == [y.tolist() for y in expected]


def test_known_labels_are_put_beside_their_rows():
    order = np.random.default_rng(1).permutation(len(X))
    pairs = Pairs(pack(X.astype("float64")), pack(LINE[:, 0].astype("float64")))
    repaired = changed(setup(x=pack(X[order])), "labels", pairs)
    assert unpack(repaired.y).tolist() == LINE[order].tolist()
    assert of_kind(setup(), "labels", pairs) == []


def test_rows_that_are_not_known_have_no_known_labels():
    pairs = Pairs(pack(X[1:]), pack(LINE[1:, 0]))
    assert of_kind(setup(y=pack(LINE[::-1])), "labels", pairs) == []
