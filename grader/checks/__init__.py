"""The vocabulary of checks: values, layers, training and more. Answers in, findings out."""

from grader.checks import batches, compiling, layers, pairs, steps, training, values

__all__ = ["batches", "compiling", "layers", "pairs", "steps", "training", "values"]
