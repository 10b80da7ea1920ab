"""The frames between the command and the reader process."""

import io

import msgspec
import pytest

from grader.protocol.excerpts import Excerpt
from grader.protocol.problems import Problem
from grader.submission.contents import (
    REPLIES,
    REQUESTS,
    Contents,
    Failure,
    Piece,
    Reach,
    Refusal,
    Request,
    Span,
    Spot,
    TaskContents,
    receive,
    send,
)

REQUEST = Request("ü.py", False, ("relu",), "____", 3)
SPOT = Spot(0, 1, 4, "relu = abs", 0, 4, Excerpt("relu = abs"))
CONTENTS = Contents(
    (Piece(1, 1, "x = 1\nrelu = abs\n", "", (1, 2)),),
    {
        "relu": TaskContents("answered", SPOT),
        "mean": TaskContents("unreadable", problem=Problem("syntax", line=3)),
        "step": TaskContents("missing", similar="steps", is_imported=True),
    },
    (Problem("syntax", line=9),),
    Reach({"relu": (Span(0, 2, 2),)}, (Span(0, 1, 1),), is_entangled=True),
)


def frame(*messages: msgspec.Struct) -> bytes:
    stream = io.BytesIO()
    for one in messages:
        send(stream, one)
    return stream.getvalue()


def test_a_request_is_followed_by_its_content_and_the_next_request():
    stream = io.BytesIO()
    send(stream, REQUEST, b"x=1")
    send(stream, REQUEST)
    stream.seek(0)
    assert receive(stream, REQUESTS) == REQUEST
    assert stream.read(REQUEST.size) == b"x=1"
    assert receive(stream, REQUESTS) == REQUEST
    assert receive(stream, REQUESTS) is None


@pytest.mark.parametrize("reply", [CONTENTS, Refusal("the file is empty"), Failure("KeyError()")])
def test_each_kind_of_reply_comes_back_as_it_was(reply):
    assert receive(io.BytesIO(frame(reply)), REPLIES) == reply


def test_a_reply_that_is_cut_anywhere_is_the_end_of_the_stream():
    whole = frame(CONTENTS)
    for length in range(len(whole)):
        assert receive(io.BytesIO(whole[:length]), REPLIES) is None


def test_a_message_of_exactly_the_limit_is_read_and_a_longer_one_is_not_even_waited_for():
    whole = frame(CONTENTS)
    assert receive(io.BytesIO(whole), REPLIES, len(whole) - 4) == CONTENTS
    with pytest.raises(msgspec.DecodeError, match=f"a message of {len(whole) - 4} bytes"):
        receive(io.BytesIO(whole[:4]), REPLIES, len(whole) - 5)


@pytest.mark.parametrize(
    "message",
    [
        {"type": "contents", "pieces": [], "tasks": {"relu": {"state": "passed"}}},
        {"type": "contents", "pieces": [{"number": "1"}], "tasks": {}},
        {"type": "verdict"},
        {},
        [],
    ],
)
def test_a_message_of_another_form_is_refused(message):
    body = msgspec.msgpack.encode(message)
    with pytest.raises(msgspec.DecodeError):
        receive(io.BytesIO(len(body).to_bytes(4, "big") + body), REPLIES)


def test_text_that_is_no_text_is_refused_before_anything_is_written():
    stream = io.BytesIO()
    with pytest.raises(UnicodeEncodeError):
        send(stream, Refusal("\udcff"), b"content")
    assert stream.getvalue() == b""
