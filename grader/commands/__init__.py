"""One module for each command, callable without a command line. Each returns an exit code."""
