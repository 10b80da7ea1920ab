"""The process that judges practice checks: it has the expected results, and runs no learner code.

It answers the kernel's requests on standard input until that closes. What the kernel sends is
validated like the messages of a learner's process.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sys
import threading

from grader.course.course import Course
from grader.course.exercise import Question
from grader.course.load import load_course
from grader.errors import GraderError, UsageError
from grader.judge.learner_text import cleaned
from grader.judge.places import located
from grader.judge.verdict import judge
from grader.live.notebook.evidence import evidence_of
from grader.live.notebook.live_submission import submission_of
from grader.live.notebook.messages import (
    MAX_REQUEST,
    REQUESTS,
    AskQuestions,
    AskTasks,
    AskVerdict,
    Code,
    Judged,
    Questions,
    Refused,
    Reply,
    Request,
    Tasks,
)
from grader.live.notebook.show import shown
from grader.records import Submission
from grader.session import Session, Settings
from grader.submission.contents import receive, send
from grader.trainer.measure import measure
from grader.trainer.messages import ModelReply, ModelRequest


def main() -> None:
    """Answer requests until standard input closes."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # Whatever a library prints is no reply.
    with (
        Session(Settings(jobs=1, isolation="off")) as session,
        contextlib.suppress(BrokenPipeError),
    ):
        service = Service(session)
        while (request := receive(sys.stdin.buffer, REQUESTS, MAX_REQUEST)) is not None:
            send(replies, service.answer(request))


class Service:
    """Answers requests. The session's trainer starts with the first question that may need it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._course = functools.cache(load_course)
        self._checked: dict[str, tuple[str, int]] = {}

    def answer(self, request: Request) -> Reply:
        """Return the reply; a failure of ours becomes one line."""
        try:
            course = self._course(request.course)
            if isinstance(request, AskTasks):
                return Tasks(tuple(one.name for each in course.exercises for one in each.tasks))
            if isinstance(request, AskQuestions):
                return self._questions(course, request)
            return self._verdict(course, request)
        except GraderError as error:
            return Refused(str(error), isinstance(error, UsageError))
        except Exception as error:  # noqa: BLE001  the kernel must not wait for ever
            return Refused(f"internal error of the grader: {error!r}"[:300])

    def _questions(self, course: Course, request: AskQuestions) -> Questions:
        submission = self._submission(course, request.code)
        questions = _questions_of(course, submission, request.code.task)
        if any(one.call.probe is not None or one.training for one in questions.values()):
            threading.Thread(target=self._warm_up, daemon=True).start()
        return Questions(tuple(one.call for one in questions.values()), submission.process_seed)

    def _verdict(self, course: Course, request: AskVerdict) -> Judged:
        task = request.code.task
        submission = self._submission(course, request.code)
        questions = course.questions(submission)
        asked = _questions_of(course, submission, task)
        evidence = located(cleaned(evidence_of(task, asked, request.events)), submission)
        measurements = measure(self._train, {task: asked}, evidence)
        result = judge(course, submission, questions, evidence, measurements)
        hints = self._count(request.code)
        return shown(course, submission, result, task, evidence, asked, hints)

    def _submission(self, course: Course, code: Code) -> Submission:
        return submission_of(course, code, self._session.reader)

    def _count(self, code: Code) -> int:
        """Return how often this function was checked without having been changed."""
        source, count = self._checked.get(code.task, ("", 0))
        count = count + 1 if source == code.own else 1
        self._checked[code.task] = code.own, count
        return count

    def _train(self, request: ModelRequest) -> ModelReply:
        return self._session.warm().trainers(request)

    def _warm_up(self) -> None:
        with contextlib.suppress(GraderError):  # The first measurement tells what is wrong.
            self._session.warm()


def _questions_of(course: Course, submission: Submission, task: str) -> dict[str, Question]:
    """Return the questions about a task; none if reading alone decides it."""
    return course.questions(submission).get(task, {})
