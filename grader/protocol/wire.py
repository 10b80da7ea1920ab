"""Frames on a stream socket: four bytes of length, big-endian, then one MessagePack message.

msgspec validates the type of every field while it decodes, and limits nesting. A frame from learner
code is therefore a well-formed record or raises `WireError`. Nothing is ever unpickled.
"""

from __future__ import annotations

import socket
import struct
import time
from typing import TypeVar

import msgspec

MAX_FRAME = 32 * 1024 * 1024
"""Maximum size in bytes. A returned array takes up to 8 MB, the weights of a layer up to 16 MB."""

_LENGTH = struct.Struct(">I")
_ENCODER = msgspec.msgpack.Encoder()

Message = TypeVar("Message")


class WireError(Exception):
    """A message is invalid, too large or late, or the connection is closed."""


class WireClosedError(WireError):
    """The other side has closed the connection."""


class WireTimeoutError(WireError):
    """The deadline passed before a whole frame arrived."""


class Wire:
    """One end of a connection over a stream socket. Not thread-safe."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection

    def send(self, message: msgspec.Struct) -> None:
        """Send one message, without a time limit.

        Raises WireClosedError, and WireError if the message is too large.
        """
        body = _ENCODER.encode(message)
        if len(body) > MAX_FRAME:
            raise WireError(f"a message of {len(body)} bytes is over the limit of {MAX_FRAME}")
        try:
            self.connection.settimeout(None)
            self.connection.sendall(_LENGTH.pack(len(body)) + body)
        except OSError as error:
            raise WireClosedError(str(error)) from error

    def receive(
        self, decoder: msgspec.msgpack.Decoder[Message], deadline: float | None = None
    ) -> Message:
        """Receive one message before `deadline` (time.monotonic() seconds) and decode it.

        Raises WireClosedError at the end of the stream, WireTimeoutError at the deadline, WireError
        for bytes that are not such a message.
        """
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size, deadline))
        if length > MAX_FRAME:
            raise WireError(f"a frame of {length} bytes is over the limit of {MAX_FRAME}")
        body = self._read(length, deadline)
        try:
            return decoder.decode(body)
        except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
            raise WireError(f"not a message: {error}") from error

    def close(self) -> None:
        """Close this end."""
        self.connection.close()

    def _read(self, size: int, deadline: float | None) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            try:
                if deadline is None:
                    self.connection.settimeout(None)
                else:
                    left = deadline - time.monotonic()
                    if left <= 0:
                        raise WireTimeoutError("the deadline passed")
                    self.connection.settimeout(left)
                part = self.connection.recv(min(size - len(parts), 1 << 20))
            except TimeoutError as error:
                raise WireTimeoutError("the deadline passed") from error
            except OSError as error:
                raise WireClosedError(str(error)) from error
            if not part:
                raise WireClosedError("the other side closed the connection")
            parts += part
        return bytes(parts)
