"""Real Keras models, described as plain data."""

import numpy as np
import pytest

from grader.judge.activations import activation_name
from grader.judge.normal_form import forward, normal_form
from grader.protocol.arrays import pack, unpack
from grader.protocol.models import Model
from grader.runner.describe_model import describe_model

pytestmark = pytest.mark.usefixtures("keras")

PROBE = pack(np.random.default_rng(0).normal(size=(4, 3)).astype("float32"))


def described(model, probe=PROBE) -> Model:
    return describe_model(model, probe)


def kinds(model: Model) -> list[str]:
    return [layer.kind for layer in model.layers]


def sequential(*parts, inputs=3):
    import keras

    return keras.Sequential([keras.Input((inputs,)), *parts])


def dense(units: int, activation=None, **options):
    import keras

    return keras.layers.Dense(units, activation=activation, **options)


def functional():
    import keras

    x = keras.Input((3,))
    return keras.Model(x, dense(1)(dense(4, "relu")(x)))


def nested():
    return sequential(sequential(dense(4, "relu")), sequential(dense(1), inputs=4))


def subclassed():
    import keras

    class Mine(keras.Model):
        def __init__(self):
            super().__init__()
            self.hidden, self.output_layer = dense(4, "relu"), dense(1)

        def call(self, x):
            return self.output_layer(self.hidden(x))

    return Mine()


@pytest.mark.parametrize(
    "build",
    [lambda: sequential(dense(4, "relu"), dense(1)), functional, nested, subclassed],
    ids=["sequential", "functional", "nested", "subclassed"],
)
def test_every_way_to_build_a_network_is_described_by_the_same_layers(build):
    model = described(build())
    assert [(layer.kind, layer.units) for layer in model.layers] == [("Dense", 4), ("Dense", 1)]
    assert [layer.activation.name for layer in model.layers] == ["relu", "linear"]
    assert [[one.shape for one in layer.weights] for layer in model.layers] == [
        [(3, 4), (4,)],
        [(4, 1), (1,)],
    ]


@pytest.mark.parametrize("build", [functional, nested, subclassed])
def test_a_described_model_predicts_the_same_as_the_model(build):
    model = described(build())
    rebuilt = forward(normal_form(model).network(), unpack(PROBE))
    np.testing.assert_allclose(unpack(model.predictions), rebuilt, rtol=1e-4, atol=1e-5)


def test_a_model_with_known_inputs_has_their_shape():
    model = described(functional())
    assert (model.built, model.input_shape, model.type_name) == (True, (3,), "Functional")


def test_a_model_without_known_inputs_is_not_built():
    import keras

    model = described(keras.Sequential([dense(1)]))
    assert (model.built, model.input_shape) == (False, None)


def test_a_subclassed_model_is_not_built_before_it_is_called():
    model = subclassed()
    assert (described(model).built, described(model).built) == (False, True)
    assert described(model).input_shape is None


def test_without_a_probe_nothing_is_predicted():
    model = described(functional(), None)
    assert (model.predictions, model.prediction_problem) == (None, None)


def test_a_model_for_other_inputs_has_the_error_of_keras():
    model = described(sequential(dense(1), inputs=5))
    assert model.predictions is None
    assert model.prediction_problem.type_name == "ValueError"
    assert model.prediction_problem.message


def test_parts_that_are_not_dense_layers_have_their_class():
    import keras

    class Mine(keras.layers.Dense):
        pass

    model = sequential(dense(4), keras.layers.Dropout(0.5), Mine(2), keras.layers.Flatten())
    assert kinds(described(model)) == ["Dense", "Dropout", "custom", "Flatten"]
    assert described(model).layers[2].type_name == "Mine"
    assert described(model).layers[2].weights == ()


def test_a_layer_named_like_one_of_keras_is_not_taken_for_it():
    import keras

    pretender = type("Dense", (keras.layers.Layer,), {"call": lambda self, x: x})
    (layer,) = described(sequential(pretender())).layers
    assert (layer.kind, layer.type_name) == ("custom", "Dense")


def activations():
    import keras
    import tensorflow as tf

    return {
        "a name": "relu",
        "keras.activations": keras.activations.relu,
        "keras.ops": keras.ops.relu,
        "tf.nn": tf.nn.relu,
        "a lambda": lambda x: tf.maximum(x, 0.0),
        "a layer": keras.layers.ReLU(),
    }


@pytest.mark.parametrize(
    "spelling", ["a name", "keras.activations", "keras.ops", "tf.nn", "a lambda", "a layer"]
)
def test_relu_is_recognised_however_it_is_written(spelling):
    relu = activations()[spelling]
    (inside,) = described(sequential(dense(4, relu))).layers
    assert activation_name(inside.activation) == "relu"
    assert inside.activation.trains


@pytest.mark.parametrize("kind", ["ReLU", "Activation", "Lambda"])
def test_relu_is_recognised_as_a_layer(kind):
    import keras
    import tensorflow as tf

    arguments = {"ReLU": (), "Activation": (tf.nn.relu,), "Lambda": (keras.ops.relu,)}[kind]
    layer = described(sequential(dense(4), getattr(keras.layers, kind)(*arguments))).layers[1]
    assert (layer.kind, activation_name(layer.activation)) == (kind, "relu")


def test_a_keras_activation_is_named_without_samples():
    (layer,) = described(sequential(dense(4, "sigmoid"))).layers
    assert (layer.activation.name, layer.activation.samples) == ("sigmoid", None)


def test_an_activation_in_numpy_cannot_be_trained():
    import keras

    def mine(x):
        return np.maximum(np.asarray(x), 0)

    layer = keras.layers.Dense(4)
    layer.build((None, 3))
    layer.activation = mine
    (inside,) = described(keras.Sequential([layer])).layers
    assert (inside.activation.name, inside.activation.trains) == ("mine", False)
    assert activation_name(inside.activation) == "relu"


def test_bias_and_freezing_are_described():
    frozen, bare = dense(4), dense(1, use_bias=False)
    model = sequential(frozen, bare)
    frozen.trainable = False
    first, second = described(model).layers
    assert (first.trainable, first.use_bias, len(first.weights)) == (False, True, 2)
    assert (second.trainable, second.use_bias, len(second.weights)) == (True, False, 1)


def test_a_layer_with_too_many_weights_is_described_without_them():
    (layer,) = described(sequential(dense(4_001), inputs=1_000), None).layers
    assert (layer.units, layer.weights) == (4_001, ())


def test_weights_of_a_type_that_is_not_sent_are_left_out():
    model = described(sequential(dense(4), dense(2, dtype="bfloat16")), None)
    assert [(layer.kind, layer.units) for layer in model.layers] == [("Dense", 4), ("Dense", 2)]
    assert [len(layer.weights) for layer in model.layers] == [2, 0]


def test_the_layers_of_a_very_long_model_are_cut():
    import keras

    model = keras.Sequential([keras.layers.Identity() for _ in range(1_050)])
    assert len(described(model, None).layers) == 1_000


def test_a_model_that_is_an_argument_is_marked():
    assert describe_model(functional(), None, is_argument=True).is_argument
    assert not described(functional()).is_argument


def test_a_model_that_was_not_compiled_has_no_compile_settings():
    assert described(functional()).compiled is None
