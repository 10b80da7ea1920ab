"""Every known answer gets exactly the grade that is stated beside it."""

import pytest

from grader.commands.prove import read_answer
from grader.course.known_answers import known_answers
from grader.course.load import load_course
from grader.course.prove import answer_mismatches
from grader.pipeline import grade
from tests.conftest import SUBMISSIONS

ANSWERS = known_answers(SUBMISSIONS, load_course().names)


@pytest.fixture(scope="module")
def results(course, session):
    submissions = [read_answer(course, answer) for answer in ANSWERS]
    return dict(zip(ANSWERS, grade(submissions, course, session), strict=True))


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.name)
def test_a_known_answer_gets_its_grade(results, answer):
    assert list(answer_mismatches(answer, results[answer])) == []


def test_every_exercise_has_right_and_wrong_answers_and_notebooks(course):
    for name in course.names:
        own = [answer for answer in ANSWERS if answer.exercise == name]
        assert len([one for one in own if one.expected.tasks]) >= 20
        assert len([one for one in own if not one.expected.tasks]) >= 20
        assert [one for one in own if one.file.suffix == ".ipynb"]
