"""Writing rows: what is there already is not written again, and nothing known is lost."""

from dataclasses import replace
from datetime import datetime, timezone

import msgspec
import pytest
from sqlalchemy import func, select

from grader.gradebook.codec import decode
from grader.gradebook.conditions import condition_id, start_run
from grader.gradebook.rows import Rows, entry_of, evidence_of
from grader.gradebook.schema import (
    CONTENTS,
    DICTIONARIES,
    EVIDENCE,
    LEARNERS,
    SUBMISSIONS,
    VERDICTS,
)
from grader.graded import Graded
from grader.records import Account
from tests.gradebook.mine import COURSE, condition, graded, submitted

ADA = submitted("ada")
RIGHT, WRONG = graded(ADA), graded(ADA, 3.0)
NOON = datetime(2026, 12, 1, 12, tzinfo=timezone.utc)


@pytest.fixture
def connection(database):
    with database.writing() as connection:
        yield connection


def write(connection, *several, told=None):
    """Write these results in a new run, and return its id."""
    run_id = start_run(connection, condition(), "grade")
    rows = Rows(COURSE, condition_id(connection, condition()), run_id, told or {})
    for one in several:
        rows.write(connection, entry_of(one))
    return run_id


def the(connection, table):
    """Return the only row of a table."""
    return connection.execute(select(table)).one()


def count(connection, table):
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def at(graded, moment):
    return replace(
        graded, submission=msgspec.structs.replace(graded.submission, submitted_at=moment)
    )


def test_what_was_not_run_now_leaves_the_evidence_that_is_there(connection):
    write(connection, RIGHT)
    before = the(connection, EVIDENCE).record
    known = Graded(ADA, RIGHT.result)
    assert evidence_of(known) is None
    write(connection, known)
    assert the(connection, EVIDENCE).record == before


def test_new_evidence_and_a_new_verdict_take_the_place_of_the_old(connection):
    first = write(connection, RIGHT)
    old, evidence = the(connection, VERDICTS), the(connection, EVIDENCE).record
    second = write(connection, WRONG)
    new = the(connection, VERDICTS)
    assert (old.run_id, old.score, old.status) == (first, 3, "passed")
    assert (new.id, new.run_id, new.score, new.status) == (old.id, second, 0, "failed")
    assert the(connection, EVIDENCE).record != evidence


def test_a_verdict_that_is_the_same_keeps_the_run_that_made_it(connection):
    first = write(connection, RIGHT)
    second = write(connection, RIGHT)
    assert the(connection, VERDICTS).run_id == first
    assert the(connection, SUBMISSIONS).run_id == second


def test_a_time_that_is_not_known_now_leaves_the_one_that_is_there(connection):
    write(connection, at(RIGHT, NOON))
    write(connection, at(RIGHT, None))
    assert the(connection, SUBMISSIONS).submitted_at == "2026-12-01T12:00:00Z"
    write(connection, at(RIGHT, NOON.replace(hour=13)))
    assert the(connection, SUBMISSIONS).submitted_at == "2026-12-01T13:00:00Z"


def test_who_handed_in_nothing_is_a_learner_and_no_more(connection):
    write(connection, Graded(msgspec.structs.replace(ADA, file=""), RIGHT.result))
    assert the(connection, LEARNERS).name == "ada"
    assert [count(connection, one) for one in (SUBMISSIONS, CONTENTS, VERDICTS)] == [0, 0, 0]


def test_contents_of_one_exercise_share_a_dictionary_and_those_of_another_have_their_own(
    connection,
):
    other = msgspec.structs.replace(submitted("ada", "# c"), exercise="02_other")
    write(connection, *(graded(submitted("ada", text)) for text in ("# a", "# b")))
    write(connection, graded(submitted("ada", "# d")), Graded(other, RIGHT.result))
    assert (count(connection, CONTENTS), count(connection, DICTIONARIES)) == (4, 2)


def test_a_learner_has_the_notes_and_the_account_of_the_latest_run(connection):
    write(connection, RIGHT, told={"ada": ("x.txt\0 is no exercise",), "bob": ("other",)})
    assert the(connection, LEARNERS).notes == r'["x.txt\\x00 is no exercise"]'
    moved = Account(login="al", section="B")
    write(connection, replace(RIGHT, submission=msgspec.structs.replace(ADA, account=moved)))
    ada = the(connection, LEARNERS)
    assert (ada.notes, ada.identity) == ("[]", "login al")
    assert decode(bytes(ada.account), Account) == moved


def test_more_about_a_person_never_makes_another_person_of_the_same_name_disappear(connection):
    for account in (Account(), Account(login="al"), Account(login="bo"), Account(login="al")):
        write(connection, graded(submitted("Lee", "# x", account=account)))
    found = connection.execute(select(LEARNERS.c.identity).order_by(LEARNERS.c.id)).scalars().all()
    assert found == ["login al", "login bo"]
