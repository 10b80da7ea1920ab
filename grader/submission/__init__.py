"""Finding what learners handed in and reading it, without running a line of it."""
