"""The untrusted side: all that runs in a process that learner code can reach.

The fork server starts it, the runner calls the learner's functions and describes what they gave,
the wire carries that away as plain data. Nothing here may import lessons, checks, the judge or
the solutions; a test asserts it.
"""
