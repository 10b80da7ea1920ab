"""Benchmarks of the grader's speed and memory, as ratios between alternating runs.

`python -m benchmarks` runs all of them, `python -m benchmarks.start` runs one, and `--quick` does
less. Nothing imports them. Timings mean something only on an idle machine, so no test uses them.
"""
