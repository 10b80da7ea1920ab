"""The state of watching: what is to do now, and when it moves to another exercise."""

import pytest

from grader.live.watch.records import Checked, Gone
from grader.live.watch.view import View, with_checked, with_gone, working_on
from grader.records import ExerciseResult, Status, Submission, TaskResult, TaskSource

ONE, TWO, THREE = "01_single_neuron", "02_deep_network", "03_sgd"
P, F, N = Status.PASSED, Status.FAILED, Status.NOT_ATTEMPTED


@pytest.fixture
def view(course):
    return View(course)


def checked(view, exercise, *statuses, running=(), **options) -> Checked:
    """Return verdicts on an exercise's tasks, in order; None for one without a verdict."""
    names = [task.name for task in view.course.exercise(exercise).tasks]
    statuses = (*statuses, *[N] * (len(names) - len(statuses)))
    pairs = list(zip(names, statuses, strict=True))
    sources = {name: TaskSource("untouched" if s is N else "answered") for name, s in pairs}
    tasks = tuple(TaskResult(name, s, int(s is P), 1, ()) for name, s in pairs if s is not None)
    result = ExerciseResult(exercise, "", f"{exercise}.py", Status.FAILED, 0, 0, tasks)
    submission = Submission("me", exercise, f"{exercise}.py", 1, sources)
    return Checked(submission, result, running=running, **options)


def started(view, **statuses) -> View:
    """Return the view after the first reading of all three files."""
    for exercise, of in {ONE: (), TWO: (), THREE: (), **statuses}.items():
        view = with_checked(view, checked(view, exercise, *of, is_read=True, is_first=True))
    return view


def saved(view, exercise, *statuses, changed) -> View:
    """Return the view after a save that changes tasks, and after their verdicts."""
    names = [task.name for task in view.course.exercise(exercise).tasks]
    early = [None if name in changed else of for name, of in zip(names, statuses, strict=False)]
    read = {"running": changed, "changed": changed, "is_read": True}
    view = with_checked(view, checked(view, exercise, *early, **read))
    return with_checked(view, checked(view, exercise, *statuses, fresh=changed))


def test_with_untouched_files_the_first_task_is_to_do(view):
    view = started(view)
    assert (view.exercise, view.now.task, view.now.status) == (ONE, "linear_unit", N)


def test_the_file_that_was_saved_last_is_worked_on(view):
    view = with_checked(view, checked(view, TWO, F, is_read=True, is_first=True))
    view = with_checked(view, checked(view, ONE, P, is_read=True, is_first=True))
    assert view.exercise == ONE


def test_what_has_failed_comes_before_what_is_untouched(view):
    view = started(view, **{ONE: (P, N, F)})
    assert view.now.task == "build_neuron"


def test_the_task_that_was_changed_last_comes_first(view):
    view = started(view, **{ONE: (F, F, F)})
    assert view.now.task == "linear_unit"
    view = saved(view, ONE, F, F, F, changed=("build_neuron",))
    assert view.now.task == "build_neuron"


def test_once_it_has_passed_the_first_failed_one_is_next(view):
    view = started(view, **{ONE: (F, F, F)})
    view = saved(view, ONE, F, F, P, changed=("build_neuron",))
    assert view.now.task == "linear_unit"
    assert view.passed == (ONE, "build_neuron")


def test_while_the_changed_task_is_run_no_other_one_takes_its_place(view):
    view = started(view, **{ONE: (F, F)})
    changed = ("neuron",)
    running = checked(view, ONE, F, None, running=changed, changed=changed, is_read=True)
    assert with_checked(view, running).now is None


def test_a_fresh_verdict_that_is_stale_already_is_not_shown(view):
    view = started(view)
    again = checked(view, ONE, None, F, running=("linear_unit",), fresh=("linear_unit",))
    view = with_checked(view, again)
    assert (view.running, view.passed) == (("linear_unit",), None)


def test_an_earlier_file_that_is_saved_is_only_noted(view):
    view = started(view, **{TWO: (F,)})
    assert view.exercise == TWO
    view = saved(view, ONE, F, changed=("linear_unit",))
    assert view.exercise == TWO
    assert view.notice == f"{ONE} was saved: linear_unit failed. Press 1 to work on it."
    assert view.now.task == "relu"


def test_a_later_file_that_is_changed_is_worked_on(view):
    view = saved(started(view, **{TWO: (F,)}), THREE, F, changed=("compile_model",))
    assert (view.exercise, view.now.task) == (THREE, "compile_model")


def test_a_later_file_that_is_saved_without_a_change_is_not(view):
    view = saved(started(view, **{TWO: (F,)}), THREE, F, changed=())
    assert view.exercise == TWO


def test_an_earlier_file_is_worked_on_when_the_present_one_is_done(view):
    view = started(view, **{THREE: [P] * 5})
    view = saved(view, ONE, F, changed=("linear_unit",))
    assert view.exercise == ONE


def test_a_late_verdict_does_not_undo_the_learners_choice(view):
    view = started(view, **{TWO: (F,)})
    changed = ("train",)
    running = checked(view, THREE, N, running=changed, changed=changed, is_read=True)
    view = working_on(with_checked(view, running), TWO)
    view = with_checked(view, checked(view, THREE, N, N, N, N, F, fresh=changed))
    assert view.exercise == TWO


def test_the_next_exercise_follows_when_one_is_done(view):
    view = started(view, **{ONE: (P, P, P, F)})
    view = saved(view, ONE, P, P, P, P, changed=("read_weights",))
    assert (view.exercise, view.now.task, view.passed) == (TWO, "relu", (ONE, "read_weights"))


def test_hints_are_hidden_again_for_another_task(view):
    view = saved(started(view), ONE, F, F, changed=("linear_unit",))
    view = View(**{**view.__dict__, "hints": 2})
    assert saved(view, ONE, F, F, changed=("linear_unit",)).hints == 2
    assert saved(view, ONE, F, F, changed=("neuron",)).hints == 0


def test_a_file_that_is_gone_is_not_shown(view):
    view = with_gone(started(view), Gone(ONE))
    assert view.now is None
    assert view.results(ONE) == {}


def test_everything_done_leaves_nothing_to_do(view):
    view = started(view, **{ONE: [P] * 4, TWO: [P] * 3, THREE: [P] * 5})
    assert view.now is None
    assert all(map(view.is_done, view.course.names))
