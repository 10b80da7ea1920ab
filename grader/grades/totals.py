"""Sums of points, after the points of a part have changed."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from grader.records import Adjustment, ExerciseResult, LearnerResult, TaskResult


def with_tasks(
    result: ExerciseResult, tasks: Iterable[TaskResult], adjustments: Iterable[Adjustment] = ()
) -> ExerciseResult:
    """Return the exercise with these tasks, their sum, and these further adjustments."""
    held = tuple(tasks)
    return msgspec.structs.replace(
        result,
        tasks=held,
        score=sum(task.score for task in held),
        max_score=sum(task.max_score for task in held),
        adjustments=(*result.adjustments, *adjustments),
    )


def with_exercises(learner: LearnerResult, exercises: Iterable[ExerciseResult]) -> LearnerResult:
    """Return the learner with these exercises and their sum."""
    held = tuple(exercises)
    return msgspec.structs.replace(
        learner,
        exercises=held,
        score=sum(one.score for one in held),
        max_score=sum(one.max_score for one in held),
    )
