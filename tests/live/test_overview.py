"""Progress over all exercises, and the task that comes next."""

from pathlib import Path

from grader.live.overview import overview
from grader.live.progress import Progress, TaskProgress
from grader.live.workspace import Workspace
from grader.records import Status

WORK = Workspace(Path("mine"), {"02_deep_network": Path("mine/02_deep_network.ipynb")})


def passed(course, *exercises: str) -> Progress:
    return Progress(
        {
            name: {task.name: TaskProgress(Status.PASSED, 99, 99) for task in each.tasks}
            for name, each in ((name, course.exercise(name)) for name in exercises)
        }
    )


def test_every_task_of_the_course_is_shown_with_its_points(course):
    known = Progress({"02_deep_network": {"relu": TaskProgress(Status.FAILED, 1, 2)}})
    shown = overview(course, WORK, known)
    assert [one.name for one in shown.exercises] == list(course.names)
    assert shown.max_score == sum(one.max_score for one in course.exercises)
    assert shown.score == 1
    _, second, third = shown.exercises
    assert second.file == Path("mine/02_deep_network.ipynb")
    assert third.file is None
    assert second.tasks[0].status is Status.FAILED
    assert {task.status for task in (*second.tasks[1:], *third.tasks)} == {None}


def test_points_are_never_more_than_the_course_has_now(course):
    shown = overview(course, WORK, passed(course, *course.names))
    assert shown.score == shown.max_score


def test_the_exercise_being_worked_on_comes_first_then_later_ones_then_earlier_ones(course):
    first, second, third = course.names
    nothing = overview(course, WORK, Progress())
    assert nothing.next_after().exercise.name == first
    assert nothing.next_after(second).task.name == course.exercise(second).tasks[0].name
    assert overview(course, WORK, passed(course, second)).next_after(second).exercise.name == third
    later = overview(course, WORK, passed(course, second, third))
    assert later.next_after(second).exercise.name == first
    assert overview(course, WORK, passed(course, *course.names)).next_after(second) is None
