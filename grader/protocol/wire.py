"""Frames on a stream socket: four bytes of length, big-endian, then one MessagePack message.

msgspec validates the type of every field while it decodes, and limits nesting. A frame from learner
code is therefore a well-formed record or raises `WireError`. Nothing is ever unpickled.
"""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Callable
from typing import TypeVar

import msgspec

MAX_FRAME = 8 * 1024 * 1024
"""Maximum size in bytes. The weights of a model take up to 2.4 MB, and are sent twice if a function
returns the model that it was passed."""

_POLL = 0.05
"""Seconds between two questions whether it is time to stop waiting. The answer costs more than a
small message, so many messages share one question."""

_LENGTH = struct.Struct(">I")
_ENCODER = msgspec.msgpack.Encoder()

Message = TypeVar("Message")


class WireError(Exception):
    """A message is invalid, too large or late, or the connection is closed."""


class WireClosedError(WireError):
    """The other side has closed the connection."""


class WireTooLargeError(WireError):
    """A message is too large to send."""


class WireTimeoutError(WireError):
    """Waiting was over before a whole frame arrived."""


def encoded(message: msgspec.Struct) -> bytes:
    """Return the body of a frame; raises WireTooLargeError."""
    body = _ENCODER.encode(message)
    if len(body) > MAX_FRAME:
        raise WireTooLargeError(f"a message of {len(body)} bytes")
    return body


def decoded(body: bytes, decoder: msgspec.msgpack.Decoder[Message]) -> Message:
    """Return the message in the body of a frame; raises WireError."""
    try:
        return decoder.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise WireError(f"not a message: {error}") from error


class Wire:
    """One end of a connection over a stream socket. Not thread-safe.

    received: the bytes of all messages received so far.
    """

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.received = 0
        self._held: list[bytes] = []
        self._asked = time.monotonic()

    def send(self, message: msgspec.Struct) -> None:
        """Send what is held and one message, without a time limit.

        Raises WireClosedError, and WireTooLargeError before anything is sent.
        """
        self.hold(message)
        self.flush()

    def hold(self, message: msgspec.Struct) -> None:
        """Hold a message until the next one is sent: the other side then wakes up only once.

        Raises WireTooLargeError.
        """
        body = encoded(message)
        self._held.append(_LENGTH.pack(len(body)) + body)

    def flush(self) -> None:
        """Send what is held, without a time limit; raises WireClosedError."""
        frames, self._held = b"".join(self._held), []
        try:
            self.connection.settimeout(None)
            self.connection.sendall(frames)
        except OSError as error:
            raise WireClosedError(str(error)) from error
        self._asked = time.monotonic()  # Waiting for an answer begins now.

    def receive(
        self,
        decoder: msgspec.msgpack.Decoder[Message],
        is_over: Callable[[], bool] | None = None,
        most: int = MAX_FRAME,
    ) -> Message:
        """Receive one message of at most `most` bytes and decode it.

        is_over: tells when to stop waiting; without it, this waits for ever. What has arrived by
        then is still received. Raises WireClosedError at the end of the stream, WireTimeoutError
        when it is over, WireError for bytes that are not such a message.
        """
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size, is_over))
        if length > most:
            raise WireError("a message is too large")
        body = self._read(length, is_over)
        self.received += length
        return decoded(body, decoder)

    def close(self) -> None:
        """Close this end."""
        self.connection.close()

    def _read(self, size: int, is_over: Callable[[], bool] | None) -> bytes:
        parts = bytearray()
        was_over = False
        while len(parts) < size:
            if is_over is not None and not was_over and time.monotonic() - self._asked >= _POLL:
                was_over = is_over()
                self._asked = time.monotonic()
            self.connection.settimeout(None if is_over is None else 0.0 if was_over else _POLL)
            try:
                part = self.connection.recv(min(size - len(parts), 1 << 20))
            except (TimeoutError, BlockingIOError) as error:
                if was_over:
                    raise WireTimeoutError("no message arrived in time") from error
                continue
            except OSError as error:
                raise WireClosedError(str(error)) from error
            if not part:
                raise WireClosedError("the other side closed the connection")
            parts += part
        return bytes(parts)
