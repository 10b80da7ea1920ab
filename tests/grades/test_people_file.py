"""Extensions and times of submission in the columns of a roster."""

from datetime import datetime, timezone

import pytest

from grader.errors import UsageError
from grader.grades.late import Extension
from grader.grades.people_file import Times, times_in
from grader.people import Person, Roster
from grader.records import Account
from grader.report.sheet import read_sheet

ACCOUNTS = {"class/ada": Account(number="1"), "class/bob": Account(email="bob@x.org")}
PEOPLE = (Person("Ada", ("1",), line=2), Person("Bob", (), "bob@x.org", line=3))


def times(titles: str, *cells: str, accounts=ACCOUNTS, people=PEOPLE) -> Times:
    """Read a roster with these further columns for Ada in line 2 and Bob in line 3."""
    rows = [f"Name,{titles}", *(f"x,{text}" for text in cells)]
    return times_in(read_sheet("\n".join(rows).encode(), "class.csv"), Roster(people), accounts)


def test_each_learner_gets_what_stands_in_the_own_row():
    told = times("extension,submitted", "2,", "none,2026-12-01T10:00Z")
    assert told.extensions == {"class/ada": Extension(2), "class/bob": None}
    assert told.submitted == {"class/bob": datetime(2026, 12, 1, 10, tzinfo=timezone.utc)}
    assert told.notes == ()


@pytest.mark.parametrize("title", ["Extension", "EXTRA_DAYS", "  extended   until ", "Extensions"])
def test_titles_are_found_however_they_are_typed(title):
    assert times(title, "1", "").extensions == {"class/ada": Extension(1)}


def test_an_empty_cell_and_a_short_row_change_nothing():
    sheet = read_sheet(b"Name,extension\nAda,\nBob", "class.csv")
    assert times_in(sheet, Roster(PEOPLE), ACCOUNTS) == Times({}, {})


def test_a_roster_with_neither_column_is_refused_with_its_columns():
    with pytest.raises(UsageError, match=r"^class\.csv: .*The columns are Name, days\.$"):
        times("days", "1", "2")


@pytest.mark.parametrize("titles", ["extension", "submitted"])
def test_a_cell_that_cannot_be_read_is_refused_with_its_line(titles):
    with pytest.raises(UsageError, match=r"^class\.csv, line 3: expected"):
        times(titles, "", "soon")


def test_people_who_are_not_in_the_gradebook_are_told_and_nobody_gets_their_days():
    told = times("extension", "1", "2", accounts={"class/bob": ACCOUNTS["class/bob"]})
    assert told.extensions == {"class/bob": Extension(2)}
    assert told.notes == ("in the roster, but not exactly one learner of the gradebook (1): Ada",)


@pytest.mark.parametrize(
    "account", [Account("1", "Bob_1_assignsubmission_file"), Account("1")], ids=["Moodle", "Canvas"]
)
def test_nobody_gets_the_days_of_somebody_whose_student_number_is_the_own_one_elsewhere(account):
    told = times("extension", "1", "", accounts={"Bob": account})
    assert told.extensions == {}
    assert told.notes == ("in the roster, but not exactly one learner of the gradebook (1): Ada",)


def test_two_learners_of_one_row_get_nothing():
    told = times("extension", "1", "", accounts={"a": Account(id="1"), "b": Account(login="1")})
    assert told.extensions == {}
    assert told.notes == ("in the roster, but not exactly one learner of the gradebook (1): Ada",)


def test_people_without_a_cell_are_not_told_though_nobody_knows_them():
    assert times("extension", "", "", accounts={}).notes == ()


def test_a_learner_is_found_by_the_name_of_the_own_folder():
    told = times("extension", "1", "2", accounts={"class/Bob": Account()})
    assert told.extensions == {"class/Bob": Extension(2)}


def test_what_any_line_of_a_person_in_two_sections_says_counts():
    people = (Person("Ada", ("1",), line=2, other_lines=(3,)),)
    assert times("extension", "", "2", people=people).extensions == {"class/ada": Extension(2)}
    assert times("extension", "2", "2", people=people).extensions == {"class/ada": Extension(2)}
    with pytest.raises(UsageError, match=r"lines 2 and 3 are about one person, and say 1 and 2"):
        times("extension", "1", "2", people=people)
