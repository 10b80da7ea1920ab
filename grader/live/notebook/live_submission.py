"""Makes a submission of live functions, so that they are judged like those in a file."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec

from grader.course.course import Course
from grader.live.notebook.messages import Code
from grader.records import Submission, TaskSource
from grader.submission.archive import Archives
from grader.submission.learners import Found
from grader.submission.listing import file_on_disk
from grader.submission.read import read
from grader.submission.reader import Reader
from grader.submission.seeds import seed_of


def submission_of(course: Course, code: Code, reader: Reader) -> Submission:
    """Return the exercise of a task, as the kernel's source shows it.

    The inputs are drawn from the source of the function alone, so that they stay the same while it
    does. What is defined in the kernel counts as answered, unless its source is that of a stub.
    Raises KeyError for an unknown task.
    """
    exercises = {task.name: one for one in course.exercises for task in one.tasks}
    exercise = exercises[code.task]
    with tempfile.TemporaryDirectory(prefix="dl-grader-") as folder, Archives() as archives:
        path = Path(folder) / Path(code.file).name
        path.write_text(_content(code), encoding="utf-8", newline="\n")
        found = Found(file_on_disk(path), "", exercise.name, path.parent)
        submission = read(found, exercise, archives, reader, (), course.placeholder)
    tasks = submission.tasks | {code.task: _source(submission.tasks[code.task], code)}
    seed = seed_of(f"{code.task} {code.own}".encode())
    return msgspec.structs.replace(submission, file=code.file, tasks=tasks, seed=seed)


def _content(code: Code) -> str:
    """Return a file whose code cells have the numbers of the kernel's."""
    if 0 in code.cells:
        return code.cells[0]
    sources = [code.cells.get(number, "") for number in range(1, max(code.cells, default=0) + 1)]
    return json.dumps(_notebook(sources))


def _notebook(sources: list[str]) -> Mapping[str, object]:
    cells: list[object] = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": one}
        for one in sources
    ]
    return {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}


def _source(read_as: TaskSource, code: Code) -> TaskSource:
    if not code.is_defined:
        return TaskSource("missing", similar=read_as.similar)
    if read_as.state in ("answered", "untouched"):
        return read_as
    return TaskSource("answered")
