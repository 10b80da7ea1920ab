"""Sentences on tasks that were not run, checks that were not made, and what the file shows."""

from __future__ import annotations

from collections.abc import Mapping

from grader.judge.wording.template import Sentence
from grader.judge.wording.values import expected

SENTENCES: Mapping[str, Sentence] = {
    "exercise.missing": "Not attempted: no file for {exercise} was handed in.",
    "task.untouched": "Not attempted yet: {task} is not filled in.",
    "task.missing": "Not attempted: there is no function named {task} in the file.",
    "task.misnamed": "Not attempted: there is no function named {task} in the file. There is one "
    "named {similar}; the name must match.",
    "check.skipped": "Skipped until this check passes: {after}.",
    "value.nothing_from_method": lambda d: (
        f"{d['function']} returned nothing (None). Expected {expected(d)}. The method "
        f"{d['method']} changes its object and gives None back."
    ),
    "value.printed_from_method": "{function} printed {printed!r} but returned nothing (None). The "
    "method {method} only shows something, and gives None back.",
    "internal.error": "Internal error of the grader: {error}",
}
