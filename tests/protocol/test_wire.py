import socket
import struct
import threading
import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.protocol.calls import Float
from grader.protocol.events import EVENTS, Event
from grader.protocol.values import Text, Value
from grader.protocol.wire import (
    MAX_FRAME,
    Wire,
    WireClosedError,
    WireError,
    WireTimeoutError,
)

VALUES = msgspec.msgpack.Decoder(Value)


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Wire(ours), theirs


def soon() -> float:
    return time.monotonic() + 0.2


def test_a_message_arrives_as_it_was_sent(pair):
    wire, other = pair
    Wire(other).send(Text("größer 0"))
    assert wire.receive(VALUES, soon()) == Text("größer 0")


def test_a_frame_sent_byte_by_byte_arrives(pair):
    wire, other = pair
    body = msgspec.msgpack.encode(Float(1.5))
    frame = struct.pack(">I", len(body)) + body

    def trickle() -> None:
        for byte in frame:
            other.sendall(bytes([byte]))
            time.sleep(0.001)

    thread = threading.Thread(target=trickle)
    thread.start()
    assert wire.receive(msgspec.msgpack.Decoder(Float), time.monotonic() + 5) == Float(1.5)
    thread.join()


def test_a_length_bomb_is_refused_before_it_is_read(pair):
    wire, other = pair
    other.sendall(struct.pack(">I", MAX_FRAME + 1))
    with pytest.raises(WireError, match="over the limit"):
        wire.receive(VALUES, soon())


def test_a_frame_that_never_ends_meets_the_deadline(pair):
    wire, other = pair
    other.sendall(struct.pack(">I", 100) + b"half")
    with pytest.raises(WireTimeoutError):
        wire.receive(VALUES, soon())


def test_the_end_of_the_stream_is_told_from_a_deadline(pair):
    wire, other = pair
    other.close()
    with pytest.raises(WireClosedError):
        wire.receive(VALUES, soon())


def test_texts_longer_than_an_honest_process_sends_are_refused(pair):
    wire, other = pair
    sender = threading.Thread(target=Wire(other).send, args=(Text("x" * 20_001),))
    sender.start()
    with pytest.raises(WireError, match="not a message"):
        wire.receive(VALUES, time.monotonic() + 5)
    sender.join()


def test_nesting_bombs_are_refused(pair):
    wire, other = pair
    body = b"\x91" * 1_000_000
    sender = threading.Thread(target=other.sendall, args=(struct.pack(">I", len(body)) + body,))
    sender.start()
    with pytest.raises(WireError, match="not a message"):
        wire.receive(VALUES, time.monotonic() + 5)
    sender.join()


@given(st.binary(max_size=300))
def test_any_bytes_are_an_event_or_a_wire_error(body):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(struct.pack(">I", len(body)) + body)
        try:
            event = Wire(ours).receive(EVENTS, soon())
        except WireError:
            return
        assert isinstance(event, Event.__args__)
