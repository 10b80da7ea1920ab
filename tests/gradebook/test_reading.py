"""Reading a gradebook: whose it is, what counts, and what can be read of what is damaged."""

from dataclasses import replace

import msgspec
import pytest
from sqlalchemy import select, update

from grader.errors import UsageError
from grader.gradebook.conditions import condition_of
from grader.gradebook.dictionaries import Dictionaries
from grader.gradebook.keeping import Keeper
from grader.gradebook.reading import Opened, open_gradebook
from grader.gradebook.results import stored_submission
from grader.gradebook.schema import CONTENTS, LEARNERS, VERDICTS
from grader.records import Account, Status
from grader.sandbox.limits import DEFAULT_LIMITS
from tests.gradebook.mine import COURSE, EXERCISE, graded, keep, submitted


@pytest.fixture
def opened(database):
    return Opened(database)


def kept(database, *people, **accounts):
    """Keep a file of each of these people, of another content each."""
    several = [*((name, Account()) for name in people), *accounts.items()]
    keep(
        database,
        *(graded(submitted(name, f"# {n}", account=one)) for n, (name, one) in enumerate(several)),
    )


def names(opened):
    return [one.name for one in opened.learners()]


def test_learners_are_ordered_by_name_and_those_of_one_name_have_their_number(database, opened):
    accounts = (Account("42"), Account("41"), Account(login="lk"))
    several = [("Kim", one) for one in accounts] + [("Zoe", Account("7")), ("Ada", Account("8"))]
    keep(
        database,
        *(graded(submitted(name, f"# {one}", account=one)) for name, one in several),
    )
    assert names(opened) == ["Ada", "Kim_3", "Kim_41", "Kim_42", "Zoe"]
    assert [one.learner for one in opened.gradebook(COURSE).learners] == names(opened)
    assert [one.learner.name for one in opened.current(COURSE)] == names(opened)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([("Kim", Account("41")), ("Kim", Account("42")), ("Kim_41", Account("43"))],
         ["Kim_41", "Kim_41 (2)", "Kim_42"]),
        ([("Kim_41", Account("43")), ("Kim", Account("41")), ("Kim", Account("42"))],
         ["Kim_41", "Kim_41 (2)", "Kim_42"]),
        ([("Kim", Account("2")), ("Kim", Account(login="kk"))], ["Kim_2", "Kim_2 (2)"]),
        ([("Kim", Account("1", "Kim_1", login="a")), ("Kim", Account("1", "Kim_1", login="b"))],
         ["Kim_1", "Kim_1 (2)"]),
        ([("K_1", Account("7")), ("K_1", Account("8")), ("K", Account("1_8")), ("K", Account("3")),
          ("K_1_8 (2)", Account("9"))],
         ["K_1_7", "K_1_8", "K_1_8 (2)", "K_1_8 (3)", "K_3"]),
    ],
)  # fmt: skip
def test_no_learner_gets_the_name_or_the_points_of_another(database, opened, people, expected):
    several = [submitted(name, f"# {one}", account=one) for name, one in people]
    keep(database, *(graded(one, 2.0 + (n > 0)) for n, one in enumerate(several)))
    assert sorted(names(opened)) == expected
    results = opened.gradebook(COURSE).learners
    assert sorted(one.learner for one in results) == expected
    assert {len(one.exercises) for one in results} == {1}
    points = {one.account: one.score for one in results}
    assert points == {one: 0 if n else 3 for n, (_, one) in enumerate(people)}


def test_a_learner_is_found_by_name_and_by_number_and_the_name_comes_first(database, opened):
    kept(database, "41", ada=Account("41"), bob=Account("42"))
    assert opened.learner("ada").account == Account("41")
    assert opened.learner("42").name == "bob"
    assert opened.learner("41").account == Account()


@pytest.mark.parametrize("wanted", ["bo", "43", "a\nda"])
def test_a_learner_who_is_not_there_is_told_in_one_line(database, opened, wanted):
    kept(database, "bob", ada=Account("41"))
    with pytest.raises(UsageError, match=r"class\.db: there is no learner ") as told:
        opened.learner(wanted)
    assert "\n" not in str(told.value)


def test_an_empty_gradebook_has_no_learners(opened):
    assert opened.learners() == opened.current(COURSE) == opened.gradebook(COURSE).learners == ()
    with pytest.raises(UsageError, match="It has no learners"):
        opened.learner("ada")


@pytest.mark.parametrize("notes", ["", "{", "3", '{"a": 1}', "null"])
def test_an_account_and_notes_that_cannot_be_read_are_none(database, opened, notes):
    kept(database, ada=Account("41"))
    with database.writing() as connection:
        connection.execute(update(LEARNERS).values(account=b"\xc1", notes=notes))
    (ada,) = opened.learners()
    assert (ada.name, ada.account, ada.notes) == ("ada", Account(), ())
    assert opened.gradebook(COURSE).learners[0].score == 3


def test_a_verdict_that_cannot_be_read_is_an_internal_error_and_the_others_are_read(
    database, opened
):
    kept(database, "ada", "bob")
    damaged = select(CONTENTS.c.id).order_by(CONTENTS.c.id).limit(1).scalar_subquery()
    with database.writing() as connection:
        connection.execute(
            update(VERDICTS).where(VERDICTS.c.content_id == damaged).values(record=b"\1garbage")
        )
    ada, bob = opened.gradebook(COURSE).learners
    assert ada.exercises[0].status is Status.INTERNAL_ERROR
    assert (bob.score, bob.max_score) == (3, 3)


def test_another_course_in_the_same_gradebook_is_left_out(database, opened):
    other = replace(COURSE, name="other")
    keep(database, graded(submitted("ada", "# a")))
    keep(database, graded(submitted("ada", "# b"), 3.0, other), course=other)
    scores = [opened.gradebook(one).learners[0].score for one in (COURSE, other)]
    assert scores == [3, 0]
    assert len(opened.current(COURSE)) == len(opened.current(other)) == 1


def test_each_exercise_of_a_learner_counts_by_itself_and_all_are_in_the_order_of_the_course(
    database, opened
):
    second = replace(EXERCISE, name="02_triple")
    both = replace(COURSE, exercises=(EXERCISE, second))
    of_second = msgspec.structs.replace(submitted("ada", "# b"), exercise="02_triple")
    keep(database, graded(of_second, 3.0, both), course=both)
    keep(database, graded(submitted("ada", "# a"), 2.0, both), course=both)
    (ada,) = opened.gradebook(both).learners
    assert [(one.exercise, one.score) for one in ada.exercises] == [
        ("01_double", 3),
        ("02_triple", 0),
    ]
    assert ada.max_score == 6


@pytest.mark.parametrize(("keys", "told"), [("aa", "a"), ("ab", None), ("a", "a"), ("", None)])
def test_a_key_is_told_if_all_were_graded_with_it(database, opened, keys, told):
    keep(database)
    for number, key in enumerate(keys):
        condition = condition_of(COURSE, key, 20.0, DEFAULT_LIMITS)
        with Keeper(database, COURSE, condition) as keeper:
            keeper.keep(graded(submitted(f"learner {number}", f"# {number}")))
    assert opened.gradebook(COURSE).key_digest == told


def test_a_stored_submission_is_that_of_the_learner_with_the_own_name_of_the_file(database, opened):
    file, account = "in/lovelace_4711_01_double.py", Account("4711")
    ada = submitted("Ada", file=file, account=account)
    keep(database, graded(submitted("bob")), graded(ada))
    current = opened.current(COURSE)[0]
    with database.reading() as connection:
        dictionary = Dictionaries().text(connection, current.dictionary_id)
        assert stored_submission(connection, current, dictionary) == ada


def test_a_gradebook_that_was_opened_by_its_name_is_closed_at_the_end(database, file):
    kept(database, "ada")
    with open_gradebook(str(file)) as opened:
        assert names(opened) == ["ada"]
        pool = opened.database.engine.pool
    assert opened.database.engine.pool is not pool
