import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.grades.points import full_points, points_from, with_points
from grader.report.cases import cases
from tests.grades.books import book_of
from tests.report.books import ADA, BOB, CLASS, COURSE, IDA

FIRST = ("01_first", "double")
TRAIN = ("02_second", "train")


def test_a_task_gets_the_points_of_the_teacher_and_the_learner_the_same_share_of_them():
    ada, bob = with_points(book_of(ADA, BOB), {FIRST: 30}).learners
    assert (ada.exercises[0].tasks[0].score, ada.score, ada.max_score) == (30, 37, 37)
    assert [check.max_points for check in bob.exercises[0].tasks[0].checks] == [20, 10]


def test_the_points_of_checks_are_whole_and_add_up():
    book = with_points(book_of(IDA), {FIRST: 4})
    (task, _) = book.learners[0].exercises[0].tasks
    # Two of three points of the task can be had, since one check had an internal error.
    assert [(one.points, one.max_points) for one in task.checks] == [(3, 3), (0, 0)]
    assert full_points(book)[FIRST] == 4


@given(st.dictionaries(st.sampled_from([FIRST, ("01_first", "half"), TRAIN]), st.integers(0, 50)))
def test_sums_hold_at_every_level_whatever_the_points(points):
    book = with_points(book_of(*CLASS), points)
    for learner in book.learners:
        assert learner.score == sum(one.score for one in learner.exercises)
        assert learner.max_score == sum(one.max_score for one in learner.exercises)
        assert learner.score == sum(case.points for case in cases(learner, book.outline, 0))
        for task in (task for one in learner.exercises for task in one.tasks):
            assert 0 <= task.score == sum(check.points for check in task.checks)
            assert task.score <= task.max_score == sum(c.max_points for c in task.checks)
    for which, number in points.items():
        assert full_points(book)[which] == number


def test_settings_name_a_task_and_whole_points_or_the_course():
    assert points_from(["double=7", "02_second.train=course"], COURSE) == {FIRST: 7, TRAIN: None}


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("dubble=3", "there is no task dubble. The tasks are double, half, train"),
        ("double=1.5", "expected TASK=N, where N is a whole number"),
        ("double=-1", "expected TASK=N"),
        ("double=1001", "from 0 to 1,000"),
        ("double", "there is no task"),
    ],
)
def test_other_settings_are_refused_in_one_line(setting, says):
    with pytest.raises(UsageError, match=f"^--points {setting}: ") as told:
        points_from([setting], COURSE)
    assert says in str(told.value)
