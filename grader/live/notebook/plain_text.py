"""A verdict as plain text, for where HTML is not shown."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from grader.judge.phrases import count
from grader.live.notebook.content import PRACTICE, WORDS, Content, expected_units, layer_boxes
from grader.report.column import Column
from grader.report.curve import draw_curve

_WIDTH = 80


def plain_text(content: Content) -> str:
    """Return the verdict as lines of at most 80 characters."""
    column = Column(Console(file=StringIO(), width=_WIDTH, color_system=None))
    task = content.task
    points = f"{task.score} of {count(task.max_score, 'point')}"
    lines = [f"{task.task}: {WORDS[task.status]}, {points}"]
    for part in content.parts:
        lines += ["", *(line.plain for line in column.diagnostic(part, content.hints))]
    boxes, expected = layer_boxes(content), expected_units(content)
    if boxes:
        lines += ["", f"    {' → '.join(box.text for box in boxes)}"]
    if expected:
        lines.append(f"    expected  {' → '.join(box.text for box in expected)}")
    curve = [f"    {line}" for line in draw_curve(task.curve, width=_WIDTH - 4)]
    return "\n".join([*lines, *([""] if curve else []), *curve, "", PRACTICE])
