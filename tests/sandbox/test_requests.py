"""Requests to the fork server on the wire."""

import msgspec
import pytest

from grader.sandbox.confinement import Confinement
from grader.sandbox.limits import DEFAULT_LIMITS, UNITS, Limits
from grader.sandbox.requests import REQUESTS, End, Fork

FULL = Confinement(
    Limits(memory=512, threads=7),
    folder="/tmp/job-1",
    cpu_seconds=30,
    landlock=False,
    user=61_185,
    keeps_reading=True,
)


@pytest.mark.parametrize("request_", [Fork("m"), Fork("m", Confinement()), Fork("m", FULL), End(7)])
def test_a_request_arrives_as_it_was_sent(request_):
    assert REQUESTS.decode(msgspec.msgpack.encode(request_)) == request_


@pytest.mark.parametrize(
    "parts",
    [
        {"type": "fork"},
        {"type": "fork", "module": 3},
        {"type": "fork", "module": "m", "confinement": {"seccomp": "no"}},
        {"type": "fork", "module": "m", "confinement": {"limits": {"memory": "2048"}}},
        {"type": "end", "pid": None},
        {"type": "begin", "pid": 1},
    ],
)
def test_what_is_not_a_request_is_refused(parts):
    with pytest.raises(msgspec.ValidationError):
        REQUESTS.decode(msgspec.msgpack.encode(parts))


def test_a_process_is_confined_unless_something_else_is_asked_for():
    confinement = Confinement()
    assert confinement.landlock
    assert confinement.seccomp
    assert not confinement.keeps_reading
    assert confinement.limits == DEFAULT_LIMITS


def test_every_unit_belongs_to_a_limit():
    assert UNITS.keys() <= set(Limits.__struct_fields__)
    assert all(getattr(DEFAULT_LIMITS, name) > 0 for name in Limits.__struct_fields__)
