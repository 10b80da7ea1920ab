"""`grade forget FILE LEARNER`: removes a learner from a gradebook."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from grader.commands.keep import opened_gradebook
from grader.judge.phrases import count
from grader.protocol.text import plain


def forget_learner(gradebook: str, name: str, *, dry_run: bool = False) -> int:
    """Remove a learner, say what was removed and return 0. Raises GraderError."""
    with opened_gradebook(gradebook) as opened:
        from grader.gradebook.forgetting import forget

        learner = opened.learner(name)
        gone = forget(opened.database, learner, dry_run=dry_run)
    removed = "would be removed" if dry_run else "removed"
    stay = "stays" if gone.shared == 1 else "stay"
    stays = f" {count(gone.shared, 'file')} {stay}: others have the same." if gone.shared else ""
    told = (
        f"{learner.name}: {removed}, with {count(gone.submissions, 'submission')} and "
        f"{count(gone.overrides, 'override')}.{stays}"
    )
    if gone.not_compacted:
        told += f" The gradebook could not be made smaller: {gone.not_compacted}"
    Console(highlight=False).print(Text(plain(told)), soft_wrap=True)
    return 0
