"""Finds what learners handed in and reads it, without running any of it."""
