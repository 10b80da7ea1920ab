"""What the commands on a gradebook share, on a course of one small exercise."""

import io
from dataclasses import replace

import pytest
from rich.console import Console
from sqlalchemy import select

from grader.commands.gradebooks import Book, open_book, show_moves
from grader.errors import UsageError
from grader.gradebook.decisions import grading_in, secret_in
from grader.gradebook.opening import open_database
from grader.gradebook.reading import Opened
from grader.gradebook.schema import SETTINGS
from grader.grades.adjust import Grading
from grader.grades.anonymous import anonymous_name
from grader.grades.points import with_points
from grader.grades.settings import Changes
from grader.records import Account
from tests.gradebook.mine import COURSE, graded, keep, submitted
from tests.report.books import ADA, BOB, CLASS, ERROR, FAILED, book_of, first, learner, second

PEOPLE = {"Doe, Jane": Account("41"), "Kim Lee": Account("42"), "41": Account()}


@pytest.fixture
def database(tmp_path):
    """A gradebook in which one learner's name is the number of another."""
    database = open_database(str(tmp_path / "class.db"), create=True)
    several = (submitted(name, f"# {name}", account=one) for name, one in PEOPLE.items())
    keep(database, *(graded(one, 2.0 + n % 2) for n, one in enumerate(several)))
    yield database
    database.engine.dispose()


@pytest.fixture
def book(database):
    opened = Opened(database)
    return Book(opened, COURSE, opened.gradebook(COURSE), Grading())


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Kim Lee", "Kim Lee"),
        ("42", "Kim Lee"),
        ("Jane Doe", "Doe, Jane"),
        ("kim", "Kim Lee"),
        ("41", "41"),
    ],
)
def test_a_learner_is_found_by_name_and_number_and_the_whole_name_comes_first(book, wanted, name):
    assert book.learner(wanted).name == name


def test_a_number_that_several_learners_have_names_none_of_them(book, database):
    folders = {name: Account("77", f"{name}_77_assignsubmission_file") for name in ("Ann", "Ben")}
    several = [submitted(name, f"# {name}", account=one) for name, one in folders.items()]
    keep(database, *map(graded, several))
    with pytest.raises(UsageError, match=r"several learners have this number \(2\): Ann, Ben\.$"):
        book.learner("77")


@pytest.mark.parametrize("wanted", ["", "e", "420", "learner-00000000", "Kim\nLeo"])
def test_who_is_not_meant_clearly_is_told_in_one_line_with_the_name_of_the_gradebook(book, wanted):
    with pytest.raises(UsageError) as told:
        book.learner(wanted)
    assert str(told.value).startswith(f"{book.shown}: ")
    assert "\n" not in str(told.value)


def test_an_anonymous_name_leads_to_its_learner_once_there_is_a_secret(book, database):
    hidden = {one.learner for one in book.anonymous(book.verdicts).learners}
    assert {book.learner(one).name for one in hidden} == set(PEOPLE)
    (lee,) = (one for one in book.opened.learners() if one.name == "Kim Lee")
    with database.reading() as connection:
        assert anonymous_name(lee.id, secret_in(connection)) in hidden
    assert {one.learner for one in book.anonymous(book.verdicts).learners} == hidden


def test_changes_that_are_tried_are_not_kept(book, database):
    changes = Changes(points=("double=30",))
    assert [one.max_score for one in book.grades(changes).learners] == [30, 30, 30]
    assert [one.max_score for one in book.grades().learners] == [3, 3, 3]
    with database.reading() as connection:
        assert connection.execute(select(SETTINGS)).all() == []
        assert grading_in(connection, {}) == Grading()


def test_what_the_teacher_decided_counts_without_changes(book):
    decided = replace(book, grading=Grading({("01_double", "double"): 12}))
    assert [one.score for one in decided.grades().learners] == [12, 12, 0]
    again = decided.grades(Changes(points=("double=course",)))
    assert [one.score for one in again.learners] == [3, 3, 0]


def test_a_change_that_cannot_be_is_refused(book):
    with pytest.raises(UsageError, match="there is no task triple"):
        book.grades(Changes(points=("triple=3",)))


def test_a_gradebook_of_another_course_is_refused_and_its_course_is_asked_for(database):
    opening = open_book(database.engine.url.database, None)
    with pytest.raises(UsageError, match="nothing of the course first-steps") as told:
        opening.__enter__()
    assert "--course" in str(told.value)


def shown(before, after):
    console = Console(file=io.StringIO(), width=100)
    show_moves(before, after, console)
    return console.file.getvalue().splitlines()


def test_moves_are_told_with_the_points_before_and_now():
    before = book_of(ADA, BOB)
    after = book_of(learner("ada", first(FAILED), second()), learner("bob", first(), second(ERROR)))
    title, head, _, *moved = shown(before, after)
    assert title == "2 grades of 2 learners moved:"
    assert head.split() == ["learner", "exercise", "before", "now", "change"]
    assert [line.split() for line in moved] == [
        ["ada", "01_first", "6/6", "4/6", "-2"],
        ["bob", "01_first", "0/6", "6/6", "+6"],
    ]


def test_a_maximum_that_moves_alone_is_a_change_of_zero():
    half = with_points(book_of(BOB), {("01_first", "half"): 9})
    assert shown(book_of(BOB), half)[-1].split() == ["bob", "01_first", "0/6", "0/12", "+0"]


def test_it_is_told_if_no_grade_moves():
    assert shown(book_of(*CLASS), book_of(*CLASS)) == ["No grade moves."]


def test_a_name_is_shown_as_text_on_one_line():
    name = "[red]a\n\x1b[31mb"
    before, after = (book_of(learner(name, one)) for one in (first(), first(FAILED)))
    assert shown(before, after)[3].startswith(r"[red]a \x1b[31mb ")
