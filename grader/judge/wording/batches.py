"""Sentences on batches drawn from data."""

from __future__ import annotations

from collections.abc import Mapping

from grader.judge.wording.template import Sentence

_DRAWN = "In {batches} batches of {batch_size}, drawn from {rows} rows, "

SENTENCES: Mapping[str, Sentence] = {
    "batch.swapped": "{function} returned y first, then x. Expected x_batch first, then y_batch.",
    "batch.all_rows": "{function} returned all {rows} rows. Expected {expected} (batch_size).",
    "batch.row_numbers": "{function} returned the numbers of rows, {received}. Expected the rows "
    "themselves, of x and of y.",
    "batch.wrong_shape": "{name} has shape {received}. Expected {expected}, for a batch_size of "
    "{batch_size}.",
    "batch.unknown_row": "x_batch contains the row {row}, which is not in x. Expected unchanged "
    "rows of x.",
    "batch.rows_do_not_match": "The batch contains the row {row} with y = {received}. Expected "
    "y = {expected}: x_batch and y_batch must contain the same rows.",
    "batch.always_the_same": "{function} returned the same rows ({rows}, …) in every call with the "
    "same rng. Expected each call to draw another random batch with rng.",
    "batch.one_row_repeated": "Each batch contains one row {batch_size} times. Expected every row "
    "of a batch to be drawn separately.",
    "batch.neighbours": "The rows of each batch are neighbours ({rows}, …): only the first row is "
    "random. Expected every row of a batch to be drawn at random.",
    "batch.first_row_decides": "The first row of each batch decides which rows follow ({rows}, …): "
    "only the first one is random. Expected every row of a batch to be drawn at random.",
    "batch.equal_steps": "The rows of each batch are equally far apart ({rows}, …). Expected every "
    "row of a batch to be drawn at random.",
    "batch.last_row_left_out": _DRAWN + "the last row was never drawn. Expected every row to have "
    "a chance.",
    "batch.row_left_out": _DRAWN + "row {row} was never drawn. Expected every row to have a "
    "chance.",
    "batch.rng_unused": "Two generators with different seeds gave the same batches: rng is not "
    "used. Expected the rows to be drawn with rng.",
    "batch.other_source_of_chance": "Two generators with the same seed gave different batches: the "
    "random numbers do not all come from rng. Expected the rows to be drawn with rng only.",
}
