"""The shipped course in a gradebook: word for word, small, and the same when it is judged again."""

from dataclasses import replace
from pathlib import PurePath

import msgspec
import numpy as np
import pytest

from grader.commands.prove import read_answer
from grader.course import ask
from grader.course.known_answers import Expectation, known_answers
from grader.gradebook.conditions import condition_of
from grader.gradebook.content import OF_A_PERSON, content_of
from grader.gradebook.keeping import Keeper
from grader.gradebook.opening import open_database
from grader.gradebook.reading import Opened
from grader.gradebook.regrade import Again
from grader.graded import Graded
from grader.judge.renamed import file_name, renamed
from grader.judge.verdict import internal_error
from grader.options import Options
from grader.pipeline import grade
from grader.records import Submission
from grader.sandbox.limits import DEFAULT_LIMITS
from grader.session import Session, Settings
from tests.gradebook.test_keeping import without_reasons
from tests.gradebook.test_regrade import nothing_is_run

EVERY = 20
"""One of so many known answers is graded here."""

LARGEST = 4096
"""Bytes that a submission may take on average."""

_CONTENT = {
    "exercise", "seed", "tasks", "cells", "statements", "bindings", "placeholder", "unparsed",
    "loading", "is_entangled", "internal_error", "written",
}  # fmt: skip


@pytest.fixture(scope="module")
def answers(course, reader):
    """Known answers of all exercises, each of another learner."""
    some = known_answers(course.known_answers, course.names)[::EVERY]
    return [
        msgspec.structs.replace(
            read_answer(course, reader, msgspec.structs.replace(one, expected=Expectation(""))),
            learner=f"learner {number:03}",
        )
        for number, one in enumerate(some)
    ]


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("gradebook") / "course.db"


@pytest.fixture(scope="module")
def results(answers, course, session, file):
    """Grade them into a gradebook, and return the results by learner."""
    condition = condition_of(course, None, 8.0, DEFAULT_LIMITS)
    with Keeper(open_database(str(file), create=True), course, condition) as keeper:
        graded = grade(answers, course, session, Options(timeout=8.0, keeper=keeper))
    return {one.learner: result for one, result in zip(answers, graded, strict=True)}


@pytest.fixture
def opened(file, results):
    with Opened(open_database(str(file), create=False)) as opened:
        yield opened


def of_gradebook(opened, course, results):
    """Return the results in the gradebook of what each learner has handed in."""
    return {
        one.learner: exercise
        for one in opened.gradebook(course).learners
        for exercise in one.exercises
        if exercise.exercise == results[one.learner].exercise
    }


def test_every_field_of_a_submission_is_content_or_tells_whose_it_is():
    assert {*Submission.__struct_fields__} == _CONTENT | OF_A_PERSON


def test_whose_it_is_does_not_change_a_content(answers):
    for one in answers:
        name = f"lee_12_34_{PurePath(one.file).name}"
        moved = msgspec.structs.replace(one, learner="x", file=f"elsewhere/{name}")
        other = renamed(moved, file_name(one.file), name)
        assert other != one
        assert content_of(other) == content_of(one)
    assert len({content_of(one).digest for one in answers}) == len(answers)


@pytest.mark.slow
def test_a_gradebook_tells_what_was_told_word_for_word(opened, course, results):
    assert {
        name: without_reasons(one) for name, one in of_gradebook(opened, course, results).items()
    } == {name: without_reasons(one) for name, one in results.items()}


@pytest.mark.slow
def test_a_submission_takes_no_more_than_it_may(opened, results):
    with opened.database.reading() as connection:
        tables = ("contents", "evidence", "verdicts")
        sums = [f"(SELECT sum(length(record)) FROM {one})" for one in tables]
        size = connection.exec_driver_sql(f"SELECT {' + '.join(sums)}").scalar_one()
    assert size / len(results) < LARGEST


@pytest.mark.slow
def test_judged_again_without_a_change_nothing_moves_and_nothing_is_run(opened, course, results):
    outcome = Again(opened, course, nothing_is_run).regrade()
    assert (outcome.moves, outcome.run, outcome.left) == ((), (), ())
    assert outcome.judged == len(results)
    assert of_gradebook(opened, course, results).keys() == results.keys()


@pytest.mark.slow
def test_a_new_question_is_asked_of_its_task_alone_and_the_rest_is_as_before(
    opened, course, results, answers
):
    *others, sgd = course.exercises
    task = sgd.tasks[0]

    def more(rng):
        return {**task.questions(rng), "more": ask(task.name, np.arange(6.0).reshape(3, 2))}

    tasks = (replace(task, questions=more), *sgd.tasks[1:])
    changed = replace(course, exercises=(*others, replace(sgd, tasks=tasks)), fingerprint="1")
    before = of_gradebook(opened, course, results)
    outcome = Again(opened, changed, lambda _limits: Session(Settings(jobs=2))).regrade()
    assert outcome.run
    run = {one.learner.name: tasks for one, tasks in outcome.run}
    entangled = {one.learner for one in answers if one.is_entangled}
    assert {tasks for name, tasks in run.items() if name not in entangled} == {(task.name,)}
    assert outcome.moves == ()
    after = of_gradebook(opened, changed, results)
    assert {name: without_reasons(one) for name, one in after.items()} == {
        name: without_reasons(one) for name, one in before.items()
    }
    assert Again(opened, changed, nothing_is_run).regrade().run == ()


@pytest.mark.slow
def test_what_ended_as_an_internal_error_is_run_again_and_gets_its_verdict(
    opened, course, results, answers
):
    broken = [answers[0], answers[-1]]
    condition = condition_of(course, None, 8.0, DEFAULT_LIMITS)
    with Keeper(opened.database, course, condition) as keeper:
        for one in broken:
            keeper.keep(Graded(one, internal_error(course, one, "it died")))
    outcome = Again(opened, course, lambda _limits: Session(Settings(jobs=2))).retry()
    assert [move.of.learner.name for move in outcome.moves] == [one.learner for one in broken]
    after = of_gradebook(opened, course, results)
    assert [without_reasons(after[one.learner]) for one in broken] == [
        without_reasons(results[one.learner]) for one in broken
    ]
