"""A course as a value: its exercises, its own codes, the questions for a submission."""

import numpy as np
import pytest

from grader.course import Exercise, Mistake, Task, Wording, ask
from grader.course.course import Course
from grader.records import Submission, TaskSource

TASKS = tuple(
    Task(name, lambda rng, name=name: {"one": ask(name, float(rng.random()))}, ())
    for name in ("relu", "train")
)
OWN = (Wording("relu.bad", "Bad."), Mistake("relu.minimum", "This is min.", np.minimum))
FIRST, SECOND = Exercise("01_a", "A", TASKS, OWN), Exercise("02_b", "B", TASKS)
COURSE = Course("mine", "Mine", "1", "", (FIRST, SECOND), {}, {})


def questions(**states: str):
    sources = {name: TaskSource(state) for name, state in states.items()}
    return COURSE.questions(Submission("ada", "01_a", "a.py", 7, sources))


def test_exercises_are_found_by_name_in_the_order_of_the_course():
    assert COURSE.names == ("01_a", "02_b")
    assert COURSE.exercise("02_b") is SECOND


def test_the_wording_of_every_exercise_is_found_by_full_code():
    assert COURSE.wording == {"mine.relu.bad": OWN[0], "mine.relu.minimum": OWN[1]}


@pytest.mark.parametrize(
    ("exercise", "code", "full"),
    [
        (FIRST, "relu.bad", "mine.relu.bad"),
        (FIRST, "value.wrong", "value.wrong"),
        (SECOND, "relu.bad", "relu.bad"),
    ],
)
def test_only_an_exercises_own_codes_get_the_name_of_the_course(exercise, code, full):
    assert COURSE.full_code(exercise, code) == full


def test_questions_are_drawn_only_for_answered_tasks():
    assert questions(relu="answered", train="untouched").keys() == {"relu"}


def test_the_questions_of_a_task_do_not_depend_on_other_tasks():
    both = questions(relu="answered", train="answered")
    assert questions(train="answered")["train"] == both["train"]
    assert both["train"]["one"].call.arguments != both["relu"]["one"].call.arguments
