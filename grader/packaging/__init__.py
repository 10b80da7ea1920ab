"""What teachers upload to a service: the grader's wheel, a course, the service's entry points.

Only commands import this package. It never runs learner code.
"""
