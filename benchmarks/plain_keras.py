"""Trains recipes with Keras' own `fit`, without any code of the grader's trainer."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from benchmarks.faults import Numbers, Recipe


def losses_of(recipe: Recipe, seeds: Sequence[int]) -> list[tuple[float, float]]:
    """Return the loss before and after each training, with weights and order drawn from a seed.

    The loss is the one with which a learner would tell whether it went well: the recipe's own, or
    the squared error where a small value of its own means nothing.
    """
    import keras

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = build(recipe)
        optimizer = getattr(keras.optimizers, recipe.optimizer)(recipe.rate)
        steps = -(-len(recipe.x) // recipe.batch)
        model.compile(optimizer, loss=_loss(recipe), jit_compile=False, steps_per_execution=steps)
        optimizer.build(model.trainable_variables)
        fresh = [np.array(one) for one in optimizer.variables]
        results = []
        for seed in seeds:
            keras.utils.set_random_seed(seed)
            model.set_weights(weights_of(recipe, seed))
            for variable, value in zip(optimizer.variables, fresh, strict=True):
                variable.assign(value)
            before = measured(recipe, model)
            model.fit(recipe.x, recipe.y, batch_size=recipe.batch, epochs=recipe.epochs, verbose=0)
            results.append((before, measured(recipe, model)))
    return results


def build(recipe: Recipe) -> Any:
    """Return the recipe's model."""
    import keras

    layers = [keras.layers.Dense(n, activation=recipe.hidden) for n in recipe.units]
    layers.append(keras.layers.Dense(recipe.outputs, activation=recipe.output))
    for number in recipe.frozen:
        layers[number].trainable = False
    return keras.Sequential([keras.Input((recipe.x.shape[1],)), *layers])


def weights_of(recipe: Recipe, seed: int) -> list[Numbers]:
    """Draw the weights at the start."""
    import keras

    name, arguments = recipe.initial
    sizes = (recipe.x.shape[1], *recipe.units, recipe.outputs)
    weights: list[Numbers] = []
    for number, shape in enumerate(pairwise(sizes)):
        draw = getattr(keras.initializers, name)(**dict(arguments))
        if hasattr(draw, "seed"):
            draw = getattr(keras.initializers, name)(**dict(arguments), seed=seed + number)
        is_hidden = number < len(recipe.units)
        bias = np.full(shape[1], recipe.bias if is_hidden else 0.0, "float32")
        weights += [np.asarray(draw(shape)), bias]
    return weights


def _loss(recipe: Recipe) -> Any:
    import keras

    if recipe.loss == "mean_error":
        return lambda y, p: keras.ops.mean(y - p, axis=-1)
    name = "".join(word.capitalize() for word in recipe.loss.split("_"))
    logits = {"from_logits": recipe.from_logits} if "crossentropy" in recipe.loss else {}
    return getattr(keras.losses, name)(**logits)


def is_measured_by_itself(recipe: Recipe) -> bool:
    """Return whether a small value of the recipe's own loss means good predictions."""
    if recipe.loss == "mean_error":
        return False
    if recipe.loss == "binary_crossentropy":
        return bool(np.all((recipe.y >= 0) & (recipe.y <= 1)))
    return recipe.loss != "categorical_crossentropy" or recipe.outputs > 1


def measured(recipe: Recipe, model: Any) -> float:
    """Return the loss of a model on all rows."""
    import keras

    predicted = model(recipe.x, training=False)
    if is_measured_by_itself(recipe):
        return float(
            np.mean(np.asarray(_loss(recipe)(keras.ops.convert_to_tensor(recipe.y), predicted)))
        )
    return float(np.mean((np.asarray(predicted) - recipe.y) ** 2))


def of_a_constant(recipe: Recipe) -> float:
    """Return the loss of the best prediction that is the same for every row.

    It is found by search among shares of the labels, not by a formula for each loss.
    """
    y = recipe.y.astype("float64")
    if is_measured_by_itself(recipe) and "crossentropy" in recipe.loss:
        if recipe.outputs == 1:
            shares = np.array([1 - y.mean(), y.mean()])
        elif recipe.loss.startswith("sparse"):
            shares = np.bincount(y[:, 0].astype(int), minlength=recipe.outputs) / len(y)
        else:
            shares = y.mean(axis=0)
        kept = shares[shares > 0]
        return float(-np.sum(kept * np.log(kept)))
    constants = np.concatenate([[y.mean()], np.quantile(y, np.linspace(0, 1, 101))])
    return min(float(np.mean(_error(recipe, y - each))) for each in constants)


def _error(recipe: Recipe, errors: Numbers) -> Numbers:
    sizes = np.abs(errors)
    if recipe.loss == "mean_absolute_error":
        return sizes
    if recipe.loss == "huber":
        return np.asarray(np.where(sizes <= 1, sizes**2 / 2, sizes - 0.5))
    return np.asarray(sizes**2)


def repaired(recipe: Recipe, kind: str, details: dict[str, Any]) -> Recipe:
    """Return the recipe with a repair as a learner would make it after reading its name."""
    if kind == "longer":
        return recipe  # The number of epochs is set for every repair.
    if kind in ("rate_lower", "rate_higher"):
        return replace(recipe, rate=details["after"])
    if kind == "logits":
        return replace(recipe, from_logits=details["from_logits"])
    if kind == "output":
        return replace(recipe, output=details["after"])
    if kind == "frozen":
        return replace(recipe, frozen=())
    if kind == "weights":
        return replace(recipe, initial=("GlorotUniform", ()), bias=0.0)
    if kind == "inputs":
        x = (recipe.x - recipe.x.mean(axis=0, dtype="float64")) / recipe.x.std(
            axis=0, dtype="float64"
        )
        return replace(recipe, x=x.astype("float32"))
    if kind == "labels":
        return replace(recipe, y=_labels(recipe, details))
    if kind == "loss":
        logits = "crossentropy" in details["after"] and recipe.output not in ("sigmoid", "softmax")
        return replace(recipe, loss=details["after"], from_logits=logits)
    assert kind == "relu", kind
    return replace(recipe, hidden="relu")


def _labels(recipe: Recipe, details: dict[str, Any]) -> Numbers:
    if details["how"] == "reversed":
        return np.ascontiguousarray(recipe.y[::-1])
    if details["how"] == "shifted":
        return np.roll(recipe.y, details["rows"], axis=0)
    assert recipe.pairs is not None
    x, y = recipe.pairs
    return np.stack([y[int(np.argmin(np.sum(np.abs(x - row), axis=1)))] for row in recipe.x])
