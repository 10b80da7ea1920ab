"""Standard output that cannot be written to."""

import os
import sys

import pytest

from grader.errors import OutputError, ReaderLeftError
from grader.report.streams import StandardOutput, try_standard_output


def output(descriptor: int) -> StandardOutput:
    return StandardOutput(os.fdopen(descriptor, "wb"), encoding="utf-8")


def test_a_full_device_is_an_error_once():
    with output(os.open("/dev/full", os.O_WRONLY)) as stream:
        stream.write("report")
        with pytest.raises(OutputError, match="No space left"):
            stream.flush()
        # As Python does when it ends.
        stream.write("more")
        stream.flush()


def test_a_pipe_that_nobody_reads_is_an_error_of_its_own():
    reading, writing = os.pipe()
    os.close(reading)
    with output(writing) as stream, pytest.raises(ReaderLeftError):
        stream.write("report" * 100_000)


def test_what_takes_nothing_is_known_without_writing(monkeypatch):
    for name, flags in ((os.devnull, os.O_RDONLY), ("/dev/full", os.O_WRONLY)):
        with output(os.open(name, flags)) as stream, monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", stream)
            with pytest.raises(OutputError):
                try_standard_output()
    with output(os.open(os.devnull, os.O_WRONLY)) as stream, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", stream)
        try_standard_output()
