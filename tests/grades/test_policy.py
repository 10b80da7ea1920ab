from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.grades.policy import LatePolicy, policy_from

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        ("10%/day", LatePolicy(10)),
        ("10 % per day", LatePolicy(10)),
        ("0.5%/hour", LatePolicy(Decimal("0.5"), "hour")),
        ("10%/day, grace 15min, cap 50%", LatePolicy(10, "day", 900, 50)),
        ("10%/day;cap=50%;grace=2h", LatePolicy(10, "day", 7200, 50)),
        ("none", None),
    ],
)
def test_a_policy_is_one_line_of_text(text, policy):
    assert policy_from(text) == policy
    assert policy is None or policy_from(str(policy)) == policy


@pytest.mark.parametrize(
    "text",
    [
        "0.00001%/day",
        "33.33335%/day",
        "10%/day, cap 99.99999%",
        "99.999999999999999999999%/hour, grace 1s, cap 0.0000000000000000000001%",
        f"0.{'0' * 400}1%/day",
        "0%/day, cap 0%",
    ],
)
def test_every_digit_of_a_policy_is_kept(text):
    assert str(policy_from(text)) == text


def test_what_is_taken_off_is_exact():
    third = policy_from("33.33335%/day, cap 99.99999%")
    assert third.deduction(DAY, 100) == Fraction("33.33335")
    assert third.deduction(9 * DAY, 100) == Fraction("99.99999")


@given(
    st.decimals(0, 100, allow_nan=False),
    st.sampled_from(["day", "hour"]),
    st.integers(0, 3_650 * 86_400),
    st.decimals(0, 100, allow_nan=False),
)
def test_every_policy_can_be_read_from_its_text(percent, unit, grace, cap):
    policy = LatePolicy(abs(percent), unit, grace, abs(cap))
    assert policy_from(str(policy)) == policy


@pytest.mark.parametrize(
    "text", ["", "10/day", "110%/day", "10%/year", "10%/day, cap 5", "10%/day, x", "10%/day,"]
)
def test_what_is_no_policy_is_refused_in_one_line(text):
    with pytest.raises(UsageError, match=r"^--late-policy"):
        policy_from(text)


@pytest.mark.parametrize(
    ("late", "points"),
    [
        (timedelta(seconds=900), 0),
        (timedelta(seconds=901), 2),
        (DAY, 2),
        (DAY + timedelta(seconds=1), 4),
        (9 * DAY, 10),
    ],
)
def test_each_day_that_has_begun_costs_its_part_up_to_the_cap_and_nothing_within_the_grace(
    late, points
):
    policy = LatePolicy(10, "day", grace=900, cap=50)
    assert policy.deduction(late, 20) == points


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.floats(0, 100), st.integers(0, 1000))
def test_later_never_costs_less_and_never_more_than_the_maximum(one, other, percent, most):
    policy = LatePolicy(percent, "hour", grace=600)
    early, late = sorted((timedelta(seconds=one), timedelta(seconds=other)))
    assert 0 <= policy.deduction(early, most) <= policy.deduction(late, most) <= most
