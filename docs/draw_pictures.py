"""Draws the pictures of the shipped exercises, each as SVG and, for notebooks, as PNG.

Colab shows no SVG in a notebook's text, and nothing that is not in the notebook itself.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

FOLDER = Path(__file__).resolve().parents[1] / "exercises" / "pictures"

# Colours that people with any colour vision can tell apart (Okabe and Ito, 2008).
BLUE, ORANGE, GREEN, GREY = "#0072b2", "#d55e00", "#00795b", "#666666"
_STYLE = {
    "svg.hashsalt": "dl-grader",  # The same names of parts in every run.
    "svg.fonttype": "none",  # Text stays text: small, searchable, and read aloud.
    "font.family": ["DejaVu Sans", "sans-serif"],  # The first one comes with Matplotlib.
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.facecolor": "white",  # Opaque, so that a dark page changes nothing.
}
_COLOURS = 128
_FONTS = "'DejaVu Sans', Verdana, Arial, sans-serif"


def taxi() -> Figure:
    """Draw the price of a taxi ride as a linear unit, with its weight and bias."""
    figure, (axes,) = _figure(1, width=6.0)
    x = np.linspace(0, 6, 2)
    axes.plot(x, 2 * x + 3, color=BLUE, linewidth=2.5)
    axes.plot([0], [3], "o", color=ORANGE, clip_on=False, zorder=3)
    axes.annotate(
        "bias b = 3: the price at 0 km", (0, 3), (0.9, 2.2), color=ORANGE, arrowprops=_arrow(ORANGE)
    )
    axes.plot([2, 3, 3], [7, 7, 9], color=GREEN, linewidth=1.5)
    axes.text(2.5, 6.2, "1 km", color=GREEN, ha="center")
    axes.text(3.1, 7.7, "weight w = 2:\n2 more for each km", color=GREEN, va="center")
    axes.plot([5, 5, 0], [0, 13, 13], color=GREY, linewidth=1, linestyle="--")
    axes.plot([5], [13], "o", color=BLUE)
    axes.text(4.85, 13.5, "5 km cost 2*5 + 3 = 13", color=BLUE, ha="right")
    axes.set(xlim=(0, 6), ylim=(0, 16), xlabel="x: kilometres", ylabel="y: price")
    return figure


def folds() -> Figure:
    """Draw what stacked linear units, one layer and two layers of ReLU units can compute."""
    figure, panels = _figure(3, width=8.4)
    x = np.linspace(-2, 2, 5)  # The corners.
    valley = np.maximum(0, x) + np.maximum(0, -x)
    curves = (
        ("linear units only:\nalways a straight line", 0.5 * x + 1),
        ("one hidden layer, 2 ReLU units:\nthe line is folded once", valley),
        ("two hidden layers, 2 units each:\nthe fold is folded again", np.abs(valley - 1)),
    )
    for axes, (title, y), colour in zip(panels, curves, (GREY, BLUE, ORANGE), strict=True):
        axes.plot(x, y, color=colour, linewidth=2.5)
        axes.set_title(title, fontsize=9.5)
        axes.set(xlim=(-2, 2), ylim=(-0.1, 2.4), xlabel="input x", xticks=range(-2, 3))
    panels[0].set_ylabel("output y")
    return figure


def downhill() -> Figure:
    """Draw one step against the slope of the loss, and the loss during a whole training."""
    figure, (left, right) = _figure(2, width=8.4)
    w = np.array([0.4, 2.5, 4.4])
    left.plot(w, np.abs(5 - 2 * w), color=GREY, linewidth=2.5)
    left.plot([1, 1.5], [3, 2], "o", color=BLUE, zorder=3)
    left.annotate("", (1.5, 2), (1, 3), arrowprops=_arrow(BLUE, width=2))
    left.text(1.45, 3.0, "slope here: -2\nso w must grow", color=BLUE, va="center")
    left.annotate(
        "no loss at w = 2.5",
        (2.5, 0),
        (2.5, 2.0),
        color=GREEN,
        ha="center",
        arrowprops=_arrow(GREEN),
    )
    left.set_title("one step: against the slope", fontsize=10)
    left.set(xlim=(0.4, 4.4), ylim=(0, 4.2), xlabel="weight w", ylabel="loss on one example")
    losses, everything = _training()
    right.plot(losses, color=BLUE, linewidth=0.9, label="loss on each batch")
    right.plot(everything, color=ORANGE, linewidth=2.2, label="loss on all the data")
    right.set_title("many steps: the loss falls, then stays", fontsize=10)
    right.set(xlim=(0, len(losses)), ylim=(0, None), xlabel="step", ylabel="loss")
    right.legend(frameon=False)
    return figure


PICTURES: dict[str, Callable[[], Figure]] = {"taxi": taxi, "folds": folds, "downhill": downhill}


def _training(steps: int = 120, rate: float = 0.05) -> tuple[list[float], list[float]]:
    """Train a neuron with one input on noisy data; return its loss on each batch and on all."""
    rng = np.random.default_rng(4)
    x = rng.uniform(0, 3, 200)
    y = 2 * x + 3 + rng.normal(scale=0.8, size=200)
    w, b = 0.0, 0.0
    losses, everything = [], []
    for _ in range(steps):
        rows = rng.choice(200, 10)
        error = w * x[rows] + b - y[rows]
        losses.append(float(np.mean(np.abs(error))))
        everything.append(float(np.mean(np.abs(w * x + b - y))))
        w -= rate * float(np.mean(np.sign(error) * x[rows]))
        b -= rate * float(np.mean(np.sign(error)))
    return losses, everything


def _figure(panels: int, width: float) -> tuple[Figure, list[Axes]]:
    figure = Figure(figsize=(width, 3.1), layout="constrained")
    FigureCanvasAgg(figure)
    return figure, list(figure.subplots(1, panels, squeeze=False)[0])


def _arrow(colour: str, width: float = 1.2) -> dict[str, object]:
    return {"arrowstyle": "->", "color": colour, "linewidth": width, "shrinkA": 2, "shrinkB": 4}


def _svg(figure: Figure) -> str:
    """Return a figure as a small SVG: the same text in every run."""
    stream = io.StringIO()
    figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    text = re.sub(r"font-family: [^;\"]*", f"font-family: {_FONTS}", stream.getvalue())
    return re.sub(r"\d+\.\d{2,}", lambda number: f"{float(number[0]):.1f}", text)


def draw(folder: Path) -> None:
    """Write all pictures into this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context(_STYLE):
        for name, make in PICTURES.items():
            figure = make()
            (folder / f"{name}.svg").write_text(_svg(figure), encoding="utf-8")
            png = folder / f"{name}.png"
            figure.savefig(png, dpi=100, metadata={"Software": None})
            with Image.open(png) as image:
                image.convert("RGB").quantize(_COLOURS).save(png, optimize=True)


if __name__ == "__main__":
    draw(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
