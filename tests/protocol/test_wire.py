import socket
import struct
import threading
import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.protocol.arrays import Array
from grader.protocol.calls import Float
from grader.protocol.events import EVENTS, Event
from grader.protocol.values import Text, Value
from grader.protocol.wire import (
    MAX_FRAME,
    Wire,
    WireClosedError,
    WireError,
    WireTimeoutError,
    WireTooLargeError,
)

VALUES = msgspec.msgpack.Decoder(Value)


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Wire(ours), theirs


def never() -> bool:
    return False


def at_once() -> bool:
    return True


def test_a_message_arrives_as_it_was_sent(pair):
    wire, other = pair
    Wire(other).send(Text("größer 0"))
    assert wire.receive(VALUES, never) == Text("größer 0")


def test_what_is_held_arrives_before_the_next_message(pair):
    wire, other = pair
    sender = Wire(other)
    sender.hold(Text("one"))
    with pytest.raises(WireTimeoutError):
        wire.receive(VALUES, at_once)
    sender.send(Text("two"))
    assert [wire.receive(VALUES, never) for _ in range(2)] == [Text("one"), Text("two")]
    sender.send(Text("three"))
    assert wire.receive(VALUES, never) == Text("three")


def test_a_message_too_large_to_send_leaves_what_is_held(pair):
    wire, other = pair
    sender = Wire(other)
    sender.hold(Text("one"))
    with pytest.raises(WireTooLargeError):
        sender.send(Text("x" * (MAX_FRAME + 1)))
    sender.flush()
    assert wire.receive(VALUES, never) == Text("one")


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
    assert wire.receive(msgspec.msgpack.Decoder(Float), never) == Float(1.5)
    thread.join()


def test_a_length_bomb_is_refused_before_it_is_read(pair):
    wire, other = pair
    other.sendall(struct.pack(">I", MAX_FRAME + 1))
    with pytest.raises(WireError, match="too large"):
        wire.receive(VALUES, never)


def test_a_frame_that_never_ends_meets_the_deadline(pair):
    wire, other = pair
    other.sendall(struct.pack(">I", 100) + b"half")
    with pytest.raises(WireTimeoutError):
        wire.receive(VALUES, at_once)


def test_what_has_arrived_is_received_even_when_it_is_over(pair):
    wire, other = pair
    Wire(other).send(Text("in time"))
    assert wire.receive(VALUES, at_once) == Text("in time")
    assert wire.received == len(msgspec.msgpack.encode(Text("in time")))


def test_waiting_stops_when_it_is_over(pair):
    wire, _other = pair
    asked = []

    def after_three_times() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(WireTimeoutError):
        wire.receive(VALUES, after_three_times)


def test_a_message_may_have_a_lower_limit(pair):
    wire, other = pair
    Wire(other).send(Text("x" * 100))
    with pytest.raises(WireError, match="too large"):
        wire.receive(VALUES, never, most=50)


def test_a_message_that_is_too_large_is_not_sent(pair):
    wire, other = pair
    with pytest.raises(WireTooLargeError):
        wire.send(Array("uint8", (MAX_FRAME,), bytes(MAX_FRAME)))
    wire.send(Text("small"))
    assert Wire(other).receive(VALUES, never) == Text("small")


def test_the_end_of_the_stream_and_a_deadline_raise_different_errors(pair):
    wire, other = pair
    other.close()
    with pytest.raises(WireClosedError):
        wire.receive(VALUES, never)


def test_texts_longer_than_the_runner_sends_are_refused(pair):
    wire, other = pair
    sender = threading.Thread(target=Wire(other).send, args=(Text("x" * 20_001),))
    sender.start()
    with pytest.raises(WireError, match="not a message"):
        wire.receive(VALUES, never)
    sender.join()


def test_nesting_bombs_are_refused(pair):
    wire, other = pair
    body = b"\x91" * 1_000_000
    sender = threading.Thread(target=other.sendall, args=(struct.pack(">I", len(body)) + body,))
    sender.start()
    with pytest.raises(WireError, match="not a message"):
        wire.receive(VALUES, never)
    sender.join()


@given(st.binary(max_size=300))
def test_any_bytes_are_an_event_or_a_wire_error(body):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(struct.pack(">I", len(body)) + body)
        try:
            event = Wire(ours).receive(EVENTS, never)
        except WireError:
            return
        assert isinstance(event, Event.__args__)
