"""Checks on batches drawn from data: how many rows, which rows, whether they still match."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from grader.checks.reading import is_pair, pair_in
from grader.checks.values import argument_of
from grader.course.exercise import RIGHT, Finding, Outcome
from grader.judge import words
from grader.judge.claims import Numbers


def has_rows(outcome: Outcome) -> Finding:
    """Find whether every call gave a pair (x_batch, y_batch) of batch_size rows."""
    x, _, batch_size = (argument_of(given) for given in outcome.ask.call.arguments[:3])
    for number in range(len(outcome.turns)):
        pair = _batch(outcome, number)
        if pair is None:
            only = replace(outcome, turns=(outcome.turns[number],))
            return is_pair(only, "two arrays, x_batch and y_batch")
        x_batch, y_batch = pair
        if x_batch.ndim == 1 and y_batch.ndim == 2 and y_batch.shape[1] == x.shape[1]:
            return Finding(
                f"{outcome.function} returned y first, then x. Expected x_batch, y_batch."
            )
        expected_x, expected_y = (batch_size, x.shape[1]), (batch_size,)
        if x_batch.shape[1:] == x.shape[1:] and len(x_batch) == len(x) != batch_size:
            return Finding(
                f"{outcome.function} returned all {len(x)} rows. "
                f"Expected {batch_size} (batch_size)."
            )
        if x_batch.ndim == 1 and np.array_equal(x_batch, x_batch.round()) and x_batch.size:
            return Finding(
                f"{outcome.function} returned the numbers of rows, {words.numbers(x_batch)}. "
                "Expected the rows themselves, of x and of y."
            )
        for name, received, expected in (
            ("x_batch", x_batch.shape, expected_x),
            ("y_batch", y_batch.shape, expected_y),
        ):
            if received != expected:
                return Finding(
                    f"{name} has shape {received}. Expected {expected}, for a batch_size of "
                    f"{batch_size}."
                )
    return RIGHT


def rows_match(outcome: Outcome) -> Finding:
    """Find whether each row of the batches is a row of the data, beside its own y."""
    x, y = (argument_of(given) for given in outcome.ask.call.arguments[:2])
    batches = _sure_batches(outcome)
    x_rows, y_rows = (np.concatenate([batch[part] for batch in batches]) for part in (0, 1))
    same_x = np.all(np.isclose(x, x_rows[:, None], atol=1e-4), axis=2)  # (drawn rows, rows of x)
    same_y = np.isclose(y, y_rows[:, None], atol=1e-4)
    for number in np.flatnonzero(~np.any(same_x & same_y, axis=1))[:1]:
        x_row, y_row = x_rows[number], y_rows[number]
        if not same_x[number].any():
            return Finding(
                f"The batch holds the row {words.numbers(x_row)}, which is not in x. "
                "Expected rows of x as they are."
            )
        return Finding(
            f"The row {words.numbers(x_row)} stands beside y = {words.number(y_row)}. "
            f"Expected {words.number(y[same_x[number]][0])}: pick the same rows from x and y."
        )
    return RIGHT


def rows_differ(outcome: Outcome) -> Finding:
    """Find whether many draws give different batches, and leave out no row of the data."""
    x, _, batch_size = (argument_of(given) for given in outcome.ask.call.arguments[:3])
    batches = np.array([x_batch for x_batch, _ in _sure_batches(outcome)])
    drawn = np.argmin(np.sum(np.abs(x - batches[:, :, None]), axis=3), axis=2)  # row numbers of x
    if np.all(drawn == drawn[0]):
        rows = ", ".join(map(str, drawn[0][:4]))
        return Finding(
            f"{outcome.function} gave the same rows ({rows}, …) at every call with the same rng. "
            "Expected another random batch at each call, drawn with rng."
        )
    if batch_size > 1 and np.all(drawn == drawn[:, :1]):
        return Finding(
            f"Each batch holds one row {batch_size} times. "
            "Expected each row of a batch to be drawn."
        )
    if batch_size > 1 and np.all(np.diff(drawn, axis=1) % len(x) == 1):
        return Finding(
            f"The rows of each batch are neighbours ({', '.join(map(str, drawn[0][:3]))}, …): only "
            "where a batch begins is random. Expected each row to be drawn."
        )
    left_out = sorted(set(range(len(x))) - set(drawn.ravel().tolist()))
    if left_out:
        which = "the last row" if left_out == [len(x) - 1] else f"row {left_out[0]}"
        return Finding(
            f"In {len(batches)} batches of {batch_size} out of {len(x)} rows, {which} was never "
            "drawn. Expected every row to have a chance."
        )
    return RIGHT


def follows_generator(one: Outcome, same: Outcome, other: Outcome) -> Finding:
    """Find whether the draws come from `rng`: equal for equal seeds, different for others."""
    first, again, different = (
        [x_batch for x_batch, _ in _sure_batches(outcome)] for outcome in (one, same, other)
    )
    if all(np.array_equal(a, b) for a, b in zip(first, different, strict=True)):
        return Finding(
            "Two different generators rng gave the same batches: rng is not used. "
            "Expected the rows to be drawn with rng."
        )
    if not all(np.array_equal(a, b) for a, b in zip(first, again, strict=True)):
        return Finding(
            "Two generators rng with the same seed gave different batches: something else than "
            "rng draws. Expected the rows to be drawn with rng alone."
        )
    return RIGHT


def _batch(outcome: Outcome, number: int) -> tuple[Numbers, Numbers] | None:
    return pair_in(outcome.turns[number].value)


def _sure_batches(outcome: Outcome) -> list[tuple[Numbers, Numbers]]:
    """Return every call's batch; has_rows, which comes before, has seen that each is one."""
    batches = [_batch(outcome, number) for number in range(len(outcome.turns))]
    return [batch for batch in batches if batch is not None]
