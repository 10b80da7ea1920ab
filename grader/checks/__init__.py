"""Reusable checks on values, layers, training and more. They take answers and return findings."""

from grader.checks import batches, compiling, layers, pairs, slopes, steps, training, values

__all__ = ["batches", "compiling", "layers", "pairs", "slopes", "steps", "training", "values"]
