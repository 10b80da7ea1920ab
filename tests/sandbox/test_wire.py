import socket
import struct
import threading
import time

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from grader.sandbox.messages import Event, Real, Text, Value
from grader.sandbox.wire import (
    MAX_FRAME,
    Wire,
    WireClosedError,
    WireError,
    WireTimeoutError,
    pack,
    unpack,
)


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
    assert wire.receive(Value, soon()) == Text("größer 0")


def test_a_frame_sent_byte_by_byte_arrives(pair):
    wire, other = pair
    body = msgspec.msgpack.encode(Real(1.5))
    frame = struct.pack(">I", len(body)) + body

    def trickle() -> None:
        for byte in frame:
            other.sendall(bytes([byte]))
            time.sleep(0.001)

    thread = threading.Thread(target=trickle)
    thread.start()
    assert wire.receive(Real, time.monotonic() + 5) == Real(1.5)
    thread.join()


def test_a_length_bomb_is_refused_before_it_is_read(pair):
    wire, other = pair
    other.sendall(struct.pack(">I", MAX_FRAME + 1))
    with pytest.raises(WireError, match="over the limit"):
        wire.receive(Value, soon())


def test_a_frame_that_never_ends_meets_the_deadline(pair):
    wire, other = pair
    other.sendall(struct.pack(">I", 100) + b"half")
    with pytest.raises(WireTimeoutError):
        wire.receive(Value, soon())


def test_the_end_of_the_stream_is_told_from_a_deadline(pair):
    wire, other = pair
    other.close()
    with pytest.raises(WireClosedError):
        wire.receive(Value, soon())


def test_texts_longer_than_an_honest_process_sends_are_refused(pair):
    wire, other = pair
    sender = threading.Thread(target=Wire(other).send, args=(Text("x" * 20_001),))
    sender.start()
    with pytest.raises(WireError, match="not a message"):
        wire.receive(Value, time.monotonic() + 5)
    sender.join()


def test_nesting_bombs_are_refused(pair):
    wire, other = pair
    body = b"\x91" * 1_000_000
    sender = threading.Thread(target=other.sendall, args=(struct.pack(">I", len(body)) + body,))
    sender.start()
    with pytest.raises(WireError, match="not a message"):
        wire.receive(Value, time.monotonic() + 5)
    sender.join()


@given(st.binary(max_size=300))
def test_any_bytes_are_an_event_or_a_wire_error(body):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(struct.pack(">I", len(body)) + body)
        try:
            event = Wire(ours).receive(Event, soon())
        except WireError:
            return
        assert isinstance(event, Event.__args__)


@given(
    arrays(
        st.sampled_from(["bool", "int8", "int64", "uint16", "float16", "float32", "float64"]),
        array_shapes(min_dims=0, min_side=0, max_side=4),
    )
)
def test_an_array_is_the_same_after_the_wire(array):
    back = unpack(pack(array))
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    assert back.tobytes() == array.tobytes()


@given(
    st.sampled_from(["float32", "float64", "object", "O", "V8", "nonsense", "<U9", "complex128"]),
    st.lists(st.integers(-3, 2**40), max_size=40),
    st.binary(max_size=64),
)
def test_a_forged_array_is_consistent_or_refused(dtype, shape, data):
    parts = {"type": "array", "dtype": dtype, "shape": shape, "data": data}
    try:
        message = msgspec.msgpack.decode(msgspec.msgpack.encode(parts), type=Value)
    except msgspec.ValidationError:
        return
    array = unpack(message)
    assert array.nbytes == len(data)
    assert array.dtype.kind == "f"


@pytest.mark.parametrize("value", [np.array([object()]), np.array(["text"]), np.array([1j])])
def test_what_is_no_plain_number_is_not_packed(value):
    with pytest.raises(WireError):
        pack(value)
