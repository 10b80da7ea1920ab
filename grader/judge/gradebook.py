"""Groups results by learner."""

from __future__ import annotations

from collections.abc import Sequence

from grader.records import ExerciseResult, Gradebook, LearnerResult, Submission


def gradebook(
    submissions: Sequence[Submission],
    results: Sequence[ExerciseResult],
    notes: tuple[str, ...] = (),
    key_digest: str | None = None,
) -> Gradebook:
    """Return the gradebook of these results, with learners in the order of their submissions."""
    by_learner: dict[str, list[ExerciseResult]] = {}
    for submission, result in zip(submissions, results, strict=True):
        by_learner.setdefault(submission.learner, []).append(result)
    return Gradebook(
        tuple(
            LearnerResult(
                learner=learner,
                score=sum(result.score for result in of_learner),
                max_score=sum(result.max_score for result in of_learner),
                exercises=tuple(of_learner),
            )
            for learner, of_learner in by_learner.items()
        ),
        notes,
        key_digest,
    )
