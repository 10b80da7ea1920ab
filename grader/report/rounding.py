"""The one rule by which points become whole numbers, for systems that take no others.

The total is rounded, half a point up. Then the points of each part are rounded down, and the parts
with the largest remainders get one point each until the sum is the total; of equal remainders the
first. No part gets more than its rounded maximum. So the parts add up to the total in every report.
(The rule is known as the largest remainder method, or Hamilton's method.)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction


def whole_points(
    points: Sequence[float | Fraction], max_points: Sequence[float | Fraction]
) -> tuple[list[int], list[int]]:
    """Return the points and the maximum points of the parts as whole numbers.

    points: not negative, and none larger than its maximum.
    """
    limits = _apportioned(max_points, [math.ceil(_exact(most)) for most in max_points])
    return _apportioned(points, limits), limits


def _apportioned(points: Sequence[float | Fraction], limits: Sequence[int]) -> list[int]:
    exact = [_exact(one) for one in points]
    parts = [math.floor(one) for one in exact]
    order = sorted(range(len(parts)), key=lambda index: parts[index] - exact[index])
    missing = min(rounded(sum(exact, Fraction(0))), sum(limits)) - sum(parts)
    while missing > 0:
        for index in order:
            if missing and parts[index] < limits[index]:
                parts[index] += 1
                missing -= 1
    return parts


def rounded(total: Fraction) -> int:
    """Return the points as a whole number, half a point up."""
    return math.floor(total + Fraction(1, 2))


def _exact(points: float | Fraction) -> Fraction:
    """Return the number as it is written: 0.1 is one tenth."""
    return Fraction(str(points))
