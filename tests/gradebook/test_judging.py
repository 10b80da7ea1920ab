"""Many contents are judged in their order, and few of them in this process."""

import multiprocessing
from dataclasses import replace

import msgspec
import pytest

from grader.gradebook.judging import judging
from grader.gradebook.reading import Opened
from grader.gradebook.recalling import Recalling
from tests.gradebook.mine import COURSE, graded, keep, submitted


@pytest.fixture
def records(database):
    """The records of a right answer, of one that raises, and of a wrong one."""
    factors = {"ada": 2.0, "bob": float("nan"), "lee": 3.0}
    keep(database, *(graded(submitted(name, f"# {name}"), f) for name, f in factors.items()))
    opened = Opened(database)
    return Recalling(database, COURSE).records(opened.current(COURSE))


@pytest.mark.parametrize(("contents", "workers"), [(3, 8), (99, 8), (10_000, 1)])
def test_few_contents_or_one_worker_start_no_process(records, contents, workers):
    with judging(COURSE, contents, workers) as judge:
        found = list(judge(records))
        assert multiprocessing.active_children() == []
    assert [one.verdict.score for one in found] == [3, 0, 0]
    assert [one.verdict.status for one in found] == ["passed", "failed", "failed"]


def test_a_damaged_record_is_told_in_its_place(records):
    garbage = msgspec.structs.replace(records[1], content=b"\1garbage")
    with judging(COURSE, 3, 1) as judge:
        first, second, third = judge([records[0], garbage, records[2]])
    assert "a record is damaged" in second.damaged
    assert second.verdict is None
    assert (first.damaged, third.damaged) == ("", "")


def test_records_are_judged_one_at_a_time_as_results_are_taken(records):
    taken = []
    with judging(COURSE, 3, 1) as judge:
        found = judge(taken.append(n) or one for n, one in enumerate(records))
        assert taken == []
        next(found)
        assert taken == [0]


def test_the_course_that_judges_is_the_one_that_is_given(records):
    gone = replace(COURSE, exercises=(replace(COURSE.exercises[0], tasks=()),))
    with judging(gone, 3, 1) as judge:
        assert [one.verdict.max_score for one in judge(records)] == [0, 0, 0]
