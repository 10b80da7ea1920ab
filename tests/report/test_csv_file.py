"""The table for spreadsheets and the table of nbgrader, as Python's csv reads them."""

import csv
import io

import pytest

from grader.report.nbgrader import COLUMNS
from grader.report.table import cell_text, csv_text, no_formula
from tests.report.books import (
    ADA,
    BOB,
    CLASS,
    EVE,
    HOSTILE,
    hostile,
    learner,
    made,
    second,
    text_of,
)

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def rows(name: str, *learners) -> list[dict[str, str]]:
    text = made(name, *learners).files[""].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_row_has_the_points_of_the_learner_of_each_exercise_and_of_each_task():
    ada, bob, _, ida = rows("csv", *CLASS)
    assert ada == {
        "learner": "ada",
        "id": "1",
        "points": "10",
        "max_points": "10",
        "course_points": "10",
        "internal_errors": "0",
        "late_points": "0",
        "01_first": "6",
        "01_first.double": "3",
        "01_first.double status": "passed",
        "01_first.half": "3",
        "01_first.half status": "passed",
        "02_second": "4",
        "02_second.train": "4",
        "02_second.train status": "passed",
        "email": "",
        "section": "",
        "notes": "",
    }
    assert [bob[f"{task} status"] for task in ("01_first.double", "02_second.train")] == [
        "failed",
        "timeout",
    ]
    assert (ida["points"], ida["max_points"], ida["internal_errors"]) == ("6", "9", "1")


def test_an_exercise_that_was_not_handed_in_is_empty_and_counts_for_the_course():
    (eve,) = rows("csv", EVE)
    assert (eve["02_second"], eve["02_second.train"], eve["02_second.train status"]) == ("", "", "")
    assert (eve["points"], eve["max_points"], eve["course_points"]) == ("3", "6", "10")


def test_the_columns_are_the_same_whoever_is_graded():
    assert rows("csv", ADA)[0].keys() == rows("csv", learner("kim", second()))[0].keys()


def test_the_file_has_a_byte_order_mark_for_excel_and_the_lines_of_rfc_4180():
    content = made("csv", ADA, BOB).files[""]
    assert content.startswith(b"\xef\xbb\xbflearner,")
    assert content.count(b"\r\n") == content.count(b"\n") == 3


@pytest.mark.parametrize("name", ["csv", "nbgrader"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_is_a_formula_or_adds_a_cell_or_a_row(name, text):
    found = rows(name, ADA, hostile(text), BOB)
    assert len(found) == len(rows(name, ADA, ADA, BOB))
    assert all(None not in row and None not in row.values() for row in found)
    cells = [cell for row in found for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(FORMULA)]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "  =1", "\uff1d1", "\t=1"])
def test_an_apostrophe_stands_before_what_would_be_a_formula(text):
    assert cell_text(text).startswith("'")
    assert no_formula(text).startswith("'")


@pytest.mark.parametrize("text", ["\t", "\r", "\n", "\r=1"])
def test_an_apostrophe_stands_before_a_tab_and_a_line_end(text):
    assert no_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["a=1", "1-1", "a@b", "", "Ada", "'=1"])
def test_other_texts_stay_as_they_are(text):
    assert cell_text(text) == text


def test_numbers_stay_numbers():
    assert csv_text([[-1, 2.5, 0]]) == "-1,2.5,0\r\n"


def test_nbgrader_has_its_columns_and_a_row_for_each_learner_of_each_exercise():
    assert text_of(made("nbgrader", ADA)).splitlines()[0] == ",".join(COLUMNS)
    found = rows("nbgrader", ADA, EVE)
    assert [(row["assignment"], row["student_id"]) for row in found] == [
        ("01_first", "ada"),
        ("01_first", "eve"),
        ("02_second", "ada"),
        ("02_second", "eve"),
    ]
    assert [(row["raw_score"], row["score"], row["max_score"]) for row in found] == [
        ("6.0", "6.0", "6.0"),
        ("3.0", "3.0", "6.0"),
        ("4.0", "4.0", "4.0"),
        ("0.0", "0.0", "4.0"),
    ]
    assert {row["late_submission_penalty"] for row in found} == {"0.0"}
