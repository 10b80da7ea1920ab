"""Submissions in compressed form: those of a whole class fit into memory with all their source."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import overload

import msgspec

from grader.records import Submission

_LEVEL = 1  # A higher level takes longer and saves little.
_SEED_BYTES = 16  # MessagePack has no number of this size.


class Packed(Sequence[Submission]):
    """A sequence of submissions, each compressed. One that is looked up is a new, equal record.

    Text with lone surrogates, which names of files may have, cannot be encoded. Such a submission
    is kept as it is.
    """

    def __init__(self) -> None:
        self._records: list[bytes | Submission] = []

    def append(self, submission: Submission) -> None:
        """Add a submission."""
        try:
            self._records.append(_packed(submission))
        except UnicodeEncodeError:
            self._records.append(submission)

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, index: int) -> Submission: ...

    @overload
    def __getitem__(self, index: slice) -> list[Submission]: ...

    def __getitem__(self, index: int | slice) -> Submission | list[Submission]:
        if isinstance(index, slice):
            return [_unpacked(one) for one in self._records[index]]
        return _unpacked(self._records[index])


def _packed(submission: Submission) -> bytes:
    seed = submission.seed.to_bytes(_SEED_BYTES, "big")
    rest = msgspec.msgpack.encode(msgspec.structs.replace(submission, seed=0))
    return zlib.compress(seed + rest, _LEVEL)


def _unpacked(record: bytes | Submission) -> Submission:
    if isinstance(record, Submission):
        return record
    content = zlib.decompress(record)
    rest = msgspec.msgpack.decode(content[_SEED_BYTES:], type=Submission)
    return msgspec.structs.replace(rest, seed=int.from_bytes(content[:_SEED_BYTES], "big"))
