"""The wrong answers whose feedback readers have judged; see tests/feedback/README.md."""

import pytest

from tools.feedback import graded, readings

READINGS = readings()


def test_every_feedback_has_been_read():
    assert len(READINGS) == len({each.code for each in READINGS}) >= 300
    assert [each.id for each in READINGS if each.untrue is None or not each.cause] == []


def test_no_feedback_is_untrue_and_almost_all_name_or_show_the_cause():
    assert [each.id for each in READINGS if each.untrue] == []
    missed = [each.id for each in READINGS if each.cause == "missed"]
    assert len(missed) <= 0.05 * len(READINGS)


@pytest.mark.slow
def test_every_wrong_answer_still_loses_points(course, session):
    results = graded(READINGS, course, session)
    assert [name for name, (result, _) in results.items() if result.score == result.max_score] == []
