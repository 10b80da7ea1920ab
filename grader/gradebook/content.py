"""What a submission contains, apart from whose it is; identified by its digest."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from grader.gradebook.codec import decode, digest_of, encode
from grader.judge.renamed import file_name, plain_name, renamed
from grader.records import (
    Account,
    Submission,
)

OF_A_PERSON = frozenset({"learner", "account", "file", "submitted_at"})
"""The fields of a submission that tell whose it is. All others are its content."""

_SEED_BYTES = 16


@dataclass(frozen=True)
class Content:
    """The content of a submission. plain: the file name in it. record: without the seed."""

    digest: bytes
    seed: bytes
    record: bytes
    plain: str


def content_of(submission: Submission) -> Content:
    """Return the content of a submission."""
    plain = plain_name(submission)
    seed = submission.seed.to_bytes(_SEED_BYTES, "big")
    nobody = msgspec.structs.replace(
        submission,
        learner="",
        account=Account(),
        file=plain if submission.file else "",
        seed=0,
        submitted_at=None,
    )
    record = encode(renamed(nobody, file_name(submission.file), plain))
    return Content(digest_of(seed, record), seed, record, plain)


def content_or_none(submission: Submission) -> Content | None:
    """Return the content, unless it cannot be stored: then it is like no other."""
    try:
        return content_of(submission)
    except (UnicodeEncodeError, OverflowError, TypeError, RecursionError):
        return None


def submission_of(record: bytes, seed: bytes) -> Submission:
    """Return the submission with this content, as nobody's; raises GradebookError."""
    nobody = decode(record, Submission)
    return msgspec.structs.replace(nobody, seed=int.from_bytes(seed, "big"))
