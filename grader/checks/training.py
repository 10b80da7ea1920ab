"""Checks on training: whether a model can learn, and whether the learner's training is genuine."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from grader.checks import fits
from grader.checks.compiling import MEAN_ABSOLUTE_ERROR, loss_of
from grader.checks.values import arguments_of, not_expected
from grader.course.exercise import RIGHT, Answer, Finding, wrong
from grader.judge import phrases
from grader.judge.normal_form import forward, normal_form
from grader.judge.numbers import numbers_in
from grader.protocol.arrays import Array, Numbers, unpack
from grader.protocol.models import Model
from grader.protocol.networks import Network
from grader.protocol.values import Items, Other
from grader.records import TrainingRun


def learns(answer: Answer) -> Finding:
    """Check that the model's loss fell when the trainer trained it, from some starting point."""
    measurement, training = answer.measurement, answer.question.training
    if measurement is None or training is None or not measurement.runs:
        return wrong("training.not_verified")
    runs = measurement.runs
    if any(run.loss_after <= training.falls_to * run.loss_before for run in runs):
        return RIGHT
    return _does_not_learn(runs[0], training.steps)


def _does_not_learn(run: TrainingRun, steps: int) -> Finding:
    before, after = run.loss_before, run.loss_after
    if not np.isfinite(after):
        code = "training.diverged"
    elif abs(after - before) <= 1e-3 * before:
        code = "training.did_not_move"
    else:
        code = "training.rose" if after > before else "training.fell_too_little"
    return wrong(code, steps=steps, before=before, after=after)


def curve_of(answer: Answer, number: int = 0) -> Numbers | None:
    """Return the losses that one of the calls returned; None if its value is not a list of them."""
    value = answer.outcome.returns[number].value
    if isinstance(value, Array):
        numbers: Numbers | None = unpack(value).astype("float64")
    else:
        numbers = numbers_in(value)
    if numbers is None or numbers.ndim not in (1, 2) or numbers.size != numbers.shape[0]:
        return None
    return numbers.ravel()


def returns_curve(answer: Answer) -> Finding:
    """Check that the call returned a list of losses."""
    value, function = answer.value, answer.function
    if isinstance(value, Other) and value.type_name == "History":
        return wrong("losses.history_object", function=function)
    if isinstance(value, Items) and not value.items and value.container == "list":
        return wrong("losses.empty", function=function)
    if isinstance(value, Items) and any(isinstance(i, (Items, Model, Other)) for i in value.items):
        return not_expected(answer, "losses")
    curve = curve_of(answer)
    if curve is None:
        if isinstance(value, Array) and value.shape == ():
            return wrong("losses.one_number", function=function, received=phrases.describe(value))
        return not_expected(answer, "losses")
    if curve.size == 0:
        return wrong("losses.empty", function=function)
    if not np.all(np.isfinite(curve)):
        return wrong("losses.not_finite", function=function)
    return RIGHT


def trained_the_model(answer: Answer, *, falls_to: float = 0.9) -> Finding:
    """Check that the passed model has other weights after the call, and a smaller loss.

    falls_to: the fraction of the loss before the call that the loss after it must reach.
    """
    before, after = _network_before(answer), _network_after(answer)
    function = answer.function
    if after is None:
        return wrong("train.layers_changed", function=function)
    if all(
        np.array_equal(unpack(a.kernel), unpack(b.kernel))
        for a, b in zip(before.layers, after.layers, strict=True)
    ):
        is_frozen = not all(layer.trainable for layer in after.layers)
        return wrong("train.frozen" if is_frozen else "train.same_weights", function=function)
    loss_before, loss_after = measured_loss(answer, before), measured_loss(answer, after)
    if not loss_after <= falls_to * loss_before:
        return wrong("train.not_better", function=function, before=loss_before, after=loss_after)
    return RIGHT


def lists_every_epoch(answer: Answer) -> Finding:
    """Check that each call returned as many losses as its fits trained epochs, as far as known."""
    return _of_each_call(answer, fits.has_every_epoch)


def lists_what_fit_reported(answer: Answer) -> Finding:
    """Check that each call returned about the losses that its fits reported, as far as known."""
    return _of_each_call(answer, fits.lists_what_fit_reported)


def _of_each_call(answer: Answer, check: Callable[[Answer, int, Numbers], Finding]) -> Finding:
    for number in range(len(answer.outcome.returns)):
        curve = curve_of(answer, number)
        found = RIGHT if curve is None else check(answer, number, curve)
        if not found.is_right:
            return found
    return RIGHT


def curve_fits_model(answer: Answer, *, tolerance: float) -> Finding:
    """Check that the returned losses agree with the loss of the model after the call.

    tolerance: the fraction of the loss by which they may differ. The loss of an epoch is an average
    over weights that still change.
    """
    curve, after = curve_of(answer), _network_after(answer)
    assert curve is not None
    assert after is not None
    measured = measured_loss(answer, after)
    first, last = float(curve[0]), float(curve[-1])
    function = answer.function
    if _are_epoch_numbers(curve):
        return wrong("losses.epoch_numbers", function=function, first=first, last=last)
    if curve.size > 1 and last > first:
        return wrong("losses.rising", function=function, first=first, last=last)
    # The weights may be those of the last epoch or of the best one.
    if any(abs(measured - loss) <= tolerance * measured for loss in (last, float(curve.min()))):
        return RIGHT
    compiled = answer.argument_model.compiled
    if compiled is not None and loss_of(compiled) != MEAN_ABSOLUTE_ERROR:
        return wrong("train.compiled_again", received=loss_of(compiled))
    # While the loss still falls, the weights at the end of an epoch are better than its average.
    # Another check reports that the training stopped too early.
    is_early = not stopped_when_flat(answer, leaves=1 - tolerance).is_right
    if is_early and tolerance * last <= measured <= last:
        return RIGHT
    details = {"function": function, "last": last, "measured": measured}
    rows = fits.rows_given(answer)
    expected = len(arguments_of(answer)[1])
    if rows is not None and rows < expected:
        return wrong("losses.of_other_rows", rows=rows, expected=expected, **details)
    return wrong("losses.do_not_fit_model", **details)


def _are_epoch_numbers(curve: Numbers) -> bool:
    """Return whether the numbers are 0, 1, 2, … or 1, 2, 3, …."""
    counted = np.arange(curve.size)
    return curve.size > 1 and any(np.array_equal(curve, counted + start) for start in (0, 1))


def stopped_when_flat(answer: Answer, *, leaves: float) -> Finding:
    """Check that more training by the trainer does not make the loss clearly smaller.

    leaves: the fraction of the loss that must remain after more training.
    """
    measurement = answer.measurement
    if measurement is None or not measurement.runs:
        return wrong("training.not_verified")
    run = measurement.runs[0]
    if run.loss_after >= leaves * run.loss_before:
        return RIGHT
    curve = curve_of(answer)
    assert curve is not None
    code, details = fits.why_too_early(answer.argument_model, curve)
    return wrong(
        code,
        function=answer.function,
        epochs=curve.size,
        before=run.loss_before,
        after=run.loss_after,
        **details,
    )


def stopped_by_itself(answer: Answer) -> Finding:
    """Check that the number of epochs depends on the loss: it must differ between calls.

    It may be the same by chance if EarlyStopping ended each of them.
    A later call need not run fewer epochs, since chance may prolong training. The fit of the first
    call alone may show why training did not stop, even if a later call ran out of time.
    """
    curves = [curve_of(answer, number) for number in range(len(answer.outcome.returns))]
    for found in (fits.watches_what_is_reported(answer), fits.needed_its_epochs(answer, curves)):
        if not found.is_right:
            return found
    if any(curve_of(answer, number) is None for number in range(len(answer.returns))):
        return wrong("train.no_losses_again", function=answer.function)
    lengths = [curve.size for curve in curves if curve is not None]
    if len(set(lengths)) > 1 or fits.stopped_early(answer):
        return RIGHT
    return wrong("train.fixed_epochs", function=answer.function, epochs=lengths[0])


def measured_loss(answer: Answer, network: Network) -> float:
    """Return the mean absolute error of a network on the data of the call, in float64."""
    x, y = arguments_of(answer)[1:3]
    return float(np.mean(np.abs(forward(network, x)[:, 0] - y)))


def _network_before(answer: Answer) -> Network:
    network = answer.call.arguments[0]
    assert isinstance(network, Network)
    return network


def _network_after(answer: Answer) -> Network | None:
    """Return the passed model after the call; None if its layers have changed."""
    after, before = normal_form(answer.argument_model).network(), _network_before(answer)
    if after is None:
        return None
    shapes = [[(lay.kernel.shape, lay.activation) for lay in n.layers] for n in (before, after)]
    return after if shapes[0] == shapes[1] else None
