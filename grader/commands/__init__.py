"""What each command does, callable without a command line. Each returns its exit code."""
