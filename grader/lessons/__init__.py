"""The grading modules of the shipped course, one for each exercise and with the same name."""
