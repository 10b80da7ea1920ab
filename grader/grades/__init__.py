"""From verdicts to grades: what a teacher decides about points, and what a class has in common.

Functions from a gradebook to a gradebook, or to records. None of them runs learner code or judges.
"""
