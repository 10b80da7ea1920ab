"""Moments are stored in UTC, to the second, in a text that sorts as they do."""

from datetime import datetime, timedelta, timezone

import pytest

from grader.gradebook.moments import utc_moment, utc_text
from grader.gradebook.schema import SUBMISSIONS

NOON = datetime(2026, 12, 1, 12, tzinfo=timezone.utc)


def test_a_moment_of_any_zone_is_stored_in_utc_and_comes_back():
    in_india = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert utc_text(in_india) == utc_text(NOON) == "2026-12-01T12:00:00Z"
    assert utc_moment(utc_text(in_india)) == NOON
    assert utc_moment(utc_text(in_india)).tzinfo is timezone.utc


def test_a_moment_without_a_zone_is_local(zone):
    zone("Asia/Tokyo")
    assert utc_text(datetime(2026, 12, 1, 21)) == "2026-12-01T12:00:00Z"  # noqa: DTZ001


def test_parts_of_a_second_are_left_out():
    assert utc_text(NOON + timedelta(microseconds=999_999)) == utc_text(NOON)


@pytest.mark.parametrize("hours", [-14, 0, 14])
@pytest.mark.parametrize("year", [1, 9, 10, 99, 100, 999, 1000, 1969, 9999])
def test_every_moment_has_a_text_that_can_be_read(year, hours):
    zone = timezone(timedelta(hours=hours))
    for at in (datetime(year, 1, 1, tzinfo=zone), datetime(year, 12, 31, 23, 59, 59, tzinfo=zone)):
        text = utc_text(at)
        assert len(text) == SUBMISSIONS.c.submitted_at.type.length
        assert abs(utc_moment(text) - at) <= timedelta(hours=14)
        if 1 < year < 9999:
            assert utc_moment(text) == at


def test_the_text_sorts_as_the_moments_do_and_fits_into_its_column():
    moments = [NOON + timedelta(hours=3_000 * n) for n in range(-4, 5)]
    texts = [utc_text(one) for one in moments]
    assert texts == sorted(texts)
    assert {len(one) for one in texts} == {SUBMISSIONS.c.submitted_at.type.length}


@pytest.mark.parametrize(
    "text",
    ["", "2026-12-01", "2026-12-01T12:00:00", "2026-12-01T12:00:00+01:00", "2026-02-30T12:00:00Z",
     "2026-12-01T12:00:00Z ", "soon"],
)  # fmt: skip
def test_any_other_text_is_no_moment(text):
    assert utc_moment(text) is None
