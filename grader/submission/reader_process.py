"""The reader process: decodes and parses files, one after the other, and runs nothing of them.

It is apart from the command because a file can take all the time and memory that it is given: see
`limits`. It ends when the pipe of requests closes, or at a limit.
"""

from __future__ import annotations

import ast
import codecs
import os
import sys

import msgspec

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
from grader.submission.notebook import MAX_CODE, NotebookError, code_cells
from grader.submission.parse import Parsed, parse, parse_cells
from grader.submission.reach import find_reach
from grader.submission.script import ScriptError, decoded

# "not json" is an expression of Python, and few texts are more than that by chance.
_DEFINES = (ast.FunctionDef, ast.ClassDef, ast.Assign, ast.Import, ast.ImportFrom)


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
    parsed = (_notebook if request.is_notebook else _script)(request.name, content)
    contents = find_answers(parsed, request.tasks, request.placeholder)
    return msgspec.structs.replace(contents, reach=find_reach(parsed.cells, request.tasks))


def _script(name: str, content: bytes) -> Parsed:
    return parse_cells(name, [parse(decoded(content))], 0)


def _notebook(name: str, content: bytes) -> Parsed:
    """Parse a notebook, or a script that has the name of one."""
    try:
        return parse_cells(name, list(code_cells(content)), 1)
    except NotebookError:
        script = _misnamed_script(name, content)
        if script is None:
            raise
        return script


def _misnamed_script(name: str, content: bytes) -> Parsed | None:
    """Parse a script; None if the content is none, such as a damaged notebook or a web page."""
    if len(content) > MAX_CODE or content.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{":
        return None
    try:
        script = _script(name, content)
    except ScriptError:
        return None
    statements = (each for cell in script.cells for each in cell.source.statements)
    return script if any(isinstance(each, _DEFINES) for each in statements) else None
