"""Where grading runs: on this machine. Starts and ends processes, keeps deadlines."""
