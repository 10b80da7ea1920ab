"""What learners use while they work: progress, watching, checks in notebooks, the pytest plugin."""
