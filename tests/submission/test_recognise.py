"""Which exercises a file of any name is meant for, by what it defines."""

from dataclasses import replace

import pytest

from grader.course import Exercise, Task
from grader.course.course import Course
from grader.submission.archive import Archives
from grader.submission.contents import Reply, Request
from grader.submission.listing import file_on_disk
from grader.submission.reader_process import answer
from grader.submission.recognise import recognised
from tests.submission.layouts.trees import COURSE


class Here:
    """Reads in this process, with the code of the reader process."""

    def read(self, request: Request, content: bytes) -> Reply:
        return answer(request, content)


class Broken:
    """A reader whose process does not start."""

    def read(self, *_: object) -> Reply:
        raise RuntimeError("no process")


def exercise(name: str, *tasks: str) -> Exercise:
    return Exercise(name, name, tuple(Task(task, lambda rng: {}, ()) for task in tasks))


A, B = exercise("A", "a1", "a2", "a3", "a4"), exercise("B", "b1", "b2", "b3", "b4")
TWO: Course = replace(COURSE, exercises=(A, B))


@pytest.fixture
def meant_for(tmp_path):
    def recognise(content: str | bytes, name: str = "mine.py", reader: object = None):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return recognised(file_on_disk(path), TWO, Archives(), reader or Here())

    return recognise


def defining(*tasks: str) -> str:
    return "".join(f"def {task}(x):\n    return x\n\n\n" for task in tasks)


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        (("a1", "a2"), {"A": True}),
        (("a1",), {"A": False}),
        (("a1", "b1"), {"A": False, "B": False}),
        (("a1", "b1", "b2"), {"B": True}),
        (("a1", "a2", "b1", "b2", "b3"), {"A": True, "B": True}),
        ((), {}),
        (("other",), {}),
    ],
    ids=["half", "a quarter", "a draw", "half beside a quarter", "both", "nothing", "no task"],
)
def test_the_most_tasks_or_half_of_them(tasks, expected, meant_for):
    assert meant_for(defining(*tasks)) == expected


def test_stubs_and_answers_that_do_not_parse_are_defined(meant_for):
    stub = "def a1(x):\n    raise NotImplementedError\n\n\n"
    assert meant_for(stub + "def a2(x):\n    return (x\n") == {"A": True}


def test_imported_answers_are_not_defined(meant_for):
    assert meant_for("from helpers import a1, a2, a3\n\n\n" + defining("b1")) == {"B": False}


def test_a_notebook_is_recognised_by_its_cells(meant_for):
    cells = b'[{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": null,'
    cells += b' "source": "a1 = abs\\na2 = abs"}]'
    book = b'{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": ' + cells + b"}"
    assert meant_for(book, "mine.ipynb") == {"A": True}


def test_nothing_is_recognised_in_a_file_that_cannot_be_read(meant_for):
    assert meant_for(b"\xff\0") == {}
    assert (
        recognised(file_on_disk(COURSE.stubs[COURSE.names[0]].parent), TWO, Archives(), Here())
        == {}
    )


def test_a_file_that_the_grader_fails_to_read_may_be_any_exercises(meant_for):
    assert meant_for(defining("a1", "a2"), reader=Broken()) == {"A": False, "B": False}
