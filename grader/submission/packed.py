"""Submissions in compressed form: those of a whole class fit into memory with all their source."""

from __future__ import annotations

import msgspec

from grader.packed import Packed
from grader.records import Submission

_SEED_BYTES = 16  # MessagePack has no number of this size.


class PackedSubmissions(Packed[Submission]):
    """A sequence of submissions, each compressed."""

    def __init__(self) -> None:
        super().__init__(Submission)

    def encoded(self, record: Submission) -> bytes:
        """Return a submission as bytes, its seed first; raises UnicodeEncodeError."""
        seed = record.seed.to_bytes(_SEED_BYTES, "big")
        return seed + msgspec.msgpack.encode(msgspec.structs.replace(record, seed=0))

    def decoded(self, content: bytes) -> Submission:
        """Return the submission in these bytes."""
        rest = msgspec.msgpack.decode(content[_SEED_BYTES:], type=Submission)
        return msgspec.structs.replace(rest, seed=int.from_bytes(content[:_SEED_BYTES], "big"))
