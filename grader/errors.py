"""Errors of the grader and of its use, as opposed to mistakes in learner code.

GraderError
├── UsageError        a path or an option of the command is wrong              exit code 2
│   └── CannotRestoreError  a task cannot be restored alone                    exit code 2
├── OutputError       a report cannot be written                               exit code 4
│   ├── ReaderLeftError   the program that read the report has ended           exit code 141
│   └── GradebookError    a gradebook cannot be read or written                exit code 4
├── CourseError       the definition of a course is invalid                    exit code 3
├── ProcessError      a process cannot be started, confined or reached         exit code 3
├── StoppedError      grading was stopped because a file was saved again
├── MeasurementError  the trainer failed; becomes an internal error of the check
├── ArchiveError      an archive cannot be read; becomes a note or a problem
├── CheckError        a practice check in a notebook could not be made
├── ScriptError       a script cannot be read; becomes the submission's problem
├── NotebookError     a notebook cannot be read; becomes the submission's problem
├── UnreadableError   a file cannot be read; becomes the submission's problem
└── NotRegularError   a file is a pipe, device or folder; becomes the submission's problem

A mistake in learner code never raises one of these. It becomes a finding or a problem.

EndedBySignal, beside that tree, ends a run as KeyboardInterrupt does. Nothing but the command
catches it.
"""

from __future__ import annotations


class GraderError(Exception):
    """The base class. The message is one line for the user; `exit_code` is for the command."""

    exit_code = 3


class UsageError(GraderError):
    """There is nothing to grade, or an argument or option of the command is invalid."""

    exit_code = 2


class OutputError(GraderError):
    """A report cannot be written, such as to a full disk. Grading itself has succeeded."""

    exit_code = 4


class ReaderLeftError(OutputError):
    """The program that reads standard output has ended, as `head` does. Nothing is said about it.

    The exit code is what the shell reports of a program that the signal SIGPIPE ends.
    """

    exit_code = 128 + 13


class GradebookError(OutputError):
    """A gradebook cannot be read or written, or a record in it is damaged. What was kept stays."""


class CourseError(GraderError):
    """A course is invalid: for example, a check uses a question that is never asked."""


class ProcessError(GraderError):
    """A process cannot be started, cannot be confined as required, or does not respond."""


class StoppedError(GraderError):
    """Whoever asked for evidence has said that it is not needed any more."""


class MeasurementError(GraderError):
    """A check needs a measurement, but the trainer failed to make it."""


class EndedBySignal(BaseException):
    """A signal asks the command to end. `number` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
