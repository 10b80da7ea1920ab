"""What is still known of a file after a save."""

import msgspec
import pytest

from grader.graded import Examined
from grader.live.watch.known import Known, KnownFile
from grader.protocol.events import Return
from grader.protocol.problems import Problem
from grader.protocol.trials import Trial
from grader.protocol.values import Nothing
from grader.records import Evidence, Outcome, Place, Status, Submission, TaskSource

DEEP = "02_deep_network"
HERE = (Place("a.py", 0, 1, "import math"), Place("a.py", 0, 3, "relu = abs"))
MOVED = (Place("a.py", 0, 1, "import math"), Place("a.py", 0, 9, "relu = abs"))
CHANGED = (Place("a.py", 0, 1, "import math"), Place("a.py", 0, 3, "relu = max"))
TOP = (Place("a.py", 0, 1, "import math"),)


def file(relu=HERE, mean=HERE, **options) -> Submission:
    """Return a submission with two answers that reach these statements."""
    tasks = {"relu": TaskSource("answered", reach=relu), "mean": TaskSource("answered", reach=mean)}
    return Submission("lee", DEEP, "a.py", 1, tasks, loading=TOP, **options)


def seen(problem: Problem | None = None, trial: Trial | None = None, loading=()) -> Examined:
    outcome = Outcome((Return(Nothing(), trial=trial),), problem)
    outcomes = {"relu": {"q": outcome}, "mean": {"q": Outcome()}}
    return Examined({"relu": {}}, Evidence(outcomes, loading), {"relu": {}})


AT_A_LINE, NOWHERE = Problem("exception", line=3), Problem("timeout")


@pytest.mark.parametrize(
    ("examined", "holds"),
    [
        (seen(), True),
        (seen(NOWHERE), True),
        (seen(AT_A_LINE), False),
        (seen(trial=Trial(loss_problem=AT_A_LINE)), False),
        (seen(trial=Trial(step_problem=AT_A_LINE)), False),
        (seen(trial=Trial(step_problem=NOWHERE)), True),
        (seen(loading=(AT_A_LINE,)), False),
    ],
)
def test_an_answer_whose_lines_have_moved_holds_unless_a_line_was_told(examined, holds):
    assert Known(HERE, examined).holds_for(HERE)
    assert Known(HERE, examined).holds_for(MOVED) is holds
    assert not Known(HERE, examined).holds_for(CHANGED)
    assert not Known(HERE, examined).holds_for(HERE[:1])


def test_nothing_holds_of_a_run_in_which_the_grader_failed():
    assert not Known(HERE, seen(), "it failed").holds_for(HERE)


def test_only_the_answer_that_has_changed_is_run_again():
    known = KnownFile(file())
    assert known.stale() == ["relu", "mean"]
    known.note(file(), seen())
    assert known.stale() == []
    known.submission = file(relu=CHANGED)
    assert known.stale() == ["relu"]
    assert set(known.examined().evidence.outcomes) == {"mean"}
    known.submission = file()
    assert known.stale() == []


def test_if_answers_may_affect_each_other_all_are_run_again():
    known = KnownFile(file())
    known.note(file(), seen())
    known.submission = file(relu=CHANGED, is_entangled=True)
    assert known.stale() == ["relu", "mean"]
    known.submission = file(is_entangled=True)
    assert known.stale() == []


def test_untouched_tasks_are_never_run_and_their_file_needs_no_loading():
    untouched = {name: TaskSource("untouched") for name in ("relu", "mean")}
    known = KnownFile(msgspec.structs.replace(file(), tasks=untouched))
    assert (known.stale(), known.is_loaded()) == ([], True)


def test_what_the_file_does_when_it_is_run_is_known_by_the_statements_that_do_it():
    known = KnownFile(file())
    assert not known.is_loaded()
    known.note(file(), seen(loading=(NOWHERE,)))
    known.submission = file(relu=CHANGED)
    assert known.is_loaded()
    assert known.examined().evidence.loading == (NOWHERE,)
    known.submission = msgspec.structs.replace(file(), loading=HERE)
    assert not known.is_loaded()


def test_a_run_that_failed_is_stale_and_says_so_and_what_was_loaded_before_stays():
    known = KnownFile(file())
    known.note(file(), seen(loading=(NOWHERE,)))
    known.note(file(), seen(), "it failed")
    assert known.stale() == ["relu", "mean"]
    assert known.examined().evidence.loading == (NOWHERE,)


def test_tasks_that_need_no_run_and_those_that_failed_are_judged_and_others_wait(course):
    names = [task.name for task in course.exercise(DEEP).tasks][:3]
    states = ("untouched", "answered", "answered")
    tasks = {name: TaskSource(state) for name, state in zip(names, states, strict=True)}
    known = KnownFile(msgspec.structs.replace(file(), tasks=tasks))
    assert [one.task for one in known.result(course).tasks] == names[:1]
    failed = msgspec.structs.replace(file(), tasks={names[1]: tasks[names[1]]})
    known.note(failed, seen(), "it failed")
    statuses = {one.task: one.status for one in known.result(course).tasks}
    assert statuses == {names[0]: Status.NOT_ATTEMPTED, names[1]: Status.INTERNAL_ERROR}
