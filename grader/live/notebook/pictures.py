"""Pictures as SVG: the layers of a model, and a learning curve.

Text has the colour of the text around it, and lines have colours that show on white and on black:
a notebook has a theme of its own, which need not be that of the browser.
"""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

from grader.judge.phrases import count
from grader.live.notebook.content import LayerBox

_CHARACTER = 7.3
"""The width of one character in pixels, for 12 pixels of height."""

_HEIGHT, _GAP, _BESIDE, _TOP = 30, 26, 12, 2
_LABEL = 18
BLUE, RED, GREY = "#3c7fd0", "#d9534f", "#8a8f98"

_CURVE_WIDTH, _CURVE_HEIGHT = 300, 90
_LEFT, _RIGHT, _BELOW = 56, 70, 22
_MAX_POINTS = 200


def layers_picture(boxes: Sequence[LayerBox], label: str) -> str:
    """Return the layers from left to right, each in a box, with arrows between them."""
    parts, x = [], 1.0
    has_labels = any(box.expected for box in boxes)
    middle = _TOP + _HEIGHT / 2
    for number, box in enumerate(boxes):
        width = 2 * _BESIDE + _CHARACTER * len(box.text)
        told = f"expected {box.expected}" if box.expected else ""
        colour = RED if box.is_wrong else BLUE
        if number:
            parts.append(_arrow(x, x + _GAP, middle))
            x += _GAP
        parts.append(
            f'<rect x="{x:.0f}" y="{_TOP}" width="{width:.0f}" height="{_HEIGHT}" rx="6" '
            f'fill="{colour}" fill-opacity="0.14" stroke="{colour}" '
            f'stroke-width="{2 if box.is_wrong else 1.2}"/>'
        )
        parts.append(_text(x + width / 2, middle + 4, box.text, "middle"))
        if told:
            parts.append(_text(x + width / 2, _TOP + _HEIGHT + 14, told, "middle"))
            width = max(width, width / 2 + _CHARACTER * len(told) / 2)
        x += width
    height = _TOP + _HEIGHT + 2 + _LABEL * has_labels
    return _svg(x + 1, height, f"{label}: {' to '.join(box.text for box in boxes)}", parts)


def curve_picture(losses: Sequence[float]) -> str:
    """Return the loss after each epoch as a line; nothing if there is no finite loss.

    A loss that is not a number ends the line, and is named.
    """
    finite = [(n, max(loss, 0.0)) for n, loss in enumerate(losses) if math.isfinite(loss)]
    if not finite:
        return ""
    most, last = max(loss for _, loss in finite) or 1.0, max(len(losses) - 1, 1)
    step = max(1, len(finite) // _MAX_POINTS)
    shown = [*finite[::step], finite[-1]]
    right, bottom = _LEFT + _CURVE_WIDTH, 8 + _CURVE_HEIGHT
    places = [
        (_LEFT + _CURVE_WIDTH * n / last, bottom - _CURVE_HEIGHT * y / most) for n, y in shown
    ]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    end_x, end_y = places[-1]
    parts = [
        f'<path d="M{_LEFT} 8V{bottom}H{right}" fill="none" stroke="{GREY}"/>',
        f'<polyline points="{points}" fill="none" stroke="{BLUE}" stroke-width="2"/>',
        f'<circle cx="{end_x:.1f}" cy="{end_y:.1f}" r="3" fill="{BLUE}"/>',
        _text(_LEFT - 6, 14, f"{most:.3g}", "end"),
        _text(_LEFT - 6, bottom, "0", "end"),
        _text(end_x + 8, min(max(end_y + 4, 12), bottom), f"{finite[-1][1]:.3g}", "start"),
        _text(_LEFT, bottom + 16, _told_below(losses), "start"),
    ]
    told = f"The loss was {finite[0][1]:.3g} at first and {finite[-1][1]:.3g} at last."
    return _svg(right + _RIGHT, bottom + _BELOW, told, parts)


def _told_below(losses: Sequence[float]) -> str:
    told = f"loss after each of {count(len(losses), 'epoch')}"
    missing = (n for n, loss in enumerate(losses, 1) if not math.isfinite(loss))
    number = next(missing, 0)
    return f"{told}; no number from epoch {number}" if number else told


def _svg(width: float, height: float, told: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{html.escape(told)}" '
        f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'style="max-width:100%;height:auto;color:inherit">{"".join(parts)}</svg>'
    )


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="currentColor" '
        f'font-family="monospace" font-size="12">{html.escape(text)}</text>'
    )


def _arrow(start: float, end: float, y: float) -> str:
    return (
        f'<path d="M{start + 4:.0f} {y:.0f}H{end - 4:.0f}m-5 -4l5 4l-5 4" fill="none" '
        f'stroke="{GREY}" stroke-width="1.5"/>'
    )
