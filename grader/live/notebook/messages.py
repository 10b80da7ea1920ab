"""What the kernel asks the process that judges, and what that answers."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from grader.protocol.calls import Call
from grader.protocol.wire import MAX_FRAME

MAX_REQUEST = 8 * MAX_FRAME
"""Maximum size in bytes of a request: the messages of all calls of a task."""

_Source: TypeAlias = Annotated[str, Meta(max_length=200_000)]
_Name: TypeAlias = Annotated[str, Meta(max_length=1_000)]


class Code(msgspec.Struct, frozen=True):
    """The source around a task's function.

    cells: by number, the cells that define the notebook's functions; the whole file, as number 0,
    if the function comes from a script. own: the cell of the function itself; empty if unknown.
    is_defined: whether the name stands for anything in the kernel.
    """

    task: _Name
    is_defined: bool
    file: _Name = "notebook.ipynb"
    cells: Annotated[dict[int, _Source], Meta(max_length=2_000)] = {}
    own: _Source = ""


class AskTasks(msgspec.Struct, frozen=True, tag="ask_tasks"):
    """Which tasks has this course? course: a folder or a name; None for the shipped one."""

    course: _Name | None


class AskQuestions(msgspec.Struct, frozen=True, tag="ask_questions"):
    """Which calls are to be made of this task's function?"""

    course: _Name | None
    code: Code


class AskVerdict(msgspec.Struct, frozen=True, tag="ask_verdict"):
    """What is to be said? events: the messages that a learner's process would have sent."""

    course: _Name | None
    code: Code
    events: tuple[bytes, ...] = ()


class Tasks(msgspec.Struct, frozen=True, tag="tasks"):
    """The names of a course's tasks, in order."""

    names: tuple[str, ...]


class Questions(msgspec.Struct, frozen=True, tag="questions"):
    """The calls to make, and the seed of the random generators in them."""

    calls: tuple[Call, ...]
    seed: int = 0


class Judged(msgspec.Struct, frozen=True, tag="judged"):
    """The verdict on one task: its status, its points, and how it is shown."""

    task: str
    status: str
    score: int
    max_score: int
    html: str
    text: str


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """There is no answer. why: one line. is_usage: whether the request asked for the impossible."""

    why: str
    is_usage: bool = False


Request: TypeAlias = AskTasks | AskQuestions | AskVerdict
Reply: TypeAlias = Tasks | Questions | Judged | Refused

REQUESTS: msgspec.msgpack.Decoder[Request] = msgspec.msgpack.Decoder(
    AskTasks | AskQuestions | AskVerdict
)
REPLIES: msgspec.msgpack.Decoder[Reply] = msgspec.msgpack.Decoder(
    Tasks | Questions | Judged | Refused
)
