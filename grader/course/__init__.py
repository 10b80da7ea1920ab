"""Courses: what their authors import, and how a course is loaded and proved.

Authors import only from `grader.course` and `grader.checks`.
"""

from grader.course.exercise import (
    RIGHT,
    Answer,
    Check,
    Exercise,
    Finding,
    Mistake,
    Question,
    Task,
    Training,
    Wording,
    ask,
    check,
    wrong,
)
from grader.course.inputs import (
    batches_to_try,
    bent_data,
    fractions,
    linear_data,
    linear_neuron,
    random_network,
)
from grader.protocol.calls import Generator
from grader.protocol.networks import CompileSettings

__all__ = [
    "RIGHT",
    "Answer",
    "Check",
    "CompileSettings",
    "Exercise",
    "Finding",
    "Generator",
    "Mistake",
    "Question",
    "Task",
    "Training",
    "Wording",
    "ask",
    "batches_to_try",
    "bent_data",
    "check",
    "fractions",
    "linear_data",
    "linear_neuron",
    "random_network",
    "wrong",
]
