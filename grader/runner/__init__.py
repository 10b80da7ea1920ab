"""UNTRUSTED: what runs in a learner's process, beside learner code.

It runs the file, makes the calls, describes what they returned and sends that away as plain data.
It imports `grader.protocol` and nothing else of the grader: it knows inputs and no answers. Nothing
imports it; the fork server loads it by name.
"""
