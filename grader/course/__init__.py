"""What an exercise is, where the lessons are found, and how a course proves itself."""
