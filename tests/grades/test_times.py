from datetime import datetime, timedelta, timezone

import pytest

from grader.errors import UsageError
from grader.grades.times import MAX_DAYS, is_possible, moment, shown_moment, shown_span, span


@pytest.fixture(autouse=True)
def berlin(zone):
    zone("CET-1")


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-12-01", (2026, 12, 1, 22, 59, 59)),
        ("2026-12-01T18:00", (2026, 12, 1, 17)),
        ("2026-12-01 18:00:30", (2026, 12, 1, 17, 0, 30)),
        ("2026-12-01T18:00Z", (2026, 12, 1, 18)),
        ("2026-12-01 18:00 -05:00", (2026, 12, 1, 23)),
    ],
)
def test_a_date_is_the_end_of_that_day_and_a_time_without_offset_is_local(text, utc):
    assert moment(text, "--due") == datetime(*utc, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026-13-01",
        "01.12.2026",
        "2026-12-01T25:00",
        "20261201",
        "2026-12-01T18",
        "2026-W49",
    ],
)
def test_what_is_no_date_is_told_with_examples(text):
    with pytest.raises(UsageError, match="--due: expected a date such as 2026-12-01"):
        moment(text, "--due")


@pytest.mark.parametrize("year", [2, 26, 207, 999, 1969, 3000, 9999])
def test_a_year_that_nobody_means_is_refused(year):
    with pytest.raises(UsageError) as told:
        moment(f"{year:04}-06-01", "--due x")
    assert str(told.value) == f"--due x: expected a year from 1970 to 2999, not {year}."


@pytest.mark.parametrize("year", [1970, 2026, 2999])
def test_any_other_year_can_be_extended_by_as_many_days_as_are_possible(year):
    at = moment(f"{year}-06-01", "--due x")
    assert is_possible(at)
    assert at + timedelta(days=MAX_DAYS) > at


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("15min", 900), ("15 minutes", 900), ("2h", 7200), ("1.5 hours", 5400), ("3d", 259200)],
)
def test_spans_are_read_in_the_usual_units(text, seconds):
    assert span(text, "--extension") == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "3", "h", "-2h", "3 fortnights", "99999d"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(UsageError, match="--extension"):
        span(text, "--extension")


def test_spans_and_moments_are_shown_to_people():
    assert shown_span(timedelta(days=2)) == "2 days"
    assert shown_span(timedelta(hours=1, minutes=30)) == "1 hour 30 minutes"
    assert shown_span(timedelta()) == "0 seconds"
    assert shown_moment(datetime(2026, 12, 1, 17, tzinfo=timezone.utc)) == "2026-12-01 18:00 +01:00"
