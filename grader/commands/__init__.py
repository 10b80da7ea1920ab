"""One module for each command, callable without a command line, which returns an exit code.

The other modules hold what commands share.
"""
