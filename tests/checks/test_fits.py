"""Findings from a learner's calls of fit: lists without some epochs, and why trainings ended."""

import numpy as np
import pytest

from grader.checks import training
from grader.course import Answer, ask
from grader.course.exercise import UnansweredError
from grader.protocol.arrays import pack
from grader.protocol.events import Return
from grader.protocol.fits import Fit, Watch
from grader.protocol.problems import Problem
from grader.records import Measurement, Outcome, TrainingRun
from tests.checks.sentences import said
from tests.checks.test_training import X, Y, left, network

FALLING = list(np.linspace(3.0, 1.0, 20))
FLAT = [3.0, 2.0, 1.0, *[0.1] * 497]
LOSS, VAL_LOSS = Watch("loss", 0.0), Watch("val_loss", 0.0)


def fit(epochs: int, asked: int = 1000, rows: int | None = 50, watched=()) -> Fit:
    return Fit(rows, epochs, asked, ("loss",), watched)


def answer(*calls, problem=None, before=1.0, after=0.1) -> Answer:
    """Return an answer whose calls gave these lists after these fits."""
    returns = tuple(
        Return(pack(curve, "list"), (left(3.0, 1.1, fits=tuple(fits)),)) for curve, *fits in calls
    )
    question = ask("train", network(0.0, 0.0), X, Y, times=3)
    measured = Measurement(runs=(TrainingRun(before, after, "as built"),))
    return Answer(question, Outcome(returns, problem), measured)


@pytest.mark.parametrize(
    ("listed", "fits", "epochs"),
    [
        (10, [fit(20)], 20),
        (4, [fit(5, 5)] * 4, 20),
        (19, [fit(1, 1)] * 20, 20),
        (12, [fit(40, 40), fit(12)], 52),
    ],
)
def test_a_list_with_fewer_losses_than_epochs_is_reported(listed, fits, epochs):
    found = training.lists_every_epoch(answer((FALLING[:listed], *fits)))
    assert found.code == "losses.incomplete"
    assert f"took {epochs} epochs" in said(found)
    assert f"has {listed} losses" in said(found)


def test_a_single_loss_is_reported_as_one():
    assert "has 1 loss." in said(training.lists_every_epoch(answer(([1.0], fit(3)))))


def test_a_later_list_must_be_complete_too():
    found = training.lists_every_epoch(answer((FALLING, fit(20)), ([0.1], fit(3))))
    assert (found.code, found.details["epochs"]) == ("losses.incomplete", 3)


@pytest.mark.parametrize(
    "fits",
    [
        [],  # train_on_batch, or a loop with GradientTape
        [fit(20)],
        [fit(1, 1)] * 20,
        [fit(15), fit(5)],
        [fit(19)],  # and the loss before the first epoch
        [fit(1, 1, rows=10)] * 100,  # one fit for each batch
        [fit(40, rows=None)],  # a dataset, which may be a part of the rows
    ],
)
def test_a_list_that_may_be_complete_is_right(fits):
    assert training.lists_every_epoch(answer((FALLING, *fits))).is_right


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (fit(20, 20, watched=(LOSS,)), "train.limit_reached"),
        (fit(20, watched=(Watch("loss", 0.5),)), "train.min_delta"),
        (fit(20, watched=(Watch("loss", 0.01),)), "train.stopped_too_early"),
        (fit(20, watched=(Watch("loss", 0.0, "max"),)), "train.mode_max"),
        (fit(20, watched=(Watch("loss"),)), "train.stopped_too_early"),
        (fit(20, 20), "train.stopped_too_early"),
    ],
)
def test_the_reasons_for_stopping_too_early_have_different_codes(made, code):
    found = training.stopped_when_flat(answer((FALLING, made)), leaves=0.7)
    assert found.code == code
    assert "0.1" in said(found)
    assert "20 epochs" in said(found)


def test_a_callback_that_watches_what_fit_does_not_report_is_reported():
    made = fit(50, 50, watched=(VAL_LOSS,))
    found = training.stopped_by_itself(answer((FALLING, made), (FALLING, made)))
    assert found.code == "train.watches_unreported"
    assert "watches val_loss, but fit reported only loss." in said(found)


def test_another_callback_may_stop_the_training():
    one, two = fit(50, 50, watched=(VAL_LOSS, LOSS)), fit(20, watched=(VAL_LOSS,))
    for made in (one, two):
        assert training.stopped_by_itself(answer((FALLING, made), (FALLING[:5], made))).is_right


@pytest.mark.parametrize(
    ("made", "is_right"),
    [
        (fit(20, watched=(LOSS,)), True),
        (fit(20, watched=(VAL_LOSS,)), False),
        (fit(20), False),
        (fit(20, 20, watched=(LOSS,)), False),
    ],
)
def test_lengths_may_be_equal_by_chance_if_early_stopping_ended_each_call(made, is_right):
    curves = [(FALLING, made)] * 3
    assert training.stopped_by_itself(answer(*curves)).is_right == is_right


def test_a_flat_training_to_the_last_epoch_is_reported_if_a_later_call_ran_out_of_time():
    late = Problem("timeout", limit=20)
    found = training.stopped_by_itself(answer((FLAT, fit(500, 500)), problem=late))
    assert (found.code, found.details["epochs"]) == ("train.ran_all_epochs", 500)


def test_a_flat_training_to_the_last_epoch_is_reported_if_each_call_did_it():
    made = (FLAT, fit(500, 500))
    assert training.stopped_by_itself(answer(made, made)).code == "train.ran_all_epochs"
    assert training.stopped_by_itself(answer(made, (FLAT[:9], fit(9, 500)))).is_right


@pytest.mark.parametrize(
    ("curve", "made", "problem"),
    [
        (FLAT, fit(500, 500), Problem("exception", "ValueError")),
        (FLAT, fit(500, 1000), Problem("timeout", limit=20)),
        (list(np.linspace(3.0, 1.0, 500)), fit(500, 500), Problem("timeout", limit=20)),
    ],
)
def test_another_problem_of_a_later_call_is_reported_itself(curve, made, problem):
    with pytest.raises(UnansweredError):
        training.stopped_by_itself(answer((curve, made), problem=problem))


def test_losses_of_a_part_of_the_rows_are_told_by_the_rows_that_fit_was_given():
    found = training.curve_fits_model(answer(([1.0, 0.01], fit(2, rows=10))), tolerance=0.4)
    assert found.code == "losses.of_other_rows"
    assert "fit was given 10 rows of x. Expected all 50." in said(found)


def reporting(losses, rows: int | None = 50) -> Fit:
    return Fit(rows, len(losses), 1000, ("loss",), losses=tuple(losses))


@pytest.mark.parametrize(
    ("listed", "code"),
    [
        ([0.9, 0.6, 0.5], None),
        ([0.85, 0.55, 0.5], None),  # those that evaluate gives after each epoch
        ([1.2, 0.9, 0.6, 0.5], None),  # and the loss before the first epoch
        ([0.9, 0.5, 0.6], "losses.other_order"),
        ([0.5, 0.5, 0.5], "losses.not_reported"),
        ([9.0, 0.6, 0.5], "losses.not_reported"),
    ],
)
def test_losses_must_be_near_those_that_fit_reported(listed, code):
    found = training.lists_what_fit_reported(answer((listed, reporting([0.9, 0.6, 0.5]))))
    assert (None if found.is_right else found.code) == code
    unknown = answer((listed, reporting([0.9, 0.6, 0.5], rows=10)))
    assert training.lists_what_fit_reported(unknown).is_right


def test_more_losses_than_epochs_are_reported_if_every_epoch_is_known():
    twice = answer(([*FALLING, *FALLING], fit(20)))
    assert "took 20 epochs" in said(training.lists_every_epoch(twice))
    one_more = answer(([2.0, *FALLING], fit(20)))
    assert training.lists_every_epoch(one_more).is_right
    partly = answer(([*FALLING, *FALLING], fit(20), fit(1, rows=10)))
    assert training.lists_every_epoch(partly).is_right
