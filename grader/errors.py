"""Errors of the grader and of its use, as opposed to mistakes in learner code.

GraderError
├── UsageError        a path or an option of the command is wrong              exit code 2
├── CourseError       the definition of a course is invalid                    exit code 3
├── ProcessError      a process cannot be started, confined or reached         exit code 3
├── MeasurementError  the trainer failed; becomes an internal error of the check
├── ArchiveError      an archive cannot be read; becomes a note or a problem
├── NotebookError     a notebook cannot be read; becomes the submission's problem
└── NotRegularError   a file is a pipe, device or folder; becomes the submission's problem

A mistake in learner code never raises one of these. It becomes a finding or a problem.
"""

from __future__ import annotations


class GraderError(Exception):
    """The base class. The message is one line for the user; `exit_code` is for the command."""

    exit_code = 3


class UsageError(GraderError):
    """There is nothing to grade, or an argument or option of the command is invalid."""

    exit_code = 2


class CourseError(GraderError):
    """A course is invalid: for example, a check uses a question that is never asked."""


class ProcessError(GraderError):
    """A process cannot be started, cannot be confined as required, or does not respond."""


class MeasurementError(GraderError):
    """A check needs a measurement, but the trainer failed to make it."""
