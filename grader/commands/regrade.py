"""`grade regrade` and `grade retry`: grades what a gradebook has again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from rich.console import Console
from rich.text import Text

from grader.commands.grade import protected_folders, warn
from grader.commands.keep import gradebook_files, opened_gradebook
from grader.commands.progress import progress_bar
from grader.course.course import Course
from grader.course.load import load_course
from grader.judge.phrases import count
from grader.options import Options
from grader.protocol.text import plain
from grader.sandbox.limits import Limits
from grader.session import Session, Settings

if TYPE_CHECKING:
    from grader.gradebook.current import Current
    from grader.gradebook.moves import CheckMove, Move
    from grader.gradebook.regrade import Outcome

Command = Literal["regrade", "retry"]


def grade_again(
    command: Command,
    gradebook: str,
    settings: Settings,
    *,
    course: str | None = None,
    dry_run: bool = False,
) -> int:
    """Grade again, print what came of it and return 0. Raises GraderError."""
    loaded = load_course(course)
    protected = (*protected_folders(loaded), *gradebook_files(gradebook))
    with opened_gradebook(gradebook) as opened:
        from grader.gradebook.regrade import Again

        start = partial(_session, replace(settings, protected=protected))
        options = Options(progress=progress_bar(), warn=warn)
        workers = Session(settings).workers
        again = Again(opened, loaded, start, options, workers=workers, dry_run=dry_run)
        outcome = again.regrade() if command == "regrade" else again.retry()
    _Report(loaded, Console(highlight=False), dry_run).print(command, outcome)
    return 0


def _session(settings: Settings, limits: Limits) -> Session:
    return Session(replace(settings, limits=limits))


@dataclass(frozen=True)
class _Report:
    """Prints what came of grading again."""

    course: Course
    console: Console
    is_dry: bool

    def print(self, command: Command, outcome: Outcome) -> None:
        """Print whose grade moved, what was run, and what stays as it was."""
        for move in outcome.moves:
            self._say(_moved(move), style="bold")
            for check in move.checks:
                self._say(f"  {check.task}: {self._title(move, check)}: {_points(check)}")
        verb = "would be run again" if self.is_dry else "was run again"
        told = (f"{_name(one)}: {verb}: {', '.join(tasks)}" for one, tasks in outcome.run)
        self._say_all(told)
        self._say_all(f"{_name(one)}: keeps its verdict: {why}." for one, why in outcome.left)
        self._say(self._summary(command, outcome))

    def _summary(self, command: Command, outcome: Outcome) -> str:
        moved = len(outcome.moves)
        if command == "retry" and not outcome.run and not outcome.left:
            return "Nothing ended as an internal error."
        judged = f"{count(outcome.judged, 'submission')} judged"
        moves = f"{count(moved, 'grade')} {'would move' if self.is_dry else 'moved'}"
        run = f"{len(outcome.run)} {'to run' if self.is_dry else 'run'} again"
        kept = f"{len(outcome.left)} left as before"
        end = " Nothing was changed: this is a dry run." if self.is_dry else ""
        return f"{judged}, {moves}, {run}, {kept}.{end}"

    def _title(self, move: Move, moved: CheckMove) -> str:
        exercise = self.course.exercise(move.of.exercise)
        titles = {
            (task.name, check.name): check.title for task in exercise.tasks for check in task.checks
        }
        return titles.get((moved.task, moved.check), moved.check)

    def _say_all(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._say(line)

    def _say(self, line: str, style: str = "") -> None:
        self.console.print(Text(plain(line), style=style), soft_wrap=True)


def _name(one: Current) -> str:
    return f"{one.learner.name}, {one.exercise}"


def _moved(move: Move) -> str:
    of = f"of {move.max_after}"
    if move.max_before != move.max_after:
        return f"{_name(move.of)}: {move.before} of {move.max_before} -> {move.after} {of}"
    return f"{_name(move.of)}: {move.before} -> {move.after} {of}"


def _points(check: CheckMove) -> str:
    before = "new" if check.before is None else str(check.before)
    after = "gone" if check.after is None else str(check.after)
    return f"{before} -> {after}"
