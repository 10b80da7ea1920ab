"""One module for each exercise, of the same name: what is asked of it and what is checked."""
