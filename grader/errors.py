"""What can go wrong that is not a learner's mistake.

GraderError
├── UsageError      the command was asked for something that is not there   exit code 2
├── CourseError     an exercise's definition contradicts itself             exit code 3
├── NotebookError   a file is no notebook; becomes its submission's problem
├── ArchiveError    an archive cannot be read; a note, or its submission's problem
├── NotRegularError a pipe or device was handed in; becomes its submission's problem
├── MeasurementError the trainer broke; becomes a broken check
└── MachineError    a process of ours broke, or TensorFlow did not start    exit code 3

A learner's mistake is never an exception: it is a verdict.
"""

from __future__ import annotations


class GraderError(Exception):
    """The root: one clear line for the user; `exit_code` is the command's."""

    exit_code = 3


class UsageError(GraderError):
    """Nothing to grade, or an option that makes no sense here."""

    exit_code = 2


class CourseError(GraderError):
    """A lesson is wrong: a check asks for an answer that no ask gives, or a name stands twice."""


class MachineError(GraderError):
    """One of our own processes broke."""
