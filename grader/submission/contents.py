"""What the reader process is asked and what it answers: records in frames, over two pipes.

A frame is four bytes of length, big-endian, and one MessagePack message; msgspec validates every
field. Nothing here imports NumPy, which would take longer than the rest of that process's start.
"""

from __future__ import annotations

import struct
from typing import IO, Literal, TypeAlias, TypeVar

import msgspec

from grader.protocol.excerpts import Excerpt
from grader.protocol.problems import Problem

_LENGTH = struct.Struct(">I")
_ENCODER = msgspec.msgpack.Encoder()

Message = TypeVar("Message")


class Request(msgspec.Struct, frozen=True):
    """A file to read. Its content follows this message: `size` bytes.

    name: the file's name as it is shown. tasks: the names to look for. placeholder: the name that
    stubs use for what is to be filled in.
    """

    name: str
    is_notebook: bool
    tasks: tuple[str, ...]
    placeholder: str
    size: int


class Piece(msgspec.Struct, frozen=True):
    """A piece of source that parses.

    number: of the notebook's code cell, from 1; 0 for a script. line: the first line of this
    source, counted from 1 in the file or in the cell. written: the same lines as the learner wrote
    them; empty if these are the source. statements: the lines on which its top-level statements
    begin, counted in the same way.
    """

    number: int
    line: int
    source: str
    written: str
    statements: tuple[int, ...]


class Spot(msgspec.Struct, frozen=True):
    """A line of a top-level statement: by the index of its piece and its index in that piece.

    line: counted from 1 in the file or in the cell. source: that line. column, end_column, excerpt:
    the part of it that is marked, as in `Place`.
    """

    piece: int
    statement: int
    line: int
    source: str
    column: int
    end_column: int
    excerpt: Excerpt


class Span(msgspec.Struct, frozen=True, array_like=True):
    """A top-level statement: the index of its piece, its first and its last line.

    Lines are counted from 1 in the file or in the cell.
    """

    piece: int
    first: int
    last: int


class Reach(msgspec.Struct, frozen=True):
    """The statements that play a part in what the answers to the tasks of a file do.

    tasks: the statements that each answer reaches, in order. loading: the statements that do more
    than define a function when the file is run, and what they reach. is_entangled: whether a call
    of one answer may change what another one returns; each answer then reaches all statements.
    """

    tasks: dict[str, tuple[Span, ...]]
    loading: tuple[Span, ...] = ()
    is_entangled: bool = False


class TaskContents(msgspec.Struct, frozen=True):
    """What a file contains for one task.

    spot: where the answer begins, or the stub of an untouched task, with its name marked. problem:
    why the answer cannot be run. similar: for a missing task, a name in the file that the learner
    may have used instead. is_imported: whether the answer is in another file. only_return: what the
    answer returns, marked, if returning it is all that the answer does.
    """

    state: Literal["answered", "untouched", "missing", "unreadable"]
    spot: Spot | None = None
    problem: Problem | None = None
    similar: str = ""
    is_imported: bool = False
    only_return: Spot | None = None


class Contents(msgspec.Struct, frozen=True, tag="contents"):
    """What a file contains. `unparsed`: the parts that do not parse and belong to no task."""

    pieces: tuple[Piece, ...]
    tasks: dict[str, TaskContents]
    unparsed: tuple[Problem, ...] = ()
    reach: Reach = Reach({})


class Refusal(msgspec.Struct, frozen=True, tag="refusal"):
    """The file cannot be read. `why`: one line for the learner."""

    why: str


class Failure(msgspec.Struct, frozen=True, tag="failure"):
    """Reading the file failed by a fault of the grader. `error`: one line on it."""

    error: str


Reply: TypeAlias = Contents | Refusal | Failure

REQUESTS: msgspec.msgpack.Decoder[Request] = msgspec.msgpack.Decoder(Request)
REPLIES: msgspec.msgpack.Decoder[Reply] = msgspec.msgpack.Decoder(Contents | Refusal | Failure)


def send(stream: IO[bytes], message: msgspec.Struct, content: bytes = b"") -> None:
    """Write a message, and content behind it; raises OSError if the pipe is closed.

    Raises UnicodeEncodeError, before anything is written, for text that is no text.
    """
    body = _ENCODER.encode(message)
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.write(content)
    stream.flush()


def receive(
    stream: IO[bytes], decoder: msgspec.msgpack.Decoder[Message], most: int = 2**32
) -> Message | None:
    """Read a message of at most `most` bytes; None at the end of the stream.

    Raises msgspec.DecodeError.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > most:
        raise msgspec.DecodeError(f"a message of {length} bytes")
    body = stream.read(length)
    return decoder.decode(body) if len(body) == length else None
