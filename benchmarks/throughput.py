"""Submissions of exercises 1 and 2 per second, compared with one pytest process for each.

The baseline (benchmarks/baseline) makes the same checks, on two submissions at a time, like the
grader. It is slow, so it gets only a sample, and its time is scaled up to the whole class.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.common import (
    ROOT,
    Answer,
    Run,
    Series,
    answers,
    at_least,
    console,
    grade,
    make_class,
    parser,
    rounds,
    scratch,
    table,
)

JOBS = 2
CLASS = 60
BASELINE = ROOT / "benchmarks" / "baseline"

NOT_PLAIN = frozenset(
    {
        # They import packages that may not be installed.
        "failing_scratch_between_answers",
        "helpers_later_crlf_main",
        # They are right in ways that the baseline does not handle.
        "bias_joined_to_weights",
        "float64_model",
        "own_lambda_as_activation",
        "reduce_and_lambda_layers",
        "relu_layer_as_activation",
        "subclass_called_on_input",
        "subclass_called_on_zeros",
        "subclass_with_call",
        "subclassed_model",
        "tf_variable_results",
    }
)
"""Right answers that the baseline cannot run or calls wrong. Its sample is drawn from the rest."""


def main(quick: bool = False, sampled: int | None = 8) -> int:
    """Print the table. sampled: the size of the baseline's sample; None for all that it can run."""
    size, count, sampled = (12, 1, 2) if quick else (CLASS, 3, sampled)
    chosen = [one for one in answers("01", "02") if one.right and one.ends][:size]
    with scratch() as folder:
        files = make_class(folder, chosen, size)
        sample = plain_sample(files, chosen, sampled)
        runs: list[Run] = []

        def ours() -> float:
            runs.append(grade(folder, JOBS))
            return runs[-1].total

        totals, baseline = rounds(count, ours, lambda: pytest_seconds(sample))
    if any(run.passed != run.count for run in runs):
        raise RuntimeError("the grader did not pass every right answer")
    show(size, len(sample), runs, totals, baseline)
    return 0


def plain_sample(files: list[Path], chosen: list[Answer], size: int | None) -> list[Path]:
    """Return submissions that the baseline can run, evenly spread over the class."""
    plain = [
        file
        for number, file in enumerate(files)
        if file.suffix == ".py" and Path(chosen[number % len(chosen)].name).name not in NOT_PLAIN
    ]
    return plain[:: max(1, len(plain) // size)][:size] if size else plain


def pytest_seconds(files: list[Path]) -> float:
    """Run one pytest process for each file, two at a time; return the seconds for all of them."""
    start = time.perf_counter()
    with ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(run_pytest, files))
    return time.perf_counter() - start


def run_pytest(file: Path) -> None:
    """Check one submission in its own pytest process; raises if a check fails."""
    exercise = "single_neuron" if "single" in file.name else "deep_network"
    done = subprocess.run(
        # Without this project's settings and plug-ins, which would only slow the baseline down.
        [
            *(sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "-p", "no:cacheprovider"),
            *("--rootdir", str(BASELINE), str(BASELINE / f"check_{exercise}.py")),
        ],
        cwd=file.parent,
        env=os.environ
        | {
            "SUBMISSION": str(file),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "CUDA_VISIBLE_DEVICES": "-1",
            "TF_CPP_MIN_LOG_LEVEL": "3",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"the baseline fails {file.name}:\n{done.stdout[-2000:]}")


def show(size: int, sampled: int, runs: list[Run], totals: Series, baseline: Series) -> None:
    """Print the measurements, and the ratios of each round."""
    started = Series(tuple(run.rate for run in runs))
    whole = Series(tuple(size / seconds for seconds in totals.values))
    pytest = Series(tuple(sampled / seconds for seconds in baseline.values))
    ratio = started.over(pytest)
    shown = table(
        f"Throughput, {size} submissions, --jobs {JOBS}, {len(runs)} rounds",
        *("what", "median (min-max)", "target"),
        note=f"pytest: measured on {sampled} of the {size}, seconds for all scaled up from that.",
    )
    shown.add_row("grader, a second, once started", started.text(), at_least(started.median, 10))
    shown.add_row("grader, a second, with start-up", whole.text(), "")
    shown.add_row("grader, seconds for all, with start-up", totals.text(), "")
    shown.add_row(f"pytest, a second (from {sampled})", pytest.text(), "")
    scaled = Series(tuple(size / rate for rate in pytest.values))
    shown.add_row(f"pytest, seconds for all (scaled from {sampled})", scaled.text(1), "")
    with_start = whole.over(pytest)
    shown.add_row("ratio, once started", ratio.text(1), "")
    shown.add_row("ratio, with start-up", with_start.text(1), at_least(with_start.median, 20))
    console.print(shown)


if __name__ == "__main__":
    options = parser(__doc__)
    options.add_argument("--all", action="store_true", help="give the baseline all it can take")
    arguments = options.parse_args()
    sys.exit(main(arguments.quick, None if arguments.all else 8))
