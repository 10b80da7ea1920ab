"""UNTRUSTED: runs in a learner's process, together with learner code.

It runs the file, makes the calls and sends what they return as plain data. It imports
`grader.protocol` and nothing else of the grader, so it knows the inputs but no expected results.
Nothing imports it; the fork server loads it by name.
"""
