"""What confines a process: limits, Landlock, seccomp, the server that forks behind them.

Code of this package runs in learners' processes before learner code does. It imports
`grader.protocol` and nothing else of the grader.
"""
