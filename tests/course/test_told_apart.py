"""The inputs of one check alone tell a wrong formula from the right one, whatever is drawn."""

import numpy as np
import pytest

from grader.checks.values import arguments_of, is_close
from grader.course.exercise import Answer
from grader.records import Outcome


def cut_on_the_way(x, w, b, order):
    total = b
    for number in order:
        total = max(0.0, total + w[number] * x[number])
    return total


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("step", [1, -1])
def test_a_sum_that_is_cut_on_the_way_is_told_apart_by_single_examples(course, step, seed):
    exercise = course.exercise("02_deep_network")
    questions = exercise.questions("relu_unit", seed)
    (check,) = (one for one in exercise.task("relu_unit").checks if one.name == "one_example")
    examples = [arguments_of(Answer(questions[name], Outcome())) for name in check.questions]
    assert not all(
        is_close(
            np.asarray(cut_on_the_way(x, w, b, range(len(w))[::step])),
            np.asarray(max(0.0, x @ w + b)),
        )
        for x, w, b in examples
    )


@pytest.mark.parametrize("seed", range(20))
def test_the_sign_of_y_shows_the_wrong_direction_for_a_step(course, seed):
    questions = course.exercise("03_sgd").questions("adjust_weights", seed)
    for name, sign in (("too_low", -1), ("too_high", 1), ("twice_the_rate", -1)):
        w, b, x, y, _ = arguments_of(Answer(questions[name], Outcome()))
        assert (np.sign(y) == sign).all()
        assert (np.sign(x @ w + b - y) == sign).all()
