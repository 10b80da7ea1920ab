"""What a submission contains, apart from whose it is; identified by its digest."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from grader.course.course import Course
from grader.gradebook.codec import decode, digest_of, encode
from grader.judge.renamed import file_name, plain_name, renamed
from grader.protocol.arrays import Array
from grader.protocol.events import Return
from grader.protocol.models import Activation, Compiled, Layer, Model
from grader.protocol.problems import Problem
from grader.records import (
    Account,
    Measurement,
    Outcome,
    Place,
    Submission,
    TaskSource,
    TrainingRun,
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


def submission_of(
    record: bytes, seed: bytes, learner: str, file: str, account: Account
) -> Submission:
    """Return the submission with this content; raises GradebookError."""
    nobody = decode(record, Submission)
    known = msgspec.structs.replace(
        nobody, learner=learner, file=file, account=account, seed=int.from_bytes(seed, "big")
    )
    return renamed(known, plain_name(nobody), file_name(file))


def dictionary_for(course: Course, exercise: str) -> bytes:
    """Return what records of an exercise have in common: names of fields, and the stub's text.

    It is stored beside them, so it may change whenever there are better ones.
    """
    stub = course.stubs.get(exercise)
    tasks = next((one.tasks for one in course.exercises if one.name == exercise), ())
    names = [name for task in tasks for name in (task.name, *(one.name for one in task.checks))]
    text = b"" if stub is None else stub.read_bytes()
    return b"".join((encode(names), *map(encode, _EXAMPLES), text))


_ARRAY = Array("float32", (3, 1), bytes(12), "list")
_LAYERS = (Layer("Dense", "Dense", 1, Activation("linear"), weights=(_ARRAY, _ARRAY)),) * 2
_MODEL = Model("Sequential", _LAYERS, True, (3,), Compiled("adam", True, 0.01, "mae", 1.0), _ARRAY)
_EXAMPLES = (
    Measurement(0.0, (TrainingRun(1.0, 0.5, "as built"),)),
    Outcome((Return(_MODEL, (_MODEL,)),)),
    Outcome((Return(_ARRAY),) * 2),
    Outcome(problem=Problem("exception", "TypeError", "unsupported", "file.py", 0, 10, "return x")),
    TaskSource("answered", Place("file.py", 0, 10, "def f(x):"), None, "", (Place("file.py"),)),
)
"""Records as they often occur."""
