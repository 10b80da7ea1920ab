"""Checks the first exercises of deep learning, without trusting a line of what it checks."""

__version__ = "0.1.0"
