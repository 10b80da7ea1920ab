"""Records in compressed form: those of a class of thousands fit into little memory."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from typing import Generic, TypeVar, overload

import msgspec

Record = TypeVar("Record", bound=msgspec.Struct)

_LEVEL = 1  # A higher level takes longer and saves little.


class Packed(Sequence[Record]):
    """A sequence of records of one type. One that is looked up is a new, equal record.

    A record that would come back changed is kept as it is: MessagePack has no lone surrogates,
    which names of files may have, and no integers of more than 64 bits.
    """

    def __init__(self, kind: type[Record], records: Iterable[Record] = ()) -> None:
        self._kind = kind
        self._records: list[bytes | Record] = []
        for one in records:
            self.append(one)

    def append(self, record: Record) -> None:
        """Add a record."""
        self._records.append(self._packed(record))

    def changed(self, change: Callable[[Record], Record]) -> Packed[Record]:
        """Return these records as `change` returns them, without holding two in memory."""
        return self._with(self._changed(held, change) for held in self._records)

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, index: int) -> Record: ...

    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...

    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        if isinstance(index, slice):
            return [self._unpacked(one) for one in self._records[index]]
        return self._unpacked(self._records[index])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(other) != len(self):
            return False
        return all(own == one for own, one in zip(self, other, strict=True))

    def picked(self, indexes: Iterable[int]) -> Packed[Record]:
        """Return the records with these indexes, in this order."""
        return self._with(self._records[index] for index in indexes)

    __hash__ = None  # type: ignore[assignment]  # It can grow.

    def encoded(self, record: Record) -> bytes:
        """Return a record as bytes; raises UnicodeEncodeError and OverflowError."""
        return msgspec.msgpack.encode(record)

    def decoded(self, content: bytes) -> Record:
        """Return the record in these bytes."""
        return msgspec.msgpack.decode(content, type=self._kind)

    def _with(self, held: Iterable[bytes | Record]) -> Packed[Record]:
        after = copy(self)
        after._records = list(held)  # noqa: SLF001  of its own class
        return after

    def _changed(self, held: bytes | Record, change: Callable[[Record], Record]) -> bytes | Record:
        before = self._unpacked(held)
        after = change(before)
        return held if after is before else self._packed(after)

    def _packed(self, record: Record) -> bytes | Record:
        try:
            content = self.encoded(record)
        except (UnicodeEncodeError, OverflowError):
            return record
        return zlib.compress(content, _LEVEL) if self.decoded(content) == record else record

    def _unpacked(self, held: bytes | Record) -> Record:
        return self.decoded(zlib.decompress(held)) if isinstance(held, bytes) else held


def changed(records: Sequence[Record], change: Callable[[Record], Record]) -> Sequence[Record]:
    """Return the records as `change` returns them: packed if they were, else as a tuple."""
    if isinstance(records, Packed):
        return records.changed(change)
    return tuple(map(change, records))


class PackedByIndex(Generic[Record]):
    """Records of one type that come in any order, each with the index of its place."""

    def __init__(self, kind: type[Record]) -> None:
        self._records = Packed(kind)
        self._places: dict[int, int] = {}

    def __setitem__(self, index: int, record: Record) -> None:
        self._places[index] = len(self._records)
        self._records.append(record)

    def __contains__(self, index: int) -> bool:
        return index in self._places

    def __len__(self) -> int:
        return len(self._places)

    def in_order(self) -> Packed[Record]:
        """Return the records in the order of their indexes."""
        return self._records.picked(self._places[index] for index in sorted(self._places))
