"""Runs the command `grade` as `python -m grader`."""

from grader.start import main

if __name__ == "__main__":
    main(is_module=True)
