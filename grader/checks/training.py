"""Checks on learning: whether a model can learn, and whether a training really did what it says."""

from __future__ import annotations

import numpy as np

from grader.checks.compiling import MEAN_ABSOLUTE_ERROR, loss_in_words
from grader.checks.values import argument_of, not_numbers
from grader.course.exercise import RIGHT, Finding, Outcome
from grader.judge import words
from grader.judge.claims import Numbers, numbers_in
from grader.judge.fold import fold, forward
from grader.records import TrainingRun
from grader.sandbox.messages import Array, Items, Model, Network, Other
from grader.sandbox.wire import unpack


def learns(outcome: Outcome) -> Finding:
    """Find whether the model's loss fell when the grader trained it, from any starting point."""
    measurement = outcome.measurement
    training = outcome.ask.training
    if measurement is None or training is None or not measurement.runs:
        return Finding("We could not verify that this model learns: it could not be rebuilt.")
    runs = measurement.runs
    if any(run.loss_after <= training.falls_to * run.loss_before for run in runs):
        return RIGHT
    return Finding(_does_not_learn(runs[0], training.steps))


def _does_not_learn(run: TrainingRun, steps: int) -> str:
    before, after = words.number(run.loss_before), words.number(run.loss_after)
    told = f"The grader trained the model for {steps} steps:"
    if not np.isfinite(run.loss_after):
        return f"{told} its loss became nan or infinite (it diverged). Expected it to fall."
    if abs(run.loss_after - run.loss_before) <= 1e-3 * run.loss_before:
        return f"{told} its loss did not move from {before}. Expected it to fall."
    if run.loss_after > run.loss_before:
        return f"{told} its loss rose from {before} to {after}. Expected it to fall."
    return f"{told} its loss only went from {before} to {after}. Expected it to fall clearly."


def curve_of(outcome: Outcome, turn: int = 0) -> Numbers | None:
    """Return the losses that one call returned, or None where they are no list."""
    value = outcome.turns[turn].value
    if isinstance(value, Array):
        numbers: Numbers | None = unpack(value).astype("float64")
    else:
        numbers = numbers_in(value)
    if numbers is None or numbers.ndim not in (1, 2) or numbers.size != numbers.shape[0]:
        return None
    return numbers.ravel()


def returns_curve(outcome: Outcome) -> Finding:
    """Find whether a list of losses came back."""
    value = outcome.value
    wanted = "the loss after each epoch, a list of numbers"
    if isinstance(value, Other) and value.type_name == "History":
        return Finding(
            f"{outcome.function} returned the History object of fit. "
            "Expected the list of losses that it holds."
        )
    if isinstance(value, Items) and any(isinstance(i, (Items, Model, Other)) for i in value.items):
        return Finding(not_numbers(outcome, wanted))
    curve = curve_of(outcome)
    if curve is None:
        if isinstance(value, Array) and value.shape == ():
            return Finding(
                f"{outcome.function} returned one number, {words.what(value)}. Expected {wanted}."
            )
        return Finding(not_numbers(outcome, wanted))
    if curve.size == 0:
        return Finding(f"{outcome.function} returned an empty list. Expected {wanted}.")
    if not np.all(np.isfinite(curve)):
        return Finding(
            f"The losses that {outcome.function} returned hold nan or inf. Expected plain numbers."
        )
    return RIGHT


def trained_the_model(outcome: Outcome) -> Finding:
    """Find whether the model that was given has other weights now, and a smaller loss."""
    before, after = _network_before(outcome), _network_after(outcome)
    if after is None:
        return Finding(
            f"We could not verify the model that {outcome.function} left: its layers are no "
            "longer the ones it was given."
        )
    if all(
        np.array_equal(unpack(a.kernel), unpack(b.kernel))
        for a, b in zip(before.layers, after.layers, strict=True)
    ):
        frozen = not all(layer.trainable for layer in after.layers)
        why = (
            "Its layers are frozen (trainable=False)."
            if frozen
            else "Was a copy trained, or another model, or none at all?"
        )
        return Finding(
            f"{outcome.function} returned, but the model it was given has the same weights as "
            f"before. {why}"
        )
    loss_before, loss_after = loss_of(outcome, before), loss_of(outcome, after)
    if not loss_after <= 0.9 * loss_before:
        return Finding(
            f"The loss of the model was {words.number(loss_before)} before {outcome.function} and "
            f"is {words.number(loss_after)} after it, measured on the same data. "
            "Expected it to be clearly smaller."
        )
    return RIGHT


def curve_fits_model(outcome: Outcome, *, tolerance: float) -> Finding:
    """Find whether the last losses returned agree with the loss of the model that was left.

    tolerance: part of the loss by which they may differ, since a loss during an epoch is an
    average over weights that still move.
    """
    curve, after = curve_of(outcome), _network_after(outcome)
    assert curve is not None
    assert after is not None
    measured = loss_of(outcome, after)
    last = float(curve[-1])
    if curve.size > 1 and last > curve[0]:
        return Finding(
            f"The losses that {outcome.function} returned go up, from {words.number(curve[0])} to "
            f"{words.number(last)}, though the model got better. Expected the first epoch's first."
        )
    # The weights may be the last ones, or those of the best epoch.
    if any(abs(measured - loss) <= tolerance * measured for loss in (last, float(curve.min()))):
        return RIGHT
    loss = None if outcome.given.compiled is None else loss_in_words(outcome.given.compiled)
    if loss not in (None, MEAN_ABSOLUTE_ERROR):
        return Finding(
            f"The model was compiled again, with another loss: {loss}. Expected it to be trained "
            f"as it was given, with {MEAN_ABSOLUTE_ERROR}."
        )
    # While the loss still falls, the weights at an epoch's end are ahead of its average; that this
    # is too early to stop is another check's to say.
    if (
        tolerance * last <= measured <= last
        and not stopped_when_flat(outcome, leaves=1 - tolerance).is_right
    ):
        return RIGHT
    return Finding(
        f"The losses that {outcome.function} returned end at {words.number(last)}, but the model "
        f"it left has a loss of {words.number(measured)} on the same data. Expected the losses "
        "of this model's own training, one for each epoch."
    )


def stopped_when_flat(outcome: Outcome, *, leaves: float) -> Finding:
    """Find whether more training by the grader would still make the loss clearly smaller.

    leaves: the part of the loss that must remain after more training.
    """
    assert outcome.measurement is not None
    run = outcome.measurement.runs[0]
    if run.loss_after >= leaves * run.loss_before:
        return RIGHT
    curve = curve_of(outcome)
    epochs = words.count(0 if curve is None else curve.size, "epoch")
    return Finding(
        f"{outcome.function} stopped too early, after {epochs}: the loss was "
        f"{words.number(run.loss_before)} and still falling; with more training it fell to "
        f"{words.number(run.loss_after)}."
    )


def stopped_by_itself(outcome: Outcome) -> Finding:
    """Find whether the number of epochs follows the loss: a fixed one is always the same.

    Not whether it is smaller for a model that has learnt: chance may draw one training out.
    """
    curves = [curve_of(outcome, turn) for turn in range(len(outcome.turns))]
    if any(curve is None for curve in curves):
        return Finding(
            f"Called again with the model it had trained, {outcome.function} returned no list of "
            "losses. Expected one, however short."
        )
    lengths = [curve.size for curve in curves if curve is not None]
    if len(set(lengths)) > 1:
        return RIGHT
    return Finding(
        f"{outcome.function} ran {words.count(lengths[0], 'epoch')} on a new model, and "
        f"{lengths[0]} again on the same model when its loss no longer decreased. Expected it "
        "to look at the loss and to stop by itself."
    )


def loss_of(outcome: Outcome, network: Network) -> float:
    """Return the mean absolute error of a network on the data of the call, in float64."""
    x, y = (argument_of(given) for given in outcome.ask.call.arguments[1:3])
    return float(np.mean(np.abs(forward(network, x)[:, 0] - y)))


def _network_before(outcome: Outcome) -> Network:
    network = outcome.ask.call.arguments[0]
    assert isinstance(network, Network)
    return network


def _network_after(outcome: Outcome) -> Network | None:
    """The given model as the call left it, if it still has the layers it was given with."""
    after, before = fold(outcome.given).network(), _network_before(outcome)
    if after is None:
        return None
    shapes = [[(lay.kernel.shape, lay.activation) for lay in n.layers] for n in (before, after)]
    return after if shapes[0] == shapes[1] else None
