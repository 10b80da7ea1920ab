"""What the project's own checks need; not part of the wheel."""
