"""New verdicts on contents that are there: all of a batch or none, and each run is noted."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from grader.errors import GradebookError
from grader.gradebook.reading import Opened
from grader.gradebook.rewriting import New, Rewriting
from grader.gradebook.rows import evidence_of
from grader.gradebook.schema import EVIDENCE, RUNS, VERDICTS
from grader.gradebook.verdicts import verdict_of
from tests.gradebook.mine import COURSE, TASK, course_with, graded, keep, submitted

NEWER = course_with(TASK)
WRONG = graded(submitted("ada", "# a"), 3.0)
LATER = verdict_of(WRONG.result, "01_double.py")


@pytest.fixture
def shared(database):
    """Ada and Bob handed in the same, Lee something else. Returns what counts, by content."""
    files = [("ada", "# a"), ("bob", "# a"), ("lee", "# b")]
    keep(database, *(graded(submitted(name, text)) for name, text in files))
    ada, bob, lee = Opened(database).current(COURSE)
    return (ada, bob), (lee,)


def rewrite(database, *batches, course=NEWER):
    with Rewriting(database, course, "regrade") as rewriting:
        for batch in batches:
            rewriting.write(batch)


def runs(database):
    with database.reading() as connection:
        rows = connection.execute(select(RUNS).order_by(RUNS.c.id)).all()
    return [(row.command, row.finished_at is not None) for row in rows]


def points(database, course=NEWER):
    return {one.learner: one.score for one in Opened(database).gradebook(course).learners}


def evidence(database):
    with database.reading() as connection:
        rows = connection.execute(select(EVIDENCE).order_by(EVIDENCE.c.content_id))
        return [row.record for row in rows]


def test_all_who_share_a_content_get_its_new_verdict_and_nobody_else(database, shared):
    before = evidence(database)
    rewrite(database, [New(shared[0], LATER)])
    assert points(database) == {"ada": 0, "bob": 0, "lee": 3}
    assert runs(database) == [("grade", True), ("regrade", True)]
    assert evidence(database) == before


def test_the_verdict_under_the_earlier_condition_stays(database, shared):
    rewrite(database, [New(shared[0], LATER)])
    with database.reading() as connection:
        scores = connection.execute(select(VERDICTS.c.score).order_by(VERDICTS.c.id)).scalars()
        assert list(scores) == [3, 3, 0]


def test_under_the_same_condition_the_verdict_is_replaced(database, shared):
    rewrite(database, [New(shared[0], LATER, evidence_of(WRONG))], course=COURSE)
    with database.reading() as connection:
        scores = connection.execute(select(VERDICTS.c.score).order_by(VERDICTS.c.id)).scalars()
        assert list(scores) == [0, 3]
    assert points(database, COURSE) == {"ada": 0, "bob": 0, "lee": 3}


def test_new_evidence_takes_the_place_of_that_of_this_content_alone(database, shared):
    before = evidence(database)
    rewrite(database, [New(shared[0], LATER, evidence_of(WRONG))])
    after = evidence(database)
    assert after[0] != before[0]
    assert after[1:] == before[1:]


def test_a_run_is_noted_for_each_condition_and_none_where_nothing_is_written(database, shared):
    rewrite(database, [])
    assert runs(database) == [("grade", True)]
    keyed = replace(shared[1][0], key_digest="0123")
    rewrite(database, *([New((one,), LATER)] for one in (shared[0][0], keyed, shared[0][1])))
    assert runs(database) == [("grade", True), ("regrade", True), ("regrade", True)]


def test_a_run_that_fails_has_no_end_and_its_last_batch_is_not_written(database, shared):
    broken = New((replace(shared[1][0], content_id=99),), LATER)
    with pytest.raises(GradebookError, match=r"class\.db: "):
        rewrite(database, [New(shared[1], LATER)], [New(shared[0], LATER), broken])
    assert points(database) == {"ada": 3, "bob": 3, "lee": 0}
    assert runs(database) == [("grade", True), ("regrade", False)]
