"""Records in compressed form: those of a class of thousands fit into little memory."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar, overload

import msgspec

Record = TypeVar("Record", bound=msgspec.Struct)

_LEVEL = 1  # A higher level takes longer and saves little.
_FIRST = 8
_MOST_SHARED = 32_768  # bytes, the window of the format
_BARE = b"\0"  # The first byte of a record that is not compressed; zlib data never begins with it.


class Packing(Generic[Record]):
    """Compresses records of one type.

    The results of a class have most of their text in common. The first records are therefore left
    as they are, and the others are compressed with these as a preset dictionary (RFC 1950).
    """

    def __init__(self, kind: type[Record]) -> None:
        self._kind = kind
        self._first: list[bytes] = []
        self._shared = b""

    def encode(self, record: Record) -> bytes:
        """Return a record as bytes; raises UnicodeEncodeError and OverflowError."""
        return msgspec.msgpack.encode(record)

    def decode(self, content: bytes) -> Record:
        """Return the record in these bytes."""
        return msgspec.msgpack.decode(content, type=self._kind)

    def pack(self, record: Record) -> bytes | Record:
        """Return a record in compressed form; the record itself if it would come back changed.

        MessagePack has no lone surrogates, which names of files may have, no tuples and no integers
        of more than 64 bits.
        """
        try:
            content = self.encode(record)
        except (UnicodeEncodeError, OverflowError):
            return record
        return self._compressed(content) if self.decode(content) == record else record

    def unpack(self, held: bytes | Record) -> Record:
        """Return an equal record to what was packed."""
        if not isinstance(held, bytes):
            return held
        if held.startswith(_BARE):
            return self.decode(held[1:])
        return self.decode(zlib.decompressobj(zdict=self._shared).decompress(held))

    def _compressed(self, content: bytes) -> bytes:
        if self._shared:
            compressor = zlib.compressobj(_LEVEL, zdict=self._shared)
            return compressor.compress(content) + compressor.flush()
        self._first.append(content)
        if len(self._first) == _FIRST:
            self._shared = b"".join(self._first)[-_MOST_SHARED:]
            self._first.clear()
        return _BARE + content


class Packed(Sequence[Record]):
    """A sequence of packed records. One that is looked up is a new, equal record."""

    def __init__(self, packing: Packing[Record], held: Iterable[bytes | Record] = ()) -> None:
        self._packing = packing
        self._held = list(held)

    def append(self, record: Record) -> None:
        """Add a record."""
        self._held.append(self._packing.pack(record))

    def changed(self, change: Callable[[Record], Record]) -> Packed[Record]:
        """Return these records as `change` returns them, without holding two in memory."""
        return Packed(self._packing, (self._changed(one, change) for one in self._held))

    def picked(self, indexes: Iterable[int]) -> Packed[Record]:
        """Return the records with these indexes, in this order."""
        return Packed(self._packing, (self._held[index] for index in indexes))

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, index: int) -> Record: ...

    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...

    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        if isinstance(index, slice):
            return [self._packing.unpack(one) for one in self._held[index]]
        return self._packing.unpack(self._held[index])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(other) != len(self):
            return False
        return all(own == one for own, one in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # It can grow.

    def _changed(self, held: bytes | Record, change: Callable[[Record], Record]) -> bytes | Record:
        before = self._packing.unpack(held)
        after = change(before)
        return held if after is before else self._packing.pack(after)


def packed(kind: type[Record], records: Iterable[Record]) -> Packed[Record]:
    """Return these records in compressed form."""
    packing = Packing(kind)
    return Packed(packing, map(packing.pack, records))


def changed(records: Sequence[Record], change: Callable[[Record], Record]) -> Sequence[Record]:
    """Return the records as `change` returns them: packed if they were, else as a tuple."""
    if isinstance(records, Packed):
        return records.changed(change)
    return tuple(map(change, records))


class PackedByIndex(Generic[Record]):
    """Records of one type that come in any order, each with the index of its place."""

    def __init__(self, kind: type[Record]) -> None:
        self._records = Packed(Packing(kind))
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
