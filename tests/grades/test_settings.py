"""What a teacher types to change due dates, the late policy, points and extensions."""

from datetime import datetime, timezone

import pytest

from grader.errors import UsageError
from grader.grades.adjust import Grading
from grader.grades.late import ALL, Deadlines, Extension
from grader.grades.overrides import Override
from grader.grades.policy import LatePolicy
from grader.grades.settings import Changes, changed, changed_due, extension_from
from tests.grades.books import DUE
from tests.report.books import COURSE

NAMES = ["01_first", "02_second"]
DECEMBER = datetime(2026, 12, 5, 10, tzinfo=timezone.utc)
TYPED = "2026-12-05T10:00Z"
DECIDED = Grading(
    {("01_first", "half"): 30},
    (Override("bob", "01_first", "half", 2, "It works."),),
    Deadlines({ALL: DUE}, LatePolicy(10), {"ada": Extension(2)}),
)


def test_no_changes_leave_every_decision_as_it_is():
    assert not Changes()
    assert changed(DECIDED, Changes(), COURSE) == DECIDED


@pytest.mark.parametrize(
    "changes", [Changes(due=(TYPED,)), Changes(late_policy=""), Changes(points=("half=1",))]
)
def test_whatever_is_typed_is_a_change(changes):
    assert changes


def test_a_change_of_one_setting_keeps_the_others():
    after = changed(DECIDED, Changes(late_policy="none", points=("double=7",)), COURSE)
    assert after.deadlines == Deadlines({ALL: DUE}, None, {"ada": Extension(2)})
    assert after.points == {("01_first", "half"): 30, ("01_first", "double"): 7}
    assert after.overrides == DECIDED.overrides


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        (Changes(), ["due", "extension", "late_policy", "points"]),
        (Changes(late_policy="none"), ["due", "extension", "points"]),
        (Changes(due=("none",)), ["extension", "late_policy", "points"]),
        (Changes(points=("half=1",)), ["due", "extension", "late_policy"]),
    ],
)
def test_what_could_not_be_read_is_settled_by_what_takes_its_place(changes, left):
    unread = dict.fromkeys(["due", "extension", "late_policy", "points"], "cannot be read")
    assert sorted(changed(Grading(unread=unread), changes, COURSE).unread) == left


def test_points_of_the_course_take_the_place_of_the_teachers():
    assert changed(DECIDED, Changes(points=("half=course",)), COURSE).points == {}


def test_due_dates_are_for_one_exercise_or_for_all():
    due = changed_due({ALL: DUE}, [f"01_first={TYPED}", TYPED], NAMES)
    assert due == {ALL: DECEMBER, "01_first": DECEMBER}


def test_the_last_of_several_due_dates_counts():
    assert changed_due({}, ["2026-01-01", TYPED], NAMES) == {ALL: DECEMBER}


def test_none_takes_one_due_date_away_and_may_be_typed_twice():
    before = {ALL: DUE, "01_first": DECEMBER}
    assert changed_due(before, ["01_first= None "], NAMES) == {ALL: DUE}
    assert changed_due(before, ["none", "none"], NAMES) == {"01_first": DECEMBER}
    assert before == {ALL: DUE, "01_first": DECEMBER}


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("03_third=2026-12-05", "there is no exercise 03_third. The exercises are 01_first, 02"),
        ("03_third=none", "there is no exercise 03_third"),
        ("01_first=", "expected a date"),
        ("soon", "expected a date"),
    ],
)
def test_other_due_dates_are_refused_with_what_was_typed(setting, says):
    with pytest.raises(UsageError) as told:
        changed_due({}, [setting], NAMES)
    assert str(told.value).startswith(f"--due {setting}: {says}")


@pytest.mark.parametrize(
    ("typed", "extension"),
    [
        ("2", Extension(2)),
        (" 0.5 ", Extension(0.5)),
        ("36h", Extension(1.5)),
        ("1 week", Extension(7)),
        ("2026", Extension(2026)),
        (TYPED, Extension(until=DECEMBER)),
        (" NONE ", None),
    ],
)
def test_an_extension_is_days_a_span_a_date_or_none(typed, extension):
    assert extension_from(typed, "--extension") == extension


@pytest.mark.parametrize("typed", ["", "-1", "1e3", "soon", "3651", "2026-13-01", "2026-12", "2,5"])
def test_other_extensions_are_refused_with_one_line_on_all_that_is_possible(typed):
    says = "^line 7: expected days such as 2, a span such as 12h, a date such as .*, or none\\.$"
    with pytest.raises(UsageError, match=says):
        extension_from(typed, "line 7")
