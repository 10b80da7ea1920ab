"""Seconds for each submission, compared with nbgrader and otter-grader with the same checks.

They have their own virtual environment, which `make bench-peers` creates. Each is used as its
manual says: nbgrader grades the whole class with one command, and otter needs one for each
submission.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import time
from pathlib import Path

from benchmarks.common import (
    ROOT,
    Run,
    Series,
    answers,
    console,
    grade,
    make_class,
    parser,
    rounds,
    scratch,
    table,
)
from benchmarks.peers_course import NAME, make_nbgrader_course, make_otter_course
from benchmarks.throughput import plain_sample

PEERS = ROOT / ".venv-peers"
SUBMISSIONS = 4


def main(quick: bool = False, peers: Path = PEERS) -> int:
    """Print the table, or one line if the peers are not installed."""
    if not all((peers / "bin" / name).exists() for name in ("nbgrader", "otter")):
        console.print("Peers: nbgrader and otter-grader are not installed; see make bench-peers.")
        return 0
    size, count = (1, 1) if quick else (SUBMISSIONS, 3)
    chosen = [answer for answer in answers("01") if answer.right]
    with scratch() as folder:
        files = plain_sample(make_class(folder / "all", chosen, len(chosen)), chosen, size)
        ours = folder / "class"
        for file in files:
            (ours / file.parent.name).mkdir(parents=True)
            file.rename(ours / file.parent.name / file.name)
        sources = {path.parent.name: path.read_text() for path in sorted(ours.glob("*/*"))}
        nbgrader = _Peer(peers, folder / "nbgrader")
        make_nbgrader_course(nbgrader.folder, sources)
        nbgrader.run("nbgrader", "generate_assignment", NAME)
        otter = _Peer(peers, folder / "otter")
        notebooks = make_otter_course(otter.folder, sources)
        (otter.folder / "results").mkdir()
        otter.run("otter", "generate", "-t", "tests", "-o", "autograder.zip")
        runs: list[Run] = []

        def by_us() -> float:
            runs.append(grade(ours, jobs=1))
            return runs[-1].total / size

        series = rounds(
            count,
            by_us,
            lambda: nbgrader_seconds(nbgrader) / size,
            lambda: otter_seconds(otter, notebooks) / size,
        )
    if any(run.passed != size for run in runs):
        raise RuntimeError("the grader did not pass every right answer")
    show(size, series)
    return 0


class _Peer:
    """A folder in which another grader works and keeps its settings."""

    def __init__(self, peers: Path, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self._peers = peers
        settings = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
        self._environment = (
            os.environ
            | {name: str(folder / "settings" / name.lower()) for name in settings}
            | {"PATH": f"{peers / 'bin'}{os.pathsep}{os.environ['PATH']}"}
            | {"CUDA_VISIBLE_DEVICES": "-1", "TF_CPP_MIN_LOG_LEVEL": "3"}
        )

    def run(self, program: str, *arguments: str) -> float:
        """Run one of its commands and return the seconds that it took; raises if it fails."""
        start = time.perf_counter()
        done = subprocess.run(
            [str(self._peers / "bin" / program), *arguments],
            cwd=self.folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            said = (done.stdout + done.stderr)[-3000:]
            raise RuntimeError(f"{program} {arguments[0]} left with {done.returncode}:\n{said}")
        return time.perf_counter() - start


def nbgrader_seconds(peer: _Peer) -> float:
    """Grade the class and return the seconds; raises if a check fails."""
    seconds = peer.run("nbgrader", "autograde", NAME, "--force")
    for path in peer.folder.glob(f"autograded/*/{NAME}/*.ipynb"):
        outputs = [
            output
            for cell in json.loads(path.read_text())["cells"]
            for output in cell.get("outputs", ())
        ]
        if any(output["output_type"] == "error" for output in outputs):
            raise RuntimeError(f"nbgrader found {path.parent.parent.name} wrong")
    return seconds


def otter_seconds(peer: _Peer, notebooks: list[Path]) -> float:
    """Grade each submission and return the seconds; raises if a check fails."""
    seconds = 0.0
    for notebook in notebooks:
        seconds += peer.run("otter", "run", str(notebook), "-o", "results", "--no-logo")
        tests = json.loads((peer.folder / "results" / "results.json").read_text())["tests"]
        if not tests or any(test.get("score") != test.get("max_score") for test in tests):
            raise RuntimeError(f"otter found {notebook.parent.name} wrong: {tests}")
    return seconds


def show(size: int, series: list[Series]) -> None:
    """Print the seconds for each submission, and their ratio to ours."""
    ours = series[0]
    shown = table(
        f"Exercise 1, {size} submissions one after another, {len(ours.values)} rounds",
        *("grader", "seconds each (min-max)", "times ours (min-max)"),
        note="Ours imports TensorFlow once for the class: with more submissions, each takes less.",
    )
    for name, each in zip(("this one, with start-up", "nbgrader", "otter"), series, strict=True):
        shown.add_row(name, each.text(), each.over(ours).text(1))
    console.print(shown)


if __name__ == "__main__":
    options: argparse.ArgumentParser = parser(__doc__)
    options.add_argument("--peers", type=Path, default=PEERS, help="their virtual environment")
    arguments = options.parse_args()
    raise SystemExit(main(arguments.quick, arguments.peers.resolve()))
