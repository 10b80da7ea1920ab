"""`grade regrade` and `grade retry`: grades what a gradebook has again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from grader.errors import GraderError
from grader.grades.adjust import Grading
from grader.grades.moves import Move
from grader.judge.phrases import count
from grader.options import Options
from grader.protocol.text import plain
from grader.sandbox.limits import Limits
from grader.session import Session, Settings

if TYPE_CHECKING:
    from grader.gradebook.current import Current
    from grader.gradebook.moves import CheckMove, VerdictMove
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
    """Grade again, print what came of it, and return the exit code. Raises GraderError."""
    loaded = load_course(course)
    protected = (*protected_folders(loaded), *gradebook_files(gradebook))
    with opened_gradebook(gradebook) as opened:
        from grader.commands.gradebooks import decided_in
        from grader.gradebook.moved_grades import moved_grades
        from grader.gradebook.regrade import Again

        start = partial(_session, replace(settings, protected=protected))
        options = Options(progress=progress_bar(), warn=warn)
        workers = Session(settings).workers
        again = Again(opened, loaded, start, options, workers=workers, dry_run=dry_run)
        decided = decided_in(opened)
        before = opened.gradebook(loaded) if decided != Grading() else None
        outcome = again.regrade() if command == "regrade" else again.retry()
        moved = (
            {_key(move): _grade_of(move) for move in outcome.moves}
            if before is None
            else moved_grades(before, outcome.moves, loaded, decided)
        )
    _Report(loaded, Console(highlight=False), dry_run, moved).print(command, outcome)
    return GraderError.exit_code if outcome.broken else 0


def _session(settings: Settings, limits: Limits) -> Session:
    return Session(replace(settings, limits=limits))


@dataclass(frozen=True)
class _Report:
    """Prints what came of grading again. grades: how they move, by learner and exercise."""

    course: Course
    console: Console
    is_dry: bool
    grades: Mapping[tuple[str, str], Move]

    def print(self, command: Command, outcome: Outcome) -> None:
        """Print whose grade moved, what was run, and what stays as it was."""
        for move in outcome.moves:
            self._say(_moved(move, self.grades.get(_key(move))), style="bold")
            for check in move.checks:
                self._say(f"  {check.task}: {self._title(move, check)}: {_points(check)}")
        verb = "would be run again" if self.is_dry else "was run again"
        told = (f"{_name(one)}: {verb}: {', '.join(tasks)}" for one, tasks in outcome.run)
        self._say_all(told)
        self._say_all(f"{_name(one)}: keeps its verdict: {why}." for one, why in outcome.left)
        self._say_all(
            f"{_name(one)}: ended as an internal error, which costs no points: {error}"
            for one, error in outcome.broken
        )
        self._say(self._summary(command, outcome))

    def _summary(self, command: Command, outcome: Outcome) -> str:
        moved = sum(_key(move) in self.grades for move in outcome.moves)
        if command == "retry" and not outcome.run and not outcome.left:
            return "Nothing ended as an internal error."
        judged = f"{count(outcome.judged, 'submission')} judged"
        moves = f"{count(moved, 'grade')} {'would move' if self.is_dry else 'moved'}"
        run = f"{len(outcome.run)} {'to run' if self.is_dry else 'run'} again"
        kept = f"{len(outcome.left)} left as before"
        if outcome.broken:
            kept += f", {count(len(outcome.broken), 'internal error')}"
        end = " Nothing was changed: this is a dry run." if self.is_dry else ""
        return f"{judged}, {moves}, {run}, {kept}.{end}"

    def _title(self, move: VerdictMove, moved: CheckMove) -> str:
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


def _key(move: VerdictMove) -> tuple[str, str]:
    return move.of.learner.name, move.of.exercise


def _grade_of(move: VerdictMove) -> Move:
    points = (move.before, move.max_before, move.after, move.max_after)
    return Move(*_key(move), *points)


def _moved(move: VerdictMove, grade: Move | None) -> str:
    if grade is None:
        return f"{_name(move.of)}: the checks give other points, and the grade does not move"
    of = f"of {grade.max_after}"
    if grade.max_before != grade.max_after:
        return f"{_name(move.of)}: {grade.before} of {grade.max_before} -> {grade.after} {of}"
    return f"{_name(move.of)}: {grade.before} -> {grade.after} {of}"


def _points(check: CheckMove) -> str:
    before = "new" if check.before is None else str(check.before)
    after = "gone" if check.after is None else str(check.after)
    return f"{before} -> {after}"
