"""The gradebook of Canvas, returned with its columns filled."""

import csv
import io

import msgspec
import pytest

from grader.errors import UsageError
from grader.report.canvas import TOTAL, check, columns_of, make
from grader.report.presenter import present
from grader.report.report import Report, Setting
from grader.report.sheet import read_sheet
from tests.report.books import (
    ADA,
    BOB,
    CANVAS,
    CLASS,
    EVE,
    HOSTILE,
    UNTOUCHED,
    book_of,
    first,
    hostile,
    learner,
    made,
    second,
)

EXERCISES = ("01_first", "02_second")
HEADER = "Student,ID,SIS User ID,SIS Login ID,Section"


def filled(sheet: str, *learners, columns: tuple[str, ...] = ()) -> Report:
    setting = Setting(template=read_sheet(sheet.encode()), columns=columns)
    return make(present(book_of(*learners), 1), setting)


def rows(report: Report) -> list[list[str]]:
    text = report.files[""].decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def notes(report: Report) -> str:
    return "\n".join(report.notes)


def test_the_points_of_each_exercise_are_in_its_column_and_nothing_else_changes():
    report = made("canvas", *CLASS)
    expected = (
        CANVAS.replace("ada@x.org,A,,,", "ada@x.org,A,6,4,")
        .replace("bob@x.org,A,,,", "bob@x.org,A,0,0,")
        .replace("eve@x.org,A,,,", "eve@x.org,A,3,,")
    )
    assert report.files[""].decode() == expected


def test_a_learner_with_an_internal_error_gets_no_grade_and_it_is_told():
    report = made("canvas", *CLASS)
    assert rows(report)[5][5:] == ["", "", ""]
    assert "grades left out because of an internal error, which costs no points (1): ida" in (
        notes(report)
    )


def test_how_many_rows_got_points_is_told_first():
    assert made("canvas", *CLASS).notes[0] == "Canvas: points filled in for 3 of 5 rows"


def test_rows_without_a_learner_and_learners_without_a_row_are_told():
    report = made("canvas", ADA, learner("stranger", first()))
    assert "rows with no learner (4): B, Bob, E, Eve, I, Ida, Ory, Mal" in notes(report)
    assert "learners with no row, or with several (1): stranger" in notes(report)


@pytest.mark.parametrize(
    "name",
    [
        "1",
        "s1",
        "ada@x.org",
        "Lovelace, Ada",
        "Ada Lovelace",
        "ada  lovelace",
        "lovelaceada",
        "a/s1",
    ],
)
def test_a_learner_is_found_by_id_sis_id_login_or_name(name):
    report = filled(CANVAS, learner(name, first()))
    assert rows(report)[2][5] == "6"


def test_the_number_in_the_name_of_a_file_counts_before_the_name():
    report = filled(CANVAS, learner("Lovelace, Ada", first(), id="2"))
    assert [row[5] for row in rows(report)[2:4]] == ["", "6"]


def test_an_id_counts_before_a_login():
    sheet = f"{HEADER},First (1)\nA,1,,2,,\nB,2,,1,,\n"
    assert [row[5] for row in rows(filled(sheet, learner("2", first())))] == ["First (1)", "", "6"]


def test_of_two_students_with_one_name_none_is_taken():
    sheet = f"{HEADER},First (1)\nLee,1,,,,\nLee,2,,,,\n"
    report = filled(sheet, learner("lee", first()))
    assert report.files[""] == sheet.encode()
    assert "learners with no row, or with several (1): lee" in notes(report)


def test_two_learners_with_one_row_get_no_grade():
    report = filled(CANVAS, learner("a/s1", first()), learner("ada@x.org", second()))
    assert rows(report)[2][5:7] == ["", ""]
    assert "learners who share a row (2): a/s1, ada@x.org" in notes(report)


def test_excused_students_stay_excused():
    sheet = f"{HEADER},First (1)\nA,1,,,,EX\nB,2,,,,N/A\n"
    report = filled(sheet, learner("1", first()), learner("2", first()))
    assert report.files[""] == sheet.encode()
    assert "A is excused or has no such assignment: left as it is" in notes(report)


@pytest.mark.parametrize(
    "extra",
    ["    Points Possible,,,,,6", ",,,,,Manual Posting", ",,,,,Muted", "Student, Test,9,,,,"],
)
def test_rows_that_are_no_students_stay_as_they_are(extra):
    if "Test" in extra:
        extra = '"Student, Test",9,,,,'
    sheet = f"{HEADER},First (1)\n{extra}\nA,1,,,,\n"
    report = filled(sheet, learner("1", first()), learner("9", first()))
    assert report.files[""].decode() == sheet.replace("A,1,,,,", "A,1,,,,6")
    assert "rows with no learner" not in notes(report)


def test_last_and_first_names_may_have_columns_of_their_own():
    sheet = "LastName,FirstName,ID,Section,First (1)\nLovelace,Ada,1,A,\n"
    assert rows(filled(sheet, learner("Ada Lovelace", first())))[1][4] == "6"


def columns(header: str, *chosen: str) -> dict[str, int]:
    return columns_of(read_sheet(f"{HEADER},{header}\nA,1,,,,\n".encode()), chosen, EXERCISES)


@pytest.mark.parametrize(
    ("header", "chosen", "expected"),
    [
        ("Notes,Homework (1)", (), {TOTAL: 6}),
        ("First,First (1)", (), {"01_first": 6}),
        ("HW 1: First (1),HW 2 - second (2)", (), {"01_first": 5, "02_second": 6}),
        ("Essay (1),SECOND (2)", (), {"02_second": 6}),
        ("Homework (1)", (), {TOTAL: 5}),
        ("Homework (1),Current Score,Final Points,Unposted Final Score", (), {TOTAL: 5}),
        ("A (1),B (2)", ("B (2)",), {TOTAL: 6}),
        ("A (1),B (2)", ("b",), {TOTAL: 6}),
        ("A (1),B (2)", ("2",), {TOTAL: 6}),
        ("A (1),B (2)", ("01_first=B", "02_second=A"), {"01_first": 6, "02_second": 5}),
        ("a=b (1),B (2)", ("a=b",), {TOTAL: 5}),
    ],
)
def test_the_columns_to_fill(header, chosen, expected):
    assert columns(header, *chosen) == expected


@pytest.mark.parametrize(
    ("header", "chosen", "says"),
    [
        ("A (1),B (2)", (), r"no column is named like an exercise\. .* The sheet has A \(1\), B"),
        ("First (1),First again (2)", (), r"01_first may be First \(1\) and First again \(2\)"),
        ("First and second (1)", (), "several exercises fit one column"),
        ("Current Score", (), "no column that can be filled"),
        ("A (1),B (2)", ("C",), "--column C: no column has this title"),
        ("A (1),A (2)", ("a",), "--column a: more than one column has this title"),
    ],
)
def test_a_column_that_is_not_clear_is_a_mistake_in_the_call(header, chosen, says):
    with pytest.raises(UsageError, match=says):
        columns(header, *chosen)


def test_a_column_that_may_only_be_read_is_not_filled():
    sheet = f"{HEADER},First (1),Sum (2)\n  Points Possible,,,,,6,(read only)\nA,1,,,,,\n"
    assert columns_of(read_sheet(sheet.encode()), (), ("03_other",)) == {TOTAL: 5}


def test_the_total_is_the_points_of_what_was_handed_in():
    sheet = f"{HEADER},Homework (1)\nA,1,,,,\n"
    assert rows(filled(sheet, learner("1", first(), second())))[1][5] == "10"


def test_another_maximum_and_an_exercise_without_a_column_are_told():
    sheet = f"{HEADER},First (1)\n  Points Possible,,,,,100\nA,1,,,,\n"
    report = filled(sheet, learner("1", first(), second()))
    assert "First (1) has 100 points possible, and the grader gives up to 6" in notes(report)
    assert "no column for 02_second: not filled in" in notes(report)
    assert "points possible" not in notes(made("canvas", ADA, BOB, EVE))


def test_the_column_of_an_exercise_that_nobody_handed_in_is_left_as_it_is():
    sheet = f"{HEADER},01 First (1),02 Second (2)\nA,1,,,,3,4\nB,2,,,,3,4\n"
    missing = msgspec.structs.replace(first(UNTOUCHED, UNTOUCHED, UNTOUCHED), file="")
    absent = msgspec.structs.replace(second(UNTOUCHED, UNTOUCHED), file="")
    learners = (learner("1", missing, second()), learner("2", missing, absent))
    report = filled(sheet, *learners)
    assert [row[5:] for row in rows(report)[1:]] == [["3", "4"], ["3", "0"]]
    assert "nobody handed in 01_first: its column is left as it is" in notes(report)
    assert "no column" not in notes(report)
    chosen = filled(sheet, *learners, columns=("01_first=01 First",))
    assert [row[5:] for row in rows(chosen)[1:]] == [["0", "4"], ["0", "4"]]


def test_another_file_is_refused_before_grading():
    setting = Setting(template=read_sheet(b"a,b\n1,2\n", "other.csv"))
    with pytest.raises(UsageError, match=r"other\.csv is not a gradebook exported from Canvas"):
        check(setting, EXERCISES)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_learner_text_changes_nothing_but_the_points(text):
    expected = CANVAS.replace("mal@x.org,A,,,", "mal@x.org,A,0,0,")
    assert made("canvas", hostile(text)).files[""].decode() == expected
