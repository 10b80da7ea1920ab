"""Every known answer gets exactly the grade that is recorded with it."""

import msgspec
import pytest

from grader.commands.prove import read_answer
from grader.course.known_answers import known_answers
from grader.course.load import load_course
from grader.course.prove import answer_mismatches
from grader.judge.gradebook import gradebook
from grader.options import Options
from grader.pipeline import grade
from grader.report.json_file import to_json
from grader.report.presenter import present
from grader.session import Session, Settings
from tests.conftest import SUBMISSIONS

GRADES = Options(diagnoses=False)
ANSWERS = known_answers(SUBMISSIONS, load_course().names)


@pytest.fixture(scope="module")
def results(course, session, reader):
    submissions = [read_answer(course, reader, answer) for answer in ANSWERS]
    names = [answer.name for answer in ANSWERS]
    return dict(zip(names, grade(submissions, course, session, GRADES), strict=True))


def silent(results):
    """Return these results without what was printed: a progress bar prints times."""
    return [
        msgspec.structs.replace(
            one, tasks=tuple(msgspec.structs.replace(task, printed="") for task in one.tasks)
        )
        for one in results
    ]


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.name)
def test_a_known_answer_gets_its_grade(results, answer):
    assert list(answer_mismatches(answer, results[answer.name])) == []


@pytest.mark.slow
def test_without_warm_processes_the_report_has_the_same_bytes(course, results, reader):
    """Some known answers run in forks of a process that has computed; here none does."""
    with Session(Settings(warm=False)) as cold:
        submissions = [read_answer(course, reader, answer) for answer in ANSWERS]
        again = grade(submissions, course, cold, GRADES)
    warm = [results[answer.name] for answer in ANSWERS]
    books = [gradebook(submissions, silent(results)) for results in (warm, again)]
    assert to_json(present(books[0], hints=0)) == to_json(present(books[1], hints=0))


@pytest.mark.slow
def test_without_confinement_every_known_answer_gets_the_same_result(course, results, reader):
    """Each runs in a fresh Python, as on systems that cannot fork."""
    with Session(Settings(isolation="off")) as unconfined:
        submissions = [read_answer(course, reader, answer) for answer in ANSWERS]
        again = grade(submissions, course, unconfined, GRADES)
    pairs = zip(silent([results[one.name] for one in ANSWERS]), silent(again), strict=True)
    assert [(one, other) for one, other in pairs if one != other] == []


def test_every_exercise_has_right_and_wrong_answers_and_notebooks(course):
    for name in course.names:
        own = [answer for answer in ANSWERS if answer.exercise == name]
        assert len([one for one in own if one.expected.tasks]) >= 20
        assert len([one for one in own if not one.expected.tasks]) >= 20
        assert [one for one in own if one.file.suffix == ".ipynb"]
