"""Judges evidence: normal forms of models, results of checks, and the wording of messages.

Runs neither learner code nor TensorFlow.
"""
