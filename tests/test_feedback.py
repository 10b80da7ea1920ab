"""The wrong answers whose feedback readers have judged; see tests/feedback/README.md."""

import pytest

from tools.feedback import graded, readings, says_the_same

READINGS = readings()


def test_every_feedback_has_been_read():
    assert len(READINGS) == len({each.code for each in READINGS}) >= 300
    assert [each.id for each in READINGS if each.untrue is None or not each.cause] == []


def test_no_feedback_is_untrue_and_almost_all_name_or_show_the_cause():
    assert [each.id for each in READINGS if each.untrue] == []
    missed = [each.id for each in READINGS if each.cause == "missed"]
    assert len(missed) <= 0.05 * len(READINGS)


READ = """\
    twice 1:
      It returned 2.5. Expected 2.

        a.py, line 9
         9 | return x
           |        ^

      Hint: Look again, and then
      once more.

ada: 0 of 2 points"""


def test_a_verdict_may_be_kept_where_only_hints_lines_and_numbers_changed():
    hint = "Look again, and then\n      once more."
    renewed = READ.replace(hint, "Is it twice?").replace("2.5", "-3").replace("9", "12")
    assert says_the_same(READ, renewed)
    assert says_the_same(READ, READ.replace("Hint: " + hint, ""))
    for old, new in (
        ("returned", "printed"),
        ("0 of 2 points", "passed"),
        ("return x", "return y"),
    ):
        assert not says_the_same(READ, READ.replace(old, new))


@pytest.mark.slow
def test_every_wrong_answer_still_loses_points(course, session):
    results = graded(READINGS, course, session)
    assert [name for name, (result, _) in results.items() if result.score == result.max_score] == []
