"""The message of a failure: a line is quoted where the traceback does not show enough of it."""

import pytest

from grader.live.pytest_plugin.failures import message_of
from grader.protocol.excerpts import Excerpt
from grader.records import CheckResult, Place, Reason, Status

LINE = "return wx + b"
MARKED = Place("a.py", 0, 7, LINE, 12, 14, Excerpt(f"    {LINE}", 11, 13))
UNMARKED = Place("a.py", 0, 7, LINE)


def check(status: Status, place: Place) -> CheckResult:
    return CheckResult("one", "One", status, 0, 1, Reason("x"), "It stopped.", place)


@pytest.mark.parametrize(
    ("status", "place", "quotes", "is_quoted"),
    [
        (Status.ERROR, MARKED, False, True),
        (Status.ERROR, UNMARKED, False, False),
        (Status.FAILED, MARKED, False, False),
        (Status.FAILED, UNMARKED, True, True),
    ],
)
def test_a_line_is_quoted_where_python_stopped_at_a_part_of_it(status, place, quotes, is_quoted):
    message = message_of(check(status, place), quotes=quotes)
    assert message.startswith("It stopped.")
    assert (LINE in message) == is_quoted
    assert ("^^" in message) == (is_quoted and place is MARKED)
