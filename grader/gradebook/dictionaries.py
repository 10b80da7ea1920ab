"""The texts with which records are compressed: what submissions of an exercise have in common."""

from __future__ import annotations

from sqlalchemy import Connection, select

from grader.course.course import Course
from grader.gradebook.codec import encode
from grader.gradebook.schema import DICTIONARIES
from grader.protocol.arrays import Array
from grader.protocol.events import Return
from grader.protocol.models import Activation, Compiled, Layer, Model
from grader.protocol.problems import Problem
from grader.records import Measurement, Outcome, Place, TaskSource, TrainingRun


class Dictionaries:
    """The texts that a gradebook has, by number. Each is read once."""

    def __init__(self) -> None:
        self._texts: dict[int, bytes] = {}

    def known(self, number: int) -> bytes | None:
        """Return a text if it has been read."""
        return self._texts.get(number)

    def text(self, connection: Connection, number: int) -> bytes:
        """Return a text."""
        if number not in self._texts:
            wanted = select(DICTIONARIES.c.text).where(DICTIONARIES.c.id == number)
            self._texts[number] = bytes(connection.execute(wanted).scalar_one())
        return self._texts[number]


def dictionary_for(course: Course, exercise: str) -> bytes:
    """Return what records of an exercise have in common: names of fields, and the stub's text.

    It is stored beside them, so it may change whenever there are better ones.
    """
    stub = course.stubs.get(exercise)
    tasks = next((one.tasks for one in course.exercises if one.name == exercise), ())
    names = [name for task in tasks for name in (task.name, *(one.name for one in task.checks))]
    text = b"" if stub is None else stub.read_bytes()
    return b"".join((encode(names), *map(encode, _EXAMPLES), text))


_ARRAY = Array("float32", (3, 1), bytes(12), "list")
_LAYERS = (Layer("Dense", "Dense", 1, Activation("linear"), weights=(_ARRAY, _ARRAY)),) * 2
_MODEL = Model("Sequential", _LAYERS, True, (3,), Compiled("adam", True, 0.01, "mae", 1.0), _ARRAY)
_EXAMPLES = (
    Measurement(0.0, (TrainingRun(1.0, 0.5, "as built"),)),
    Outcome((Return(_MODEL, (_MODEL,)),)),
    Outcome((Return(_ARRAY),) * 2),
    Outcome(problem=Problem("exception", "TypeError", "unsupported", "file.py", 0, 10, "return x")),
    TaskSource("answered", Place("file.py", 0, 10, "def f(x):"), None, "", (Place("file.py"),)),
)
"""Records as they often occur."""
