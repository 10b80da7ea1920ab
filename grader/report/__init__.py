"""Turns a gradebook into reports. Each format has its own file; `formats.FORMATS` lists them."""
