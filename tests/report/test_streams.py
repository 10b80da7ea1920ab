"""Standard output that cannot be written to."""

import errno
import io
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


class ClosedPipe(io.RawIOBase):
    """A pipe that nobody reads, as Windows tells of it."""

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        raise io.UnsupportedOperation

    def write(self, _) -> int:
        raise OSError(errno.EINVAL, "Invalid argument")


@pytest.mark.parametrize(("system", "error"), [("win32", ReaderLeftError), ("linux", OutputError)])
def test_windows_calls_a_pipe_that_nobody_reads_an_invalid_argument(monkeypatch, system, error):
    monkeypatch.setattr(sys, "platform", system)
    stream = StandardOutput(ClosedPipe(), encoding="utf-8", write_through=True)
    with pytest.raises(OutputError) as raised:
        stream.write("report")
    assert type(raised.value) is error
