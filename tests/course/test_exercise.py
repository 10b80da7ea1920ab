import ast

import pytest

from grader.course import RIGHT, Task, ask, check, wrong
from grader.errors import CourseError
from tests.conftest import REPOSITORY


def questions(rng):
    return {"one": ask("f", 1.0)}


@check(points=1)
def looks_at_one(one):
    """looks at one"""
    return RIGHT


@check(points=1, after=looks_at_one)
def looks_after(one):
    """looks after"""
    return RIGHT


@check(points=1, simpler=looks_at_one)
def looks_closer(one):
    """looks closer"""
    return RIGHT


@check(points=1)
def looks_elsewhere(other):
    """looks elsewhere"""
    return RIGHT


def test_a_check_takes_title_and_questions_from_its_function():
    assert looks_at_one.title == "looks at one"
    assert looks_at_one.questions == ("one",)


def test_details_of_a_finding_may_have_any_names():
    details = {"code": 3, "cause": "the loss", "self": None, "details": []}
    found = wrong("x", **details)
    assert (found.code, found.details) == ("x", details)


def test_a_check_without_a_title_is_refused():
    with pytest.raises(CourseError, match="docstring"):

        @check(points=1)
        def untitled(one):
            return RIGHT


def test_a_check_that_uses_an_unknown_question_is_refused():
    with pytest.raises(CourseError, match="other"):
        Task("f", questions, (looks_elsewhere,))


@pytest.mark.parametrize("other", [looks_after, looks_closer])
def test_a_check_before_one_that_it_refers_to_is_refused(other):
    with pytest.raises(CourseError, match="must follow looks_at_one"):
        Task("f", questions, (other, looks_at_one))


def test_every_exercise_of_the_shipped_course_has_stub_and_solution(course):
    for exercise in course.exercises:
        assert exercise.max_score > 0
        assert course.stubs[exercise.name].is_file()
        assert course.solutions[exercise.name].is_file()


def strings_in(path):
    tree = ast.parse(path.read_text())
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    for node in ast.walk(tree):
        if isinstance(node, documented) and ast.get_docstring(node):
            node.body[0].value = ast.Constant(0)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_the_engine_knows_no_exercise_and_no_task_by_name(course):
    names = set(course.names)
    for exercise in course.exercises:
        # "relu" and "train" are also general terms of deep learning.
        names |= {task.name for task in exercise.tasks if "_" in task.name}
    package = REPOSITORY / "grader"
    engine = [path for path in package.rglob("*.py") if path.parent.name != "lessons"]
    assert len(engine) > 30
    for path in engine:
        for text in strings_in(path):
            assert not [name for name in names if name in text], path


def test_hints_are_a_question_the_idea_and_the_shape_of_the_answer(course):
    for exercise in course.exercises:
        for each in (each for task in exercise.tasks for each in task.checks):
            question, idea, shape = each.hints
            assert "?" in question, each.name
            assert idea.endswith("."), each.name
            assert len({question, idea, shape}) == 3
