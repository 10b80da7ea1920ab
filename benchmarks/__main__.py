"""Runs every benchmark, one after another; each prints its table."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib.metadata import version

from benchmarks import (
    classroom,
    confinement,
    diagnosis,
    load,
    memory,
    peers,
    same,
    sgd,
    start,
    stress,
    throughput,
    watch,
)
from benchmarks.common import command, console

BENCHMARKS: tuple[Callable[[bool], int], ...] = (
    start.main,
    throughput.main,
    watch.main,
    sgd.main,
    classroom.main,
    memory.main,
    same.main,
    load.main,
    confinement.main,
    diagnosis.main,
    stress.main,
    peers.main,
)


def main(quick: bool = False) -> int:
    """Run all benchmarks; return 1 if one of them found a difference between runs, or leftovers."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("tensorflow", "keras"))
    console.print(f"Python {platform.python_version()}, {versions}")
    codes = []
    for benchmark in BENCHMARKS:
        console.print()
        codes.append(benchmark(quick))
    return max(codes)


if __name__ == "__main__":
    command(__doc__, main)
