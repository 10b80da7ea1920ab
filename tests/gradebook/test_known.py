"""Verdicts that contents have already are found, and only those that can be read."""

import msgspec
import pytest
from sqlalchemy import select, update

from grader.errors import GradebookError
from grader.gradebook import known
from grader.gradebook.conditions import condition_id
from grader.gradebook.known import evidence_of, in_parts, known_results, verdict_in
from grader.gradebook.schema import DICTIONARIES, EVIDENCE
from grader.gradebook.stored import StoredEvidence
from grader.graded import Graded
from tests.gradebook.mine import COURSE, condition, graded, keep, submitted

NAN = float("nan")


def results(database, *several):
    with database.writing() as connection:
        number = condition_id(connection, condition())
    return known_results(database, COURSE, number, several)


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 5])
def test_parts_have_every_item_once_and_in_order(monkeypatch, number):
    monkeypatch.setattr(known, "_AT_ONCE", 2)
    parts = list(in_parts(range(number)))
    assert [one for part in parts for one in part] == list(range(number))
    assert all(1 <= len(part) <= 2 for part in parts)


def test_results_are_found_in_all_parts_and_have_the_index_of_their_submission(
    database, monkeypatch
):
    monkeypatch.setattr(known, "_AT_ONCE", 2)
    several = [submitted(f"learner {n}", f"# {n}") for n in range(5)]
    keep(database, *(graded(one, 2.0 + n % 2) for n, one in enumerate(several) if n != 3))
    found = results(database, *several, submitted("the same", "# 1"))
    assert {n: one.score for n, one in found.items()} == {0: 3, 1: 0, 2: 3, 4: 3, 5: 0}
    assert [one.file for one in (found[1], found[5])] == [
        "class/learner 1/01_double.py",
        "class/the same/01_double.py",
    ]


def test_nothing_is_known_of_a_file_that_is_missing_or_was_not_read_or_cannot_be_stored(database):
    ada = submitted("ada")
    nothing = msgspec.structs.replace(ada, file="")
    broken = msgspec.structs.replace(ada, internal_error="it died")
    keep(database, graded(ada), Graded(broken, graded(ada).result))
    assert set(results(database, nothing, submitted("ada", "# \ud800"), broken, ada)) == {3}


def test_a_result_whose_notes_cannot_be_read_is_not_known(database):
    ada, bob = submitted("ada", "# a"), submitted("bob", "# b")
    keep(database, graded(ada, NAN), graded(bob))
    assert set(results(database, ada, bob)) == {0, 1}
    with database.writing() as connection:
        connection.execute(update(EVIDENCE).values(record=b"\1garbage"))
    assert set(results(database, ada, bob)) == {1}


def test_a_dictionary_that_was_changed_makes_its_records_unknown_and_nothing_worse(database):
    keep(database, graded(submitted("ada")))
    with database.writing() as connection:
        connection.execute(update(DICTIONARIES).values(text=b"other"))
    assert results(database, submitted("ada")) == {}


def test_a_content_without_evidence_has_none(database):
    keep(database, graded(submitted("ada")))
    with database.reading() as connection:
        number = connection.execute(select(EVIDENCE.c.content_id)).scalar_one()
        assert evidence_of(connection, number + 1, b"") == StoredEvidence({})
        with pytest.raises(GradebookError):
            evidence_of(connection, number, b"another dictionary")


def test_a_record_that_is_no_verdict_is_refused():
    with pytest.raises(GradebookError, match="damaged"):
        verdict_in(b"\1garbage", b"")
