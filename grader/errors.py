"""What can go wrong that is not a learner's mistake.

GraderError
├── UsageError        the command was asked for something that is not there    exit code 2
├── CourseError       a course's definition contradicts itself                 exit code 3
├── ProcessError      one of the grader's own processes failed                 exit code 3
├── MeasurementError  the trainer failed; becomes a check with status "broken"
├── ArchiveError      an archive cannot be read; becomes a note or a problem
├── NotebookError     a file is not a notebook; becomes its submission's problem
└── NotRegularError   a pipe or device was handed in; becomes its submission's problem

A learner's mistake is never an exception: it is a verdict.
"""

from __future__ import annotations


class GraderError(Exception):
    """The root of the tree. Its text is one line for the user; `exit_code` is the command's."""

    exit_code = 3


class UsageError(GraderError):
    """There is nothing to grade, or an option makes no sense."""

    exit_code = 2


class CourseError(GraderError):
    """A course is wrong: a check uses an answer that nothing asks for, or a part is missing."""


class ProcessError(GraderError):
    """One of the grader's own processes failed."""


class MeasurementError(GraderError):
    """The trainer failed on a model, and a check needs to know what it measured."""
