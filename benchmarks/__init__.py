"""How fast and how large the grader is, as ratios between things run in turn. Imported by nothing.

`python -m benchmarks` runs all of them, `python -m benchmarks.start` one; `--quick` does less.
A figure says something only on a quiet machine, so no test looks at any of them.
"""
