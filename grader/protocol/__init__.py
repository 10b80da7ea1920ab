"""Everything that crosses the trust line: values, calls, events, and the wire that carries them.

Both sides import this package, and it imports nothing else of the grader. What arrives from a
learner's process is validated by type and size. It is evidence; nobody believes it.
"""
