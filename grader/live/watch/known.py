"""What is known of the answers in one file, and which of it still holds after a save."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from grader.course.course import Course
from grader.graded import NOTHING, Examined
from grader.judge.results import exercise_result
from grader.judge.verdict import internal_error
from grader.pipeline import judged
from grader.protocol.problems import Problem
from grader.records import Evidence, ExerciseResult, Outcome, Place, Submission, TaskResult


@dataclass(frozen=True)
class Known:
    """What the run of an answer gave. reach: its source then. error: why the grader failed."""

    reach: tuple[Place, ...]
    examined: Examined
    error: str = ""

    def holds_for(self, reach: tuple[Place, ...]) -> bool:
        """Return whether an answer with this source gives the same, the draw of inputs aside.

        It does if its source is the same, byte for byte. If a line number was told, the lines must
        be where they were.
        """
        return not self.error and _are_same(self.reach, reach, self.examined.evidence)


@dataclass
class KnownFile:
    """What is known of one file. Its submission is the latest one that was read."""

    submission: Submission
    tasks: dict[str, Known] = field(default_factory=dict)
    loading: Known | None = None

    def stale(self) -> list[str]:
        """Return the answered tasks that must be run: all if their calls may affect each other."""
        sources = self.submission.tasks
        answered = [name for name, one in sources.items() if one.state == "answered"]
        stale = [name for name in answered if not self.holds(name)]
        return answered if stale and self.submission.is_entangled else stale

    def holds(self, task: str) -> bool:
        """Return whether what is known of a task holds for the latest submission."""
        known = self.tasks.get(task)
        return known is not None and known.holds_for(self.submission.tasks[task].reach)

    def is_loaded(self) -> bool:
        """Return whether it is known what the file's top-level statements do when it is run."""
        if not self.submission.is_answered:
            return True
        return self.loading is not None and self.loading.holds_for(self.submission.loading)

    def note(self, submission: Submission, known: Examined, error: str = "") -> None:
        """Keep what a run of these tasks gave."""
        for name, source in submission.tasks.items():
            self.tasks[name] = Known(source.reach, _part(known, name), error)
        if not error:
            at_top = tuple(one for one in known.evidence.trainings if not one.task)
            of_file = msgspec.structs.replace(known.evidence, outcomes={}, trainings=at_top)
            self.loading = Known(submission.loading, Examined({}, of_file, {}))

    def examined(self) -> Examined:
        """Return all that is known of the latest submission."""
        known = [self.tasks[name].examined for name in self.submission.tasks if self.holds(name)]
        evidence = Evidence(
            {name: one for part in known for name, one in part.evidence.outcomes.items()},
            trainings=tuple(one for part in known for one in part.evidence.trainings),
        )
        return self._with_loading(
            Examined(
                {name: one for part in known for name, one in part.questions.items()},
                evidence,
                {name: one for part in known for name, one in part.measurements.items()},
            )
        )

    def result(self, course: Course) -> ExerciseResult:
        """Judge the tasks of which enough is known."""
        exercise = course.exercise(self.submission.exercise)
        results = [
            self._judge(course, name)
            for name, source in self.submission.tasks.items()
            if source.state != "answered" or self.holds(name) or self._has_failed(name)
        ]
        tasks: list[TaskResult] = [task for one in results for task in one.tasks]
        notes = tuple(note for one in results for note in one.notes)
        return exercise_result(exercise, self.submission, tasks, notes)

    def _has_failed(self, name: str) -> bool:
        return name in self.tasks and bool(self.tasks[name].error)

    def _judge(self, course: Course, name: str) -> ExerciseResult:
        source = self.submission.tasks[name]
        alone = msgspec.structs.replace(self.submission, tasks={name: source})
        known = self.tasks.get(name) if source.state == "answered" else None
        if known is not None and known.error:
            return internal_error(course, alone, known.error)
        return judged(
            course, alone, self._with_loading(NOTHING if known is None else known.examined)
        )

    def _with_loading(self, examined: Examined) -> Examined:
        """Return what is known of a task, with what the latest run of the file told."""
        if self.loading is None or not self.submission.is_answered:
            return examined
        of_file, own = self.loading.examined.evidence, examined.evidence
        trainings = (*own.trainings, *of_file.trainings)
        evidence = msgspec.structs.replace(of_file, outcomes=own.outcomes, trainings=trainings)
        return Examined(examined.questions, evidence, examined.measurements)


def _part(known: Examined, task: str) -> Examined:
    """Return what is known of one task."""
    return Examined(
        {task: known.questions.get(task, {})},
        Evidence(
            {task: known.evidence.outcomes.get(task, {})},
            trainings=tuple(one for one in known.evidence.trainings if one.task == task),
        ),
        {task: known.measurements.get(task, {})},
    )


def _are_same(old: tuple[Place, ...], new: tuple[Place, ...], evidence: Evidence) -> bool:
    if old == new:
        return True
    has_same_text = [one.source for one in old] == [one.source for one in new]
    return has_same_text and not any(problem.line for problem in _problems(evidence))


def _problems(evidence: Evidence) -> Iterator[Problem]:
    yield from evidence.loading
    for outcomes in evidence.outcomes.values():
        for outcome in outcomes.values():
            yield from _problems_of(outcome)


def _problems_of(outcome: Outcome) -> Iterator[Problem]:
    trials = (returned.trial for returned in outcome.returns if returned.trial is not None)
    tried = (one for trial in trials for one in (trial.loss_problem, trial.step_problem))
    yield from (one for one in (outcome.problem, *tried) if one is not None)
