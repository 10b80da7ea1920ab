"""Confines processes: limits, Landlock, seccomp and the server side of the fork server.

This code runs in a learner's process before learner code does. It imports `grader.protocol` and
nothing else of the grader.
"""
