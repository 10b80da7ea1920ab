"""Records as they are stored: MessagePack, compressed with zlib, with the first byte as a version.

What is stored has been on this side of the trust line, but a gradebook may come from anywhere. So
records are validated field by field when they are read, like messages.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any, TypeVar

import msgspec

from grader.errors import GradebookError

Record = TypeVar("Record")

_VERSION = b"\1"
_LEVEL = 9
_MAX_SIZE = 1 << 28
"""Bytes of a record that is not compressed."""

_ENCODER = msgspec.msgpack.Encoder()


def encode(record: Any) -> bytes:
    """Return a record as MessagePack. The same values in the same order give the same bytes.

    Equal records may give other bytes: a dict keeps its order, 0.0 is not -0.0, and 1 is not 1.0.
    So equal digests mean equal records; different digests need not mean different records.
    """
    return _ENCODER.encode(record)


def digest_of(*parts: bytes) -> bytes:
    """Return the SHA-256 of parts, each preceded by its length."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def compress(data: bytes, dictionary: bytes = b"") -> bytes:
    """Return data in compressed form. dictionary: what it has in common with other data."""
    packer = zlib.compressobj(_LEVEL, wbits=-15, zdict=dictionary[-32_768:])
    return _VERSION + packer.compress(data) + packer.flush()


def decompress(data: bytes, dictionary: bytes = b"") -> bytes:
    """Return what was compressed with this dictionary; raises GradebookError."""
    unpacker = zlib.decompressobj(wbits=-15, zdict=dictionary[-32_768:])
    try:
        content = unpacker.decompress(data[1:], _MAX_SIZE)
    except zlib.error as error:
        raise GradebookError(f"a record is damaged: {error}") from error
    if data[:1] != _VERSION or not unpacker.eof:
        raise GradebookError("a record is damaged, or of a newer grader")
    return content


def decode(content: bytes, kind: type[Record]) -> Record:
    """Return the record in MessagePack; raises GradebookError if it is none of this kind."""
    try:
        return msgspec.msgpack.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise GradebookError(
            f"a record is not as this version of the grader expects: {error}"
        ) from error
