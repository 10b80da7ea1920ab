"""Loss curves drawn with characters."""

from __future__ import annotations

import math
from collections.abc import Sequence

from grader.judge.phrases import count

_BLOCKS = " ▁▂▃▄▅▆▇█"
_ASCII = " .:-=+*#@"
_MAX_BARS = 60
_MIN_BARS = 10
_LABEL = 9
"""Characters before the first bar."""

_NOT_FINITE = "!"


def draw_curve(
    losses: Sequence[float], *, height: int = 4, ascii_only: bool = False, width: int = 97
) -> list[str]:
    """Return the lines of a bar chart from zero to the largest loss, labelled with the loss.

    Losses that are not finite are left out. If there are more losses than bars fit into the width,
    or more than 60, evenly spaced ones are drawn, including the first and the last.
    """
    finite = [max(0.0, loss) for loss in losses if math.isfinite(loss)]
    if not finite or max(finite) <= 0:
        return []
    last = f"  {finite[-1]:.3g} after {count(len(losses), 'epoch')}"
    most = min(max(width - _LABEL - len(last), _MIN_BARS), _MAX_BARS)
    step = (len(finite) - 1) / (most - 1)
    shown = finite
    if len(finite) > most:
        shown = [finite[round(number * step)] for number in range(most)]
    steps = len(_BLOCKS) - 1
    bars = [max(1, round(loss / max(finite) * height * steps)) for loss in shown]
    marks = _ASCII if ascii_only else _BLOCKS
    lines = []
    for row in reversed(range(height)):
        cells = "".join(marks[min(max(bar - row * steps, 0), steps)] for bar in bars)
        label = {height - 1: f"{max(finite):.3g}", 0: "loss"}.get(row, "")
        lines.append(f"{label:>8} {cells}")
    lines[-1] += last
    return lines


def draw_comparison(
    before: Sequence[float], after: Sequence[float], *, ascii_only: bool = False
) -> list[str]:
    """Return a line of bars for each of two curves, with their first and last loss.

    Both have the same scale, from zero to the larger of their first losses. What is above it is as
    high as the line, and what is not finite is an exclamation mark. A curve without losses has no
    line.
    """
    curves = {"as it is": before, "changed": after}
    first = [curve[0] for curve in curves.values() if curve and math.isfinite(curve[0])]
    top = max([loss for loss in first if loss > 0], default=1.0)
    marks, arrow = (_ASCII, "to") if ascii_only else (_BLOCKS, "→")
    return [
        f"{label:>9} {_bars(losses, top, marks)}  {losses[0]:.3g} {arrow} {losses[-1]:.3g}"
        for label, losses in curves.items()
        if losses
    ]


def _bars(losses: Sequence[float], top: float, marks: str) -> str:
    most = len(marks) - 1
    return "".join(
        marks[max(round(min(loss / top, 1.0) * most), 1)] if math.isfinite(loss) else _NOT_FINITE
        for loss in losses
    )
