"""Processes on this machine: starting, confining, watching and ending them; collecting evidence."""
