"""Checks the places that a learner's process names against the file as it was read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec

from grader.protocol.excerpts import Excerpt, mark
from grader.protocol.problems import Problem
from grader.protocol.text import clipped
from grader.records import Evidence, Outcome, Submission

_MAX_SOURCE = 200


def located(evidence: Evidence, submission: Submission) -> Evidence:
    """Return the evidence with the file's own text of each line that a problem names.

    Columns outside that line become 0, and so do those of a line that the file does not have.
    """
    lines = _Lines(submission)
    outcomes = {
        task: {name: _outcome(one, lines) for name, one in of_task.items()}
        for task, of_task in evidence.outcomes.items()
    }
    loading = tuple(_problem(one, lines) for one in evidence.loading)
    return msgspec.structs.replace(evidence, outcomes=outcomes, loading=loading)


def _outcome(outcome: Outcome, lines: _Lines) -> Outcome:
    if outcome.problem is None:
        return outcome
    return Outcome(outcome.returns, _problem(outcome.problem, lines))


def _problem(problem: Problem, lines: _Lines) -> Problem:
    found = lines.at(problem.file, problem.cell, problem.line)
    if found is None:
        return msgspec.structs.replace(problem, column=0, end_column=0, excerpt=Excerpt())
    python, written = found
    marked = mark(python, problem.column, problem.end_column, written)
    source = clipped(python.strip(), _MAX_SOURCE)
    return msgspec.structs.replace(problem, source=source, **marked._asdict())


class _Lines:
    """The lines of a submission's file, found by the number of their cell and their own."""

    def __init__(self, submission: Submission) -> None:
        self._submission = submission
        self._split: dict[int, tuple[Sequence[str], Sequence[str]]] = {}

    def at(self, file: str, cell: int, line: int) -> tuple[str, str] | None:
        """Return a line as Python reads it and as it was written; None if there is none."""
        starts = self._starts.get(cell, [])
        position = bisect_right(starts, (line, len(self._submission.cells)))
        if not position:
            return None
        first, index = starts[position - 1]
        python, written = self._lines_of(index)
        if line - first >= len(python) or file != self._submission.cells[index].file:
            return None
        return python[line - first], written[line - first]

    def _lines_of(self, index: int) -> tuple[Sequence[str], Sequence[str]]:
        if index not in self._split:
            source = self._submission.cells[index].source
            written = "".join(self._submission.written[index : index + 1]) or source
            self._split[index] = source.split("\n"), written.split("\n")
        return self._split[index]

    @cached_property
    def _starts(self) -> Mapping[int, list[tuple[int, int]]]:
        """The first line and the index of each piece of source, by the number of its cell."""
        starts: dict[int, list[tuple[int, int]]] = {}
        for index, cell in enumerate(self._submission.cells):
            starts.setdefault(cell.number, []).append((cell.line, index))
        return {number: sorted(each) for number, each in starts.items()}
