"""`check("relu")`: a practice verdict on live functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from grader.errors import GraderError, UsageError
from grader.live.notebook.calls import make_calls
from grader.live.notebook.helper import Helper, helper
from grader.live.notebook.messages import (
    AskQuestions,
    AskTasks,
    AskVerdict,
    Judged,
    Questions,
    Reply,
    Request,
    Tasks,
)
from grader.live.notebook.namespace import Namespace, live_namespace
from grader.submission.names import suggestion

Kind = TypeVar("Kind", Judged, Questions, Tasks)


@dataclass(frozen=True)
class TaskVerdict:
    """The verdict on one task: its status, such as "passed", and its points."""

    task: str
    status: str
    score: int
    max_score: int


@dataclass(frozen=True)
class Verdict:
    """What a practice check found. A notebook shows it as a box; elsewhere it is plain text."""

    tasks: tuple[TaskVerdict, ...]
    _html: str = field(repr=False, compare=False)
    _text: str = field(repr=False, compare=False)

    def __repr__(self) -> str:
        return self._text

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        return {"text/html": self._html, "text/plain": self._text}


class CheckError(GraderError):
    """The check could not be made. The message is one line; IPython shows no traceback for it."""

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in place of a traceback."""
        return [str(self)]


def check(task: str | Callable[..., Any] | None = None, *, course: str | None = None) -> Verdict:
    """Check one task, or all tasks that are defined: call the live function and judge what it does.

    task: the name of a task, or its function. course: a folder with a course.toml, or the name of
    an installed course; the shipped one by default. The verdict is practice: it is made beside your
    own code, and there is no time limit. Raises CheckError for an unknown task, and
    KeyboardInterrupt if the kernel is interrupted.
    """
    try:
        return _check(task, live_namespace(), _place(course), helper())
    except CheckError:
        raise
    except GraderError as error:
        raise CheckError(str(error)) from None


def _check(
    task: str | Callable[..., Any] | None, namespace: Namespace, course: str | None, judge: Helper
) -> Verdict:
    known = _ask(judge, AskTasks(course), Tasks).names
    judged = [_judged(one, namespace, course, judge) for one in _wanted(task, known, namespace)]
    return Verdict(
        tuple(TaskVerdict(one.task, one.status, one.score, one.max_score) for one in judged),
        "".join(one.html for one in judged),
        "\n\n".join(one.text for one in judged),
    )


def _wanted(
    task: str | Callable[..., Any] | None, known: Sequence[str], namespace: Namespace
) -> list[str]:
    """Return the names of the tasks to check; raises CheckError."""
    if task is None:
        defined = [name for name in known if name in namespace.names]
        if not defined:
            raise CheckError(f"None of these is defined here yet: {', '.join(known)}.")
        return defined
    name = task if isinstance(task, str) else getattr(task, "__name__", repr(task))
    if name in known:
        return [name]
    raise CheckError(f"There is no task {name}. {suggestion(name, known)}")


def _judged(task: str, namespace: Namespace, course: str | None, judge: Helper) -> Judged:
    code = namespace.code_of(task)
    questions = _ask(judge, AskQuestions(course, code), Questions)
    events: tuple[bytes, ...] = ()
    if questions.calls:
        function, cells = namespace.names.get(task), namespace.places(task)
        events = make_calls(namespace.names, function, questions.calls, questions.seed, cells)
    return _ask(judge, AskVerdict(course, code, events), Judged)


def _ask(judge: Helper, request: Request, kind: type[Kind]) -> Kind:
    reply: Reply = judge.ask(request)
    if not isinstance(reply, kind):
        raise UsageError(f"an unexpected answer: {type(reply).__name__}")
    return reply


def _place(course: str | None) -> str | None:
    """Return the course for a process with another working folder: a folder as an absolute path."""
    if course is not None and Path(course).is_dir():
        return str(Path(course).resolve())
    return course
