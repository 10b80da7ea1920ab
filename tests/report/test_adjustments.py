"""Every report tells the grade after overrides and lateness, and why it is another one."""

import csv
import io
import json

import msgspec
import pytest

from grader.grades.adjust import Grading, adjusted
from grader.grades.late import ALL, Deadlines
from grader.grades.overrides import Override
from grader.grades.policy import LatePolicy
from tests.grades.books import DUE, book_of, handed_in
from tests.report.books import ADA, all_text, made, text_of
from tests.report.test_terminal import shown

GRADING = Grading(
    overrides=(Override("ada", "01_first", "half", 1, "Copied | from *bob*"),),
    deadlines=Deadlines({ALL: DUE}, LatePolicy(25)),
)
BOOK = adjusted(book_of(handed_in(ADA, first=25, second=0)), GRADING)
LEARNER = BOOK.learners[0]
"""6 points; 4 after the override; 3 off for two days. 4 more of the second exercise."""


def test_the_points_are_those_after_all_adjustments():
    assert (LEARNER.score, [one.score for one in LEARNER.exercises]) == (5, [1, 4])


@pytest.mark.parametrize("name", ["markdown", "moodle", "gradescope", "classroom50"])
def test_what_learners_read_says_why_points_changed(name):
    text = all_text(made(name, LEARNER)).replace("\\", "")
    assert "half: your teacher set 1 point: Copied | from *bob*" in text
    assert "2 days late: 3 points off, 1 instead of 4" in text


def test_the_terminal_says_why_points_changed():
    text = shown(msgspec.structs.replace(BOOK))
    assert "01_first  First steps  1 of 6 points" in text
    assert "2 days late: 3 points off, 1 instead of 4" in text


@pytest.mark.parametrize("name", ["gradescope", "classroom50"])
def test_services_get_the_adjusted_score(name):
    assert json.loads(text_of(made(name, LEARNER)))["score"] == 5


def test_json_has_the_adjustments_and_the_time():
    (one,) = json.loads(text_of(made("json", LEARNER)))["submissions"]
    assert one["score"] == 5
    first = one["exercises"][0]
    assert first["submitted_at"] == "2026-12-03T00:00:00Z"
    assert [(each["kind"], each["after"]) for each in first["adjustments"]] == [
        ("override", 1),
        ("late", 1),
    ]


def test_tables_have_the_points_and_what_lateness_cost():
    (row,) = csv.DictReader(io.StringIO(text_of(made("csv", LEARNER)).removeprefix("\ufeff")))
    assert (row["points"], row["01_first"], row["late_points"]) == ("5", "1", "3")
    rows = list(csv.DictReader(io.StringIO(text_of(made("nbgrader", LEARNER)))))
    assert (rows[0]["raw_score"], rows[0]["late_submission_penalty"]) == ("4.0", "3.0")
    assert (rows[0]["score"], rows[0]["timestamp"]) == ("1.0", "2026-12-03 00:00:00")
