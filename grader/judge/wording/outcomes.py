"""Sentences on tasks that were not run and checks that were not made."""

from __future__ import annotations

from collections.abc import Mapping

from grader.judge.wording.template import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "task.untouched": "Not attempted yet: {task} is not filled in.",
    "task.missing": "Not attempted: there is no function named {task} in the file.",
    "task.misnamed": "Not attempted: there is no function named {task} in the file. There is one "
    "named {similar}; the name must match.",
    "check.skipped": "Skipped until this check passes: {after}.",
    "internal.error": "Internal error of the grader: {error}",
}
