import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from grader.judge.normal_form import OtherLayer, forward, normal_form
from grader.protocol.arrays import Array, pack
from grader.protocol.models import ACTIVATION_GRID, Activation, Layer, Model

RNG = np.random.default_rng(0)


def samples(function) -> Array:
    return pack(function(np.array(ACTIVATION_GRID)).astype("float32"))


def dense(n: int, units: int, activation: str = "linear", **more) -> Layer:
    weights = (
        pack(RNG.normal(size=(n, units)).astype("float32")),
        pack(RNG.normal(size=units).astype("float32")),
    )
    return Layer("Dense", "Dense", units, Activation(activation), weights=weights, **more)


def model(*layers: Layer, predictions: Array | None = None) -> Model:
    return Model("Sequential", layers, True, (3,), predictions=predictions)


def names(*layers: Layer) -> list[str]:
    return [layer.activation for layer in normal_form(model(*layers)).layers]


RELU = Layer("Activation", "Activation", activation=Activation("relu"))
RELU_LAYER = Layer(
    "ReLU", "ReLU", activation=Activation("ReLU", samples(lambda x: np.maximum(x, 0)))
)
TF_RELU = Layer("Lambda", "Lambda", activation=Activation("f", samples(lambda x: x * (x > 0))))


@pytest.mark.parametrize("activation", [RELU, RELU_LAYER, TF_RELU])
def test_every_way_to_write_relu_belongs_to_the_layer_before(activation):
    assert names(dense(3, 4), activation, dense(4, 1)) == ["relu", "linear"]


def test_flatten_identity_and_linear_change_nothing():
    nothing = [Layer("Flatten", "Flatten"), Layer("Identity", "Identity")]
    linear = Layer("Activation", "Activation", activation=Activation("linear"))
    assert names(nothing[0], dense(3, 1), linear, nothing[1]) == ["linear"]


def test_an_activation_before_the_first_layer_is_recorded_separately():
    assert normal_form(model(RELU, dense(3, 1))).leading_activation == "relu"


def test_a_second_relu_changes_nothing_but_another_second_activation_does():
    assert normal_form(model(dense(3, 4, "relu"), RELU)).others == ()
    tanh = Layer("Activation", "Activation", activation=Activation("tanh"))
    assert normal_form(model(dense(3, 4, "relu"), tanh)).others == (
        OtherLayer(1, "tanh", "activation"),
    )


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (lambda x: np.clip(x, 0, 6), "relu6"),
        (np.abs, "abs"),
        (lambda x: 1 / (1 + np.exp(-x)), "sigmoid"),
        (lambda x: x, "linear"),
        (np.sin, "mine"),
    ],
)
def test_a_learners_function_is_recognised_by_its_values(function, name):
    layer = Layer("Activation", "Activation", activation=Activation("mine", samples(function)))
    if name == "linear":
        assert names(dense(3, 4), layer) == ["linear"]
    else:
        assert names(dense(3, 4), layer) == [name]


def test_relu_without_a_layer_is_recognised_by_the_predictions():
    hidden, output = dense(3, 4), dense(4, 1)
    with_relu = normal_form(model(dense(3, 4, "relu"), output))
    network = normal_form(model(hidden, RELU, output)).network()
    probe = RNG.normal(size=(16, 3))
    predictions = pack(forward(network, probe).astype("float32"))
    seen = normal_form(model(hidden, output, predictions=predictions), pack(probe))
    assert [layer.activation for layer in seen.layers] == ["relu", "linear"]
    assert [layer.activation for layer in with_relu.layers] == ["relu", "linear"]


def test_a_linear_network_is_not_taken_for_one_with_relu():
    hidden, output = dense(3, 4), dense(4, 1)
    probe = RNG.normal(size=(16, 3))
    network = normal_form(model(hidden, output)).network()
    predictions = pack(forward(network, probe).astype("float32"))
    seen = normal_form(model(hidden, output, predictions=predictions), pack(probe))
    assert [layer.activation for layer in seen.layers] == ["linear", "linear"]


numbers = arrays(
    st.sampled_from(["float32", "bool", "int64"]), array_shapes(min_dims=0, min_side=0, max_side=4)
).map(pack)
activations = st.none() | st.builds(Activation, st.text(max_size=5), st.none() | numbers)
layers = st.builds(
    Layer,
    st.sampled_from(["Dense", "Activation", "ReLU", "Flatten", "custom", "LSTM"]),
    st.text(max_size=5),
    st.none() | st.integers(-5, 10**12),
    activations,
    st.booleans(),
    st.booleans(),
    st.lists(numbers, max_size=3).map(tuple),
)


@given(st.lists(layers, max_size=5), st.none() | numbers, st.none() | numbers)
def test_any_description_has_a_normal_form(layers, predictions, probe):
    form = normal_form(Model("X", tuple(layers), True, None, predictions=predictions), probe)
    network = form.network()
    assert network is None or len(network.layers) == len(form.layers)
