"""Finds the course: its lessons by listing the folder, its files in a checkout or in the wheel."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import grader
from grader import lessons
from grader.course.exercise import Exercise
from grader.errors import CourseError


def exercise_names() -> tuple[str, ...]:
    """Return the names of all exercises in order, without importing their lessons."""
    names = (module.name for module in pkgutil.iter_modules(lessons.__path__))
    return tuple(sorted(name for name in names if name[:1].isdigit()))


def load_exercise(name: str) -> Exercise:
    """Import one lesson; raises CourseError where it does not define its exercise."""
    module = importlib.import_module(f"grader.lessons.{name}")
    exercise = getattr(module, "EXERCISE", None)
    if not isinstance(exercise, Exercise) or exercise.name != name:
        raise CourseError(f"grader/lessons/{name}.py must define EXERCISE, an Exercise of its name")
    return exercise


def material(kind: str) -> Path:
    """Return the folder "exercises" or "solutions", from the checkout or from the wheel."""
    package = Path(grader.__file__).resolve().parent
    for place in (package / "material" / kind, package.parent / kind):
        if place.is_dir():
            return place
    raise CourseError(f"the folder {kind} is missing from this installation")
