"""Finds and reads submissions without running them."""
