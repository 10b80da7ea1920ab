"""What a learner's calls of fit tell: how many epochs were trained, and why they ended.

Only fits of the passed model are known. A training without fit, as with train_on_batch, has none.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grader.checks.values import arguments_of
from grader.course.exercise import RIGHT, Answer, Finding, wrong
from grader.protocol.arrays import Numbers
from grader.protocol.fits import Fit
from grader.protocol.models import Model

_NEAR = 0.4
"""The fraction by which a loss may differ from the one that fit reported for its epoch."""

_MANY_EPOCHS = 100

_OUT_OF_TIME = frozenset({"timeout", "waited", "task_time", "total_time"})


def has_every_epoch(answer: Answer, number: int, curve: Numbers) -> Finding:
    """Check that the losses of a call are as many as the epochs that its fits trained.

    A fit of other rows than the passed ones, such as one batch, is not an epoch and is not counted.
    Then the list may be longer. It may always contain the loss before the first epoch.
    """
    models = answer.outcome.returns[number].models
    rows = len(arguments_of(answer)[1])
    epochs = sum(fit.epochs for fit in models[0].fits if fit.rows == rows) if models else 0
    most = epochs + 1 if _whole_fits(answer, number) else curve.size
    if epochs <= curve.size <= most:
        return RIGHT
    listed = "1 loss" if curve.size == 1 else f"{curve.size} losses"
    return wrong("losses.incomplete", function=answer.function, epochs=epochs, listed=listed)


def lists_what_fit_reported(answer: Answer, number: int, curve: Numbers) -> Finding:
    """Check that the losses of a call are near those that its fits reported, epoch by epoch.

    They may be other ones, as those that evaluate gives after each epoch.
    """
    reported = np.array([loss for fit in _whole_fits(answer, number) for loss in fit.losses])
    if reported.size != curve.size or not np.all(np.isfinite(reported)):
        return RIGHT
    is_sorted = np.array_equal(np.sort(curve), np.sort(reported))
    if is_sorted and not np.array_equal(curve, reported):
        return wrong("losses.other_order", function=answer.function)
    for epoch in np.flatnonzero(np.abs(curve - reported) > _NEAR * reported)[:1]:
        return wrong(
            "losses.not_reported",
            function=answer.function,
            epoch=int(epoch) + 1,
            received=float(curve[epoch]),
            expected=float(reported[epoch]),
        )
    return RIGHT


def _whole_fits(answer: Answer, number: int) -> tuple[Fit, ...]:
    """Return the fits of a call; none if one of them was not of all passed rows."""
    models = answer.outcome.returns[number].models
    rows = len(arguments_of(answer)[1])
    fits = models[0].fits if models else ()
    return fits if all(fit.rows == rows for fit in fits) else ()


def why_too_early(model: Model, curve: Numbers) -> tuple[str, dict[str, float]]:
    """Return the code for a training that ended too early, and the details that only it has."""
    unknown: tuple[str, dict[str, float]] = ("train.stopped_too_early", {})
    fit = _only_fit(model)
    if fit is None or not fit.watched:
        return unknown
    if _ran_all(fit):
        return "train.limit_reached", {}
    if any(watch.mode == "max" for watch in fit.watched):
        return "train.mode_max", {}
    decrease = float(curve[0] - curve[-1]) / max(curve.size - 1, 1)
    for watch in fit.watched:
        if watch.min_delta is not None and watch.min_delta > decrease > 0:
            return "train.min_delta", {"min_delta": watch.min_delta}
    return unknown


def rows_given(answer: Answer) -> int | None:
    """Return the rows that the only fit of the first call was given; None if that is not known."""
    fit = _only_fit(answer.argument_model)
    return None if fit is None else fit.rows


def watches_what_is_reported(answer: Answer) -> Finding:
    """Check that an EarlyStopping which never stopped watched a number that fit reported."""
    fit = _only_fit(answer.argument_model)
    if fit is None or not fit.watched or not _ran_all(fit):
        return RIGHT
    if any(watch.monitor in fit.reported for watch in fit.watched):
        return RIGHT
    return wrong(
        "train.watches_unreported",
        watched=fit.watched[0].monitor,
        reported=list(fit.reported),
        epochs=fit.epochs,
    )


def needed_its_epochs(answer: Answer, curves: Sequence[Numbers | None]) -> Finding:
    """Check that the first call did not run all its epochs with a loss that was flat for long.

    curves: of the calls that returned. If their lengths differ, or if a later call had a problem
    other than a time limit, this check finds nothing.
    """
    problem, fit = answer.outcome.problem, _only_fit(answer.argument_model)
    is_known = problem is None or problem.kind in _OUT_OF_TIME
    if not is_known or fit is None or not _ran_all(fit) or not _was_flat_for_long(curves[0]):
        return RIGHT
    if len({None if curve is None else curve.size for curve in curves}) > 1:
        return RIGHT
    return wrong("train.ran_all_epochs", function=answer.function, epochs=fit.epochs)


def stopped_early(answer: Answer) -> bool:
    """Return whether EarlyStopping ended the training of every call, as far as fit tells."""
    known = [_only_fit(model) for one in answer.returns for model in one.models[:1]]
    return bool(known) and all(
        fit is not None
        and not _ran_all(fit)
        and any(watch.monitor in fit.reported for watch in fit.watched)
        for fit in known
    )


def _was_flat_for_long(curve: Numbers | None) -> bool:
    if curve is None or curve.size < _MANY_EPOCHS:
        return False
    *_, third, last = np.array_split(curve, 4)
    return bool(np.mean(last) >= 0.95 * np.mean(third))


def _only_fit(model: Model) -> Fit | None:
    return model.fits[0] if len(model.fits) == 1 else None


def _ran_all(fit: Fit) -> bool:
    """Return whether a fit ended only because it had trained as long as it was to."""
    return fit.asked is not None and fit.epochs >= fit.asked
