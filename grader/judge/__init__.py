"""Gives the verdicts: normal forms of models, the checks' findings, and their wording.

Runs no learner code and no TensorFlow.
"""
