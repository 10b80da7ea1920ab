"""Everything that crosses the trust line: values, calls, events, and the wire that carries them.

Both sides import this package, and it imports nothing else of the grader. Messages from a learner's
process are validated by type and size. Their content is evidence and is not trusted.
"""
