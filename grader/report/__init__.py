"""Turns a gradebook into reports. One format, one file, entered in `formats.FORMATS`."""
