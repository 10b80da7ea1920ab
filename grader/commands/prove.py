"""`grade prove`: the course proves itself."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.commands.progress import progress_bar
from grader.course.find import exercise_names, material
from grader.course.prove import (
    cases_in,
    flaws_of_cases,
    flaws_of_solutions,
    flaws_of_stubs,
    load_case,
    of_folder,
)
from grader.errors import CourseError
from grader.pipeline import Options, run
from grader.plain_text import plain


def prove_course(
    submissions: Path | None = None, jobs: int | None = None, timeout: float = 20.0
) -> int:
    """Prove the course, print what does not hold, return 0 if all does and 1 otherwise.

    submissions: folder of known answers; None is tests/submissions of a checkout, if this is one.
    """
    console = Console(highlight=False)
    exercises, solutions = material("exercises"), material("solutions")
    if submissions is None:
        beside = exercises.parent / "tests" / "submissions"
        submissions = beside if beside.is_dir() else None
    cases = cases_in(submissions) if submissions is not None else ()
    if submissions is not None and not cases:
        raise CourseError(f"{submissions}: no folder in it holds an expected.json.")
    for folder in cases:
        load_case(folder)  # A wrong expectation is told before minutes of grading.
    options = Options(timeout=timeout, jobs=jobs)
    with progress_bar() as progress:
        stubs = run([exercises], options)
        answers = run([solutions, *cases], options, progress)
    flaws = [
        *flaws_of_stubs(stubs),
        *flaws_of_solutions(of_folder(answers, solutions)),
        *flaws_of_cases(answers, cases),
    ]
    for flaw in flaws:
        console.print(Text(plain(f"{flaw.where}: {flaw.what}"), style="red"))
    wrong = sum(bool(load_case(folder).tasks) for folder in cases)
    console.print(
        f"{'NOT proven' if flaws else 'Proven'}: {len(exercise_names())} exercises, their stubs "
        f"and solutions, {len(cases) - wrong} right answers, {wrong} wrong ones. "
        f"{len(flaws)} of them graded otherwise than they must be."
    )
    return 1 if flaws else 0
