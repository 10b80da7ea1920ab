"""How long the command takes, compared with `import tensorflow`, which any grader needs.

The import is timed right before each command, so that both run under the same conditions.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.common import ROOT, at_most, command, console, rounds, table

GRADE = str(Path(sys.executable).with_name("grade"))
YARDSTICK = (sys.executable, "-c", "import tensorflow")

Limit = Callable[[float, float], str]
"""Takes the median seconds and the median ratio, and returns the text about the target."""

COMMANDS: tuple[tuple[tuple[str, ...], Limit], ...] = (
    (("--help",), lambda seconds, _: at_most(seconds, 0.25, " s")),
    (("-q", "exercises"), lambda seconds, _: at_most(seconds, 0.5, " s")),
    (("-q", "solutions/01_single_neuron.py"), lambda _, ratio: at_most(ratio, 1.35, " x")),
    (("-q", "solutions/02_deep_network.py"), lambda _, ratio: at_most(ratio, 1.35, " x")),
    (("-q", "solutions/03_sgd.py"), lambda *_: "none: it trains"),
)


def main(quick: bool = False) -> int:
    """Print the table."""
    count = 1 if quick else 5
    shown = table(
        f"Start-up, {count} rounds",
        *("what", "seconds (min-max)", "import tensorflow", "ratio (min-max)", "target"),
    )
    seconds(YARDSTICK)  # Once without measuring, to bring the files into the page cache.
    for arguments, limit in COMMANDS:
        yardstick, ours = rounds(
            count, partial(seconds, YARDSTICK), partial(seconds, (GRADE, *arguments))
        )
        ratio = ours.over(yardstick)
        target = limit(ours.median, ratio.median)
        what = " ".join(("grade", *arguments))
        shown.add_row(what, ours.text(), yardstick.text(), ratio.text(), target)
    console.print(shown)
    return 0


def seconds(words: Sequence[str]) -> float:
    """Run a command to its end and return the seconds that it took."""
    start = time.perf_counter()
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    took = time.perf_counter() - start
    if done.returncode not in (0, 1):  # 1: there is something to fix, as in stubs
        raise RuntimeError(f"{' '.join(words)} left with {done.returncode}: {done.stderr}")
    return took


if __name__ == "__main__":
    command(__doc__, main)
