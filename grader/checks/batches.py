"""Checks on batches drawn from data: how many rows, which rows, whether they still match."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from grader.checks.pairs import is_pair, pair_in
from grader.checks.values import arguments_of
from grader.course.exercise import RIGHT, Answer, Finding, wrong
from grader.judge import phrases
from grader.protocol.arrays import Numbers
from grader.records import Outcome


def has_rows(answer: Answer) -> Finding:
    """Check that every call returned a pair (x_batch, y_batch) of batch_size rows."""
    x, _, batch_size = arguments_of(answer)[:3]
    function = answer.function
    for returned in answer.returns:
        pair = pair_in(returned.value)
        if pair is None:
            return is_pair(replace(answer, outcome=Outcome((returned,))), "x_and_y_batch")
        x_batch, y_batch = pair
        if x_batch.ndim == 1 and y_batch.ndim == 2 and y_batch.shape[1] == x.shape[1]:
            return wrong("batch.swapped", function=function)
        if x_batch.shape[1:] == x.shape[1:] and len(x_batch) == len(x) != batch_size:
            return wrong("batch.all_rows", function=function, rows=len(x), expected=batch_size)
        if x_batch.ndim == 1 and np.array_equal(x_batch, x_batch.round()) and x_batch.size:
            return wrong("batch.row_numbers", function=function, received=phrases.numbers(x_batch))
        for name, received, expected in (
            ("x_batch", x_batch.shape, (batch_size, x.shape[1])),
            ("y_batch", y_batch.shape, (batch_size,)),
        ):
            if received != expected:
                return wrong(
                    "batch.wrong_shape",
                    name=name,
                    received=str(received),
                    expected=str(expected),
                    batch_size=batch_size,
                )
    return RIGHT


def rows_match(answer: Answer) -> Finding:
    """Check that each row of the batches is a row of the data, with its own y."""
    x, y = arguments_of(answer)[:2]
    batches = _batches(answer)
    x_rows, y_rows = (np.concatenate([batch[part] for batch in batches]) for part in (0, 1))
    same_x = np.all(np.isclose(x, x_rows[:, None], atol=1e-4), axis=2)  # (drawn rows, rows of x)
    same_y = np.isclose(y, y_rows[:, None], atol=1e-4)
    for number in np.flatnonzero(~np.any(same_x & same_y, axis=1))[:1]:
        row = phrases.numbers(x_rows[number])
        if not same_x[number].any():
            return wrong("batch.unknown_row", row=row)
        return wrong(
            "batch.rows_do_not_match",
            row=row,
            received=float(y_rows[number]),
            expected=float(y[same_x[number]][0]),
        )
    return RIGHT


def rows_differ(answer: Answer) -> Finding:
    """Check that many draws give different batches and leave out no row of the data."""
    x, _, batch_size = arguments_of(answer)[:3]
    batches = np.array([x_batch for x_batch, _ in _batches(answer)])
    drawn = np.argmin(np.sum(np.abs(x - batches[:, :, None]), axis=3), axis=2)  # row numbers of x
    first = [int(row) for row in drawn[0]]
    if np.all(drawn == drawn[0]):
        return wrong("batch.always_the_same", function=answer.function, rows=first[:4])
    if batch_size > 1 and np.all(drawn == drawn[:, :1]):
        return wrong("batch.one_row_repeated", batch_size=batch_size)
    steps = np.diff(drawn, axis=1) % len(x)
    if batch_size > 1 and (np.all(steps == 1) or np.all(steps == len(x) - 1)):
        return wrong("batch.neighbours", rows=first[:3])
    distances = (drawn - drawn[:, :1]) % len(x)
    if batch_size > 1 and np.all(distances == distances[0]):
        return wrong("batch.first_row_decides", rows=first[:4])
    if steps.shape[1] > 1 and np.all(steps == steps[:, :1]):
        return wrong("batch.equal_steps", rows=first[:4])
    left_out = sorted(set(range(len(x))) - set(drawn.ravel().tolist()))
    if left_out:
        is_last = left_out == [len(x) - 1]
        return wrong(
            "batch.last_row_left_out" if is_last else "batch.row_left_out",
            batches=len(batches),
            batch_size=batch_size,
            rows=len(x),
            row=left_out[0],
        )
    return RIGHT


def follows_generator(one: Answer, same: Answer, other: Answer) -> Finding:
    """Check that the draws come from `rng`: equal for equal seeds, different for other seeds."""
    first, again, different = (
        [x_batch for x_batch, _ in _batches(answer)] for answer in (one, same, other)
    )
    if all(np.array_equal(a, b) for a, b in zip(first, different, strict=True)):
        return wrong("batch.rng_unused")
    if not all(np.array_equal(a, b) for a, b in zip(first, again, strict=True)):
        return wrong("batch.other_source_of_chance")
    return RIGHT


def _batches(answer: Answer) -> list[tuple[Numbers, Numbers]]:
    """Return the batch of every call. `has_rows`, an earlier check, ensures that each is a pair."""
    batches = [pair_in(returned.value) for returned in answer.returns]
    return [batch for batch in batches if batch is not None]
