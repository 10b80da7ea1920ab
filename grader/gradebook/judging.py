"""Judges many stored contents, on all cores where there are enough of them."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeAlias

import msgspec

from grader.course.course import Course
from grader.gradebook.recalling import Record
from grader.gradebook.rejudge import Judged, judge_record
from grader.session import can_fork

Judge: TypeAlias = Callable[[Iterable[Record]], Iterator[Judged]]
"""Judges records, in their order."""

_WORTH_IT = 100
"""Contents for which further processes are started: each takes as long as some tens of contents."""

_AT_ONCE = 16

_ENCODER = msgspec.msgpack.Encoder()
_RECORDS = msgspec.msgpack.Decoder(Record)
_JUDGED = msgspec.msgpack.Decoder(Judged)


@contextlib.contextmanager
def judging(course: Course, contents: int, workers: int) -> Iterator[Judge]:
    """Return what judges this many contents. The processes are copies of this one.

    They know the course, and they are sent nothing but MessagePack.
    """
    if contents < _WORTH_IT or workers < 2 or not can_fork():
        yield lambda records: map(partial(judge_record, course), records)
        return
    context = multiprocessing.get_context("fork")
    with context.Pool(workers, _begin, (course,)) as pool:

        def judge(records: Iterable[Record]) -> Iterator[Judged]:
            sent = map(_ENCODER.encode, records)
            return map(_JUDGED.decode, pool.imap(_judge, sent, _AT_ONCE))

        yield judge


_course: list[Course] = []
"""The course of a worker. Only workers have one."""


def _begin(course: Course) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the command, which ends them.
    _course.append(course)


def _judge(record: bytes) -> bytes:
    return _ENCODER.encode(judge_record(_course[0], _RECORDS.decode(record)))
