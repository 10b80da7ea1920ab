"""A course with one small exercise, and submissions to it that were graded without any process."""

from __future__ import annotations

import math
from dataclasses import replace

from grader.course import RIGHT, Exercise, Task, Wording, ask, check, wrong
from grader.course.course import Course
from grader.gradebook.conditions import Condition, condition_of
from grader.gradebook.keeping import Keeper
from grader.gradebook.opening import Database
from grader.graded import Examined, Graded
from grader.pipeline import judged
from grader.protocol.arrays import pack
from grader.protocol.calls import Cell
from grader.protocol.events import Return
from grader.protocol.problems import Problem
from grader.records import Account, Evidence, ExerciseResult, Outcome, Place, Submission, TaskSource
from grader.sandbox.limits import DEFAULT_LIMITS
from grader.submission.seeds import seed_of


def double_questions(rng):
    return {"one": ask("double", 1.0), "drawn": ask("double", float(rng.integers(2, 10_000)))}


@check(points=2, hints=("first", "second"))
def is_two(one):
    """twice 1"""
    expected = pack(2.0, "number")
    return RIGHT if one.value == expected else wrong("double.not_two", received=one.function)


@check(points=1, after=is_two)
def is_double(drawn):
    """twice another number"""
    expected = pack(2 * drawn.call.arguments[0].value, "number")
    return RIGHT if drawn.value == expected else wrong("double.not_two", received="another")


TASK = Task("double", double_questions, (is_two, is_double))
EXERCISE = Exercise("01_double", "Doubling", (TASK,), (Wording("double.not_two", "{received}!"),))
COURSE = Course("mine", "Mine", "1", "f" * 64, (EXERCISE,), {}, {})


def course_with(task: Task, fingerprint: str = "e" * 64) -> Course:
    """Return the course with another task of the same name."""
    exercise = replace(EXERCISE, tasks=(task,))
    return replace(COURSE, exercises=(exercise,), fingerprint=fingerprint)


def submitted(
    learner: str,
    source: str = "def double(x):\n    return 2 * x",
    file: str = "",
    account: Account | None = None,
) -> Submission:
    """Return a submission as the reader would read it."""
    path = file or f"class/{learner}/01_double.py"
    name = path.rpartition("/")[2]
    task = TaskSource("answered", Place(name, 0, 1, source.split("\n", maxsplit=1)[0]))
    return Submission(
        learner,
        "01_double",
        path,
        seed_of(source.encode(errors="surrogatepass")),
        {"double": task},
        (Cell(name, 0, 1, source),),
        ((1,),),
        account=account or Account(),
    )


def graded(submission: Submission, factor: float = 2.0, course: Course = COURSE) -> Graded:
    """Grade a submission as if its function multiplied by this factor; nan raises."""
    questions = course.questions(submission)
    name = submission.cells[0].file
    raises = math.isnan(factor)
    raised = Outcome(problem=Problem("exception", "ValueError", "no", name, 0, 2, "return 2 * x"))
    outcomes = {
        one: raised
        if raises
        else Outcome((Return(pack(factor * question.call.arguments[0].value, "number")),))
        for one, question in questions["double"].items()
    }
    loading = (raised.problem,) if raises else ()
    examined = Examined(questions, Evidence({"double": outcomes}, loading), {})
    return Graded(submission, judged(course, submission, examined), examined)


def condition(course: Course = COURSE, key: str | None = None) -> Condition:
    return condition_of(course, key, 20.0, DEFAULT_LIMITS)


def keep(database: Database, *several: Graded, course: Course = COURSE) -> None:
    """Keep these results in one run."""
    with Keeper(database, course, condition(course)) as keeper:
        for one in several:
            keeper.keep(one)


def known(
    database: Database, *several: Submission, course: Course = COURSE
) -> dict[int, ExerciseResult]:
    """Return what a new run knows of these submissions."""
    with Keeper(database, course, condition(course)) as keeper:
        return dict(keeper.known(several))
