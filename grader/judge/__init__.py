"""The trusted side: measures what the evidence claims, and gives the verdicts.

Runs no learner code. The trainer is a process of its own, because what it rebuilds may be large.
"""
