"""Sentences on batches drawn from data."""

from __future__ import annotations

from collections.abc import Mapping

from grader.judge.wording.template import Sentence

_DRAWN = "In {batches} batches of {batch_size} out of {rows} rows, "

SENTENCES: Mapping[str, Sentence] = {
    "batch.swapped": "{function} returned y first, then x. Expected x_batch, y_batch.",
    "batch.all_rows": "{function} returned all {rows} rows. Expected {expected} (batch_size).",
    "batch.row_numbers": "{function} returned the numbers of rows, {received}. Expected the rows "
    "themselves, of x and of y.",
    "batch.wrong_shape": "{name} has shape {received}. Expected {expected}, for a batch_size of "
    "{batch_size}.",
    "batch.unknown_row": "The batch holds the row {row}, which is not in x. Expected rows of x as "
    "they are.",
    "batch.rows_do_not_match": "The row {row} stands beside y = {received}. Expected {expected}: "
    "pick the same rows from x and y.",
    "batch.always_the_same": "{function} gave the same rows ({rows}, …) at every call with the "
    "same rng. Expected another random batch at each call, drawn with rng.",
    "batch.one_row_repeated": "Each batch holds one row {batch_size} times. Expected each row of a "
    "batch to be drawn.",
    "batch.neighbours": "The rows of each batch are neighbours ({rows}, …): only where a batch "
    "begins is random. Expected each row to be drawn.",
    "batch.last_row_left_out": _DRAWN + "the last row was never drawn. Expected every row to have "
    "a chance.",
    "batch.row_left_out": _DRAWN + "row {row} was never drawn. Expected every row to have a "
    "chance.",
    "batch.rng_unused": "Two different generators rng gave the same batches: rng is not used. "
    "Expected the rows to be drawn with rng.",
    "batch.other_source_of_chance": "Two generators rng with the same seed gave different batches: "
    "something else than rng draws. Expected the rows to be drawn with rng alone.",
}
