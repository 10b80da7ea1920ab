"""Starts, confines, watches and ends processes, and collects evidence from them."""
