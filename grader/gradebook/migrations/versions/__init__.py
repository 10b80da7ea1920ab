"""One file for each migration. A file that has landed never changes."""
