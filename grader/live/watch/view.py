"""What is known and what the learner has chosen: all that the screen shows, as a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from grader.course.course import Course
from grader.live.progress import Progress, TaskProgress, updated
from grader.live.watch.records import Checked, Gone
from grader.records import Status, TaskResult

TO_FIX = (Status.ERROR, Status.TIMEOUT, Status.FAILED)


@dataclass(frozen=True)
class View:
    """The state of watching.

    checked: the latest verdicts by exercise. progress: of all exercises, also from earlier runs.
    exercise: the one being worked on. task: the one in it that was changed last. passed: the
    exercise and task that passed last. hints: how many are shown. is_listing: whether all tasks are
    listed. is_solved: whether the solution of `passed` is shown. notice: one line on what happened
    elsewhere. is_ready: whether the processes that run answers have started. has_gone: whether a
    file was removed.
    """

    course: Course
    checked: Mapping[str, Checked] = field(default_factory=dict)
    progress: Progress = field(default_factory=Progress)
    exercise: str = ""
    task: str = ""
    passed: tuple[str, str] | None = None
    hints: int = 0
    is_listing: bool = False
    is_solved: bool = False
    notice: str = ""
    is_ready: bool = False
    has_gone: bool = False

    def results(self, exercise: str) -> dict[str, TaskResult]:
        """Return the verdicts on an exercise, by task."""
        checked = self.checked.get(exercise)
        return {} if checked is None else {task.task: task for task in checked.result.tasks}

    def known(self, exercise: str, task: str) -> TaskProgress | None:
        """Return the latest status and points of a task, perhaps those of an earlier run."""
        return self.progress.tasks.get(exercise, {}).get(task)

    def is_done(self, exercise: str) -> bool:
        """Return whether all tasks of an exercise have passed, as far as is known."""
        tasks = self.course.exercise(exercise).tasks
        return all(
            (known := self.known(exercise, task.name)) is not None and known.status is Status.PASSED
            for task in tasks
        )

    @property
    def running(self) -> tuple[str, ...]:
        """The tasks of the exercise that are being run."""
        checked = self.checked.get(self.exercise)
        return () if checked is None else checked.running

    @property
    def now(self) -> TaskResult | None:
        """The one thing to do now: the task changed last, or the first to fix, or to begin."""
        results = self.results(self.exercise)
        changed = results.get(self.task)
        if changed is not None and changed.status in TO_FIX:
            return changed
        if self.task in self.running:
            return None
        to_fix = (one for one in results.values() if one.status in TO_FIX)
        to_begin = (one for one in results.values() if one.status is Status.NOT_ATTEMPTED)
        return next(to_fix, None) or (None if self.running else next(to_begin, None))


def with_checked(view: View, new: Checked) -> View:
    """Return the view after verdicts on one exercise."""
    before = view.results(new.exercise)
    checked = {**view.checked, new.exercise: new}
    view = replace(view, checked=checked, progress=updated(view.progress, [new.result]))
    after = view.results(new.exercise)
    view = _with_exercise(view, new)
    if new.exercise == view.exercise:
        view = _with_task(view, new)
    elif not new.is_first:
        view = replace(view, notice=_elsewhere(view, new))
    for name in new.fresh:
        # A task may be fresh and run again: it was saved with other line numbers in the meantime.
        has_passed = name in after and after[name].status is Status.PASSED
        if has_passed and not new.is_first and before.get(name) != after[name]:
            view = replace(view, passed=(new.exercise, name))
    return view


def with_gone(view: View, gone: Gone) -> View:
    """Return the view after the file of an exercise was removed."""
    checked = {name: one for name, one in view.checked.items() if name != gone.exercise}
    return replace(view, checked=checked, has_gone=True)


def chosen(view: View, exercise: str) -> View:
    """Return the view of the exercise that the learner has chosen."""
    passed = view.passed if view.passed is not None and view.passed[0] == exercise else None
    return replace(working_on(view, exercise), passed=passed)


def working_on(view: View, exercise: str) -> View:
    """Return the view of another exercise."""
    return replace(
        view, exercise=exercise, task="", hints=0, is_listing=False, is_solved=False, notice=""
    )


def _with_exercise(view: View, new: Checked) -> View:
    """Move to the exercise that was saved, unless that would lead away from unfinished work.

    An earlier exercise that is saved while a later one is being worked on is only noted.
    """
    names = view.course.names
    if not view.exercise:
        first = next(name for name in names if not view.is_done(name)) if _any(view) else names[0]
        view = replace(view, exercise=first)
    if new.is_first:
        is_moving = _has_answers(new) and not view.is_done(new.exercise)
    else:
        is_later = names.index(new.exercise) > names.index(view.exercise)
        is_moving = bool(new.changed) and (is_later or view.is_done(view.exercise))
    if new.is_read and is_moving and new.exercise != view.exercise:
        return working_on(view, new.exercise)
    return _moved_on(view, new)


def _any(view: View) -> bool:
    return not all(map(view.is_done, view.course.names))


def _moved_on(view: View, new: Checked) -> View:
    """Move to the next exercise that is not done, once this one is."""
    if new.exercise != view.exercise or new.running or not view.is_done(view.exercise):
        return view
    following = next((name for name in _after(view) if not view.is_done(name)), None)
    return view if following is None else replace(working_on(view, following), notice=view.notice)


def _after(view: View) -> Iterator[str]:
    names = view.course.names
    at = names.index(view.exercise)
    yield from (*names[at + 1 :], *names[:at])


def _with_task(view: View, new: Checked) -> View:
    """Note which task the learner is working on: the first that was changed and has not passed."""
    results = view.results(new.exercise)
    changed = [name for name in new.changed if _is_open(results.get(name))]
    if new.is_first or not new.changed:
        return view
    if changed and view.task not in changed:
        view = replace(view, task=changed[0], hints=0)
    return replace(view, is_solved=False, notice="")


def _is_open(result: TaskResult | None) -> bool:
    return result is None or result.status is not Status.PASSED


def _has_answers(checked: Checked) -> bool:
    return any(
        source.state in ("answered", "unreadable") for source in checked.submission.tasks.values()
    )


def _elsewhere(view: View, new: Checked) -> str:
    number = view.course.names.index(new.exercise) + 1
    status = {task.task: task.status for task in new.result.tasks}
    names = [name for name in (new.fresh or new.changed) if name in status]
    told = ", ".join(f"{name} {status[name].value.replace('_', ' ')}" for name in names)
    if not told:
        return view.notice
    advice = "" if view.is_done(new.exercise) else f" Press {number} to work on it."
    return f"{new.exercise} was saved: {told}.{advice}"
