"""The reader process: decodes and parses files, one after the other, and runs nothing of them.

It is apart from the command because a file can take all the time and memory that it is given: see
`limits`. It ends when the pipe of requests closes, or at a limit.
"""

from __future__ import annotations

import os
import sys

from grader.errors import GraderError
from grader.submission.answers import find_answers
from grader.submission.contents import (
    REQUESTS,
    Contents,
    Failure,
    Refusal,
    Reply,
    Request,
    receive,
    send,
)
from grader.submission.limits import OUT_OF_MEMORY, limit_memory, limited_time
from grader.submission.notebook import code_cells
from grader.submission.parse import parse, parse_cells
from grader.submission.script import decoded


def main(seconds: float, megabytes: int) -> None:
    """Answer requests on standard input until it closes.

    seconds: of processor time for each file. megabytes: of memory for this process.
    """
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # Whatever a library prints is no reply.
    limit_memory(megabytes)
    try:
        while (request := receive(sys.stdin.buffer, REQUESTS)) is not None:
            content = sys.stdin.buffer.read(request.size)
            if len(content) == request.size:
                with limited_time(seconds):
                    reply = answer(request, content)
                send(replies, reply)
    except BrokenPipeError:
        pass  # The command has ended.
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def answer(request: Request, content: bytes) -> Reply:
    """Return what a file contains, or why it cannot be read; raises MemoryError."""
    try:
        return _contents(request, content)
    except GraderError as error:
        return Refusal(str(error))
    except MemoryError:
        raise
    except RecursionError:
        return Refusal("the file is nested too deeply to be read")
    except Exception as error:  # noqa: BLE001  a fault of ours must not end this process
        return Failure(f"{error!r}"[:300])


def _contents(request: Request, content: bytes) -> Contents:
    if request.is_notebook:
        parsed = parse_cells(request.name, list(code_cells(content)), 1)
    else:
        parsed = parse_cells(request.name, [parse(decoded(content))], 0)
    return find_answers(parsed, request.tasks, request.placeholder)
