"""What training can change in real Keras models, as it is described: frozen parts, constraints."""

import numpy as np
import pytest

from grader.protocol.arrays import pack
from grader.protocol.models import Model
from grader.runner.describe_model import describe_model

pytestmark = pytest.mark.usefixtures("keras")

PROBE = pack(np.ones((4, 3), "float32"))


def described(model) -> Model:
    return describe_model(model, PROBE)


def dense(units: int, **options):
    import keras

    return keras.layers.Dense(units, **options)


def sequential(*parts):
    import keras

    return keras.Sequential([keras.Input((3,)), *parts])


def frozen_by_keyword(part):
    import keras

    return keras.Sequential([keras.Input((3,)), part], trainable=False)


def frozen_functional(part):
    import keras

    x = keras.Input((3,))
    return keras.Model(x, part(x), trainable=False)


def frozen_later(part):
    model = sequential(part)
    model.trainable = False
    return model


def frozen_with_a_layer_switched_on(part):
    model = frozen_later(part)
    part.trainable = True
    return model


def with_frozen_kernel(part):
    model = sequential(part)
    part.kernel.trainable = False
    return model


def with_frozen_bias(part):
    model = sequential(part)
    part.bias.trainable = False
    return model


def with_a_frozen_part(part):
    return sequential(frozen_later(part))


def switched_on_again(part):
    model = frozen_later(part)
    model.trainable = True
    return model


def weights_that_fit_changes(model) -> list[bool]:
    before = model.get_weights()
    model.compile("sgd", "mse")
    model.fit(np.ones((4, 3)), np.full((4, 1), 9.0), verbose=0)
    return [not np.array_equal(a, b) for a, b in zip(before, model.get_weights(), strict=True)]


@pytest.mark.parametrize(
    "build",
    [
        sequential,
        switched_on_again,
        frozen_by_keyword,
        frozen_functional,
        frozen_later,
        frozen_with_a_layer_switched_on,
        with_frozen_kernel,
        with_frozen_bias,
        with_a_frozen_part,
        lambda part: sequential(frozen_by_keyword(part)),
    ],
)
@pytest.mark.filterwarnings("ignore:The model does not have any trainable weights")
def test_a_layer_is_trainable_if_fit_changes_all_of_its_weights(build):
    model = build(dense(1))
    (layer,) = described(model).layers
    assert layer.trainable is all(weights_that_fit_changes(model))


def test_constraints_are_described_by_name():
    options = {"kernel_constraint": "non_neg", "bias_constraint": lambda bias: bias}
    bound, free = described(sequential(dense(4, **options), dense(1))).layers
    assert (bound.kernel_constraint, bound.bias_constraint) == ("NonNeg", "<lambda>")
    assert (free.kernel_constraint, free.bias_constraint) == ("", "")


def test_a_constraint_counts_where_training_reads_it():
    import keras

    part = dense(1, use_bias=False)
    model = sequential(part)
    part.kernel_constraint = keras.constraints.UnitNorm()
    assert described(model).layers[0].kernel_constraint == ""
    part.kernel.constraint = keras.constraints.MaxNorm(0.0)
    assert described(model).layers[0].kernel_constraint == "MaxNorm"


def test_regularizers_are_not_described_as_constraints():
    (layer,) = described(sequential(dense(1, kernel_regularizer="l2"))).layers
    assert (layer.kernel_constraint, layer.bias_constraint) == ("", "")
