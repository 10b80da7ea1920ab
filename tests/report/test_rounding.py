"""The rule by which points become whole numbers."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.report.rounding import whole_points

TENTHS = st.integers(0, 100).map(lambda tenths: tenths / 10)


@st.composite
def parts(draw) -> tuple[list[float], list[float]]:
    limits = draw(st.lists(TENTHS, max_size=12))
    points = [min(draw(TENTHS), most) for most in limits]
    return points, limits


def half_up(points: list[float]) -> int:
    return math.floor(round(sum(points), 6) + 0.5)


@pytest.mark.parametrize(
    ("points", "limits", "whole", "whole_limits"),
    [
        ([1, 0, 2], [1, 1, 2], [1, 0, 2], [1, 1, 2]),
        ([0.5, 0.5], [0.5, 0.5], [1, 0], [1, 0]),
        ([0.4, 0.4, 0.4], [1, 1, 1], [1, 0, 0], [1, 1, 1]),
        # The last part has the largest remainder, and no room.
        ([0.1, 0.2, 0.3], [0.3, 0.3, 0.3], [1, 0, 0], [1, 0, 0]),
        ([0.1] * 5, [1] * 5, [1, 0, 0, 0, 0], [1] * 5),
        ([], [], [], []),
    ],
)
def test_the_parts_with_the_largest_remainders_get_what_is_missing(
    points, limits, whole, whole_limits
):
    assert whole_points(points, limits) == (whole, whole_limits)


@settings(deadline=None)
@given(parts())
def test_the_parts_add_up_to_the_rounded_total(given):
    points, limits = given
    whole, whole_limits = whole_points(points, limits)
    assert sum(whole) == half_up(points)
    assert sum(whole_limits) == half_up(limits)


@settings(deadline=None)
@given(parts())
def test_no_part_has_less_than_nothing_or_more_than_its_maximum(given):
    whole, limits = whole_points(*given)
    assert all(0 <= one <= most for one, most in zip(whole, limits, strict=True))


@settings(deadline=None)
@given(st.lists(TENTHS, max_size=12))
def test_all_points_are_the_maximum_of_each_part(points):
    whole, limits = whole_points(points, points)
    assert whole == limits


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), max_size=12))
def test_whole_points_stay_as_they_are(points):
    assert whole_points(points, [9] * len(points)) == (points, [9] * len(points))


@settings(deadline=None)
@given(parts())
def test_a_part_is_at_most_one_point_away_from_its_points_where_its_maximum_allows(given):
    points, _ = given
    roomy = [10.0] * len(points)
    whole, _ = whole_points(points, roomy)
    assert all(abs(one - exact) < 1 for one, exact in zip(whole, points, strict=True))
