"""A damaged record is an internal error of one exercise of one learner, and can be mended."""

import pytest
from sqlalchemy import select, update

from grader.gradebook.codec import compress, encode
from grader.gradebook.reading import Opened
from grader.gradebook.regrade import Again
from grader.gradebook.schema import DICTIONARIES, EVIDENCE, VERDICTS
from grader.gradebook.verdicts import stored
from grader.records import Status
from tests.gradebook.mine import COURSE, graded, keep, known, submitted

ADA = submitted("ada", "# a")


def nothing_is_run(_limits):
    raise AssertionError("no session is needed")


def packed(database, verdict) -> bytes:
    with database.reading() as connection:
        dictionary = connection.execute(select(DICTIONARIES.c.text)).scalar_one()
    return compress(encode(verdict), dictionary)


def other_points(database) -> bytes:
    """Return the record of a verdict that is readable, with other points than its row says."""
    return packed(database, stored(graded(ADA, 4.0).result, "01_double.py"))


@pytest.fixture(
    params=[lambda _: b"\1damaged", lambda _: b"", other_points],
    ids=["garbage", "empty", "other points"],
)
def damaged(database, request):
    """Return a gradebook with the verdict of ada damaged, and that of bob as it was."""
    keep(database, graded(ADA), graded(submitted("bob", "# b"), 3.0))
    record = request.param(database)
    with database.writing() as connection:
        connection.execute(update(VERDICTS).where(VERDICTS.c.score == 3).values(record=record))
    return database


def scores(database):
    return {
        one.learner: (one.score, one.max_score)
        for one in Opened(database).gradebook(COURSE).learners
    }


def test_a_damaged_verdict_costs_no_points_and_all_others_are_reported(damaged):
    assert scores(damaged) == {"ada": (0, 0), "bob": (0, 3)}
    ada = Opened(damaged).gradebook(COURSE).learners[0].exercises[0]
    assert ada.file == ADA.file
    assert {task.status for task in ada.tasks} == {Status.INTERNAL_ERROR}
    assert "damaged. Mend it with grade regrade" in ada.tasks[0].checks[0].message


def test_regrading_mends_a_damaged_verdict(damaged):
    outcome = Again(Opened(damaged), COURSE, nothing_is_run).regrade()
    assert (outcome.judged, outcome.left) == (2, ())
    assert scores(damaged) == {"ada": (3, 3), "bob": (0, 3)}


def test_a_damaged_verdict_is_run_again_like_an_internal_error(damaged):
    outcome = Again(Opened(damaged), COURSE, nothing_is_run, dry_run=True).retry()
    assert [(one.learner.name, tasks) for one, tasks in outcome.run] == [("ada", ("double",))]


def test_grading_the_file_again_mends_a_damaged_verdict(damaged):
    assert known(damaged, ADA) == {}
    keep(damaged, graded(ADA))
    assert scores(damaged)["ada"] == (3, 3)


def test_a_row_with_other_points_than_its_record_is_mended(database):
    keep(database, graded(ADA))
    with database.writing() as connection:
        connection.execute(update(VERDICTS).values(score=2))
    assert scores(database) == {"ada": (0, 0)}
    Again(Opened(database), COURSE, nothing_is_run).regrade()
    assert scores(database) == {"ada": (3, 3)}


def test_damaged_evidence_costs_the_notes_alone(database):
    keep(database, graded(ADA, float("nan")), graded(submitted("bob", "# b")))
    whole = Opened(database).gradebook(COURSE).learners[0]
    with database.writing() as connection:
        connection.execute(update(EVIDENCE).values(record=b"\1damaged"))
    ada, bob = Opened(database).gradebook(COURSE).learners
    assert (ada.score, ada.max_score, bob.score) == (whole.score, 3, 3)
    assert ada.exercises[0].tasks == whole.exercises[0].tasks
    assert "record of the file is damaged" in ada.exercises[0].notes[0]
