import ast

import pytest

from grader.course.exercise import RIGHT, Task, ask, check
from grader.course.find import exercise_names, load_exercise, material
from grader.errors import CourseError


def asks(rng):
    return {"one": ask("f", 1.0)}


@check(points=1)
def looks_at_one(one):
    """looks at one"""
    return RIGHT


@check(points=1, after=looks_at_one)
def looks_after(one):
    """looks after"""
    return RIGHT


@check(points=1)
def looks_elsewhere(other):
    """looks elsewhere"""
    return RIGHT


def test_a_check_takes_title_and_asks_from_its_function():
    assert looks_at_one.title == "looks at one"
    assert looks_at_one.asks == ("one",)


def test_a_check_without_a_title_is_refused():
    with pytest.raises(CourseError, match="docstring"):

        @check(points=1)
        def untitled(one):
            return RIGHT


def test_a_check_of_what_is_not_asked_is_refused():
    with pytest.raises(CourseError, match="other"):
        Task("f", asks, (looks_elsewhere,))


def test_a_check_before_what_it_depends_on_is_refused():
    with pytest.raises(CourseError, match="must follow"):
        Task("f", asks, (looks_after, looks_at_one))


def test_every_exercise_has_stub_solution_and_lesson():
    names = exercise_names()
    assert names == ("01_single_neuron", "02_deep_network", "03_sgd")
    for name in names:
        tasks = load_exercise(name).tasks
        assert sum(check.points for task in tasks for check in task.checks) == 10
        assert (material("exercises") / f"{name}.py").is_file()
        assert (material("solutions") / f"{name}.py").is_file()


def strings_in(path):
    tree = ast.parse(path.read_text())
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    for node in ast.walk(tree):
        if isinstance(node, documented) and ast.get_docstring(node):
            node.body[0].value = ast.Constant(0)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_the_engine_knows_no_exercise_and_no_task_by_name():
    names = set(exercise_names())
    for name in exercise_names():
        # "relu" and "train" are words of the field as well.
        names |= {task.name for task in load_exercise(name).tasks if "_" in task.name}
    package = material("exercises").parent / "grader"
    engine = [path for path in package.rglob("*.py") if path.parent.name != "lessons"]
    assert len(engine) > 30
    for path in engine:
        for text in strings_in(path):
            assert not [name for name in names if name in text], path
