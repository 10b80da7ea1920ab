"""Standard output, which may be full, closed, or a pipe that nobody reads any more."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterator

from grader.errors import OutputError, ReaderLeftError


class StandardOutput(io.TextIOWrapper):
    """A stream that raises errors of the grader, which no library takes for its own to handle.

    Raises ReaderLeftError if nobody reads it any more, and OutputError if it cannot be written to.
    After that, what is written to it is lost without an error, so that Python can end.
    """

    def write(self, text: str, /) -> int:
        """Write text."""
        with self._failing():
            return super().write(text)

    def flush(self) -> None:
        """Write out what is held."""
        with self._failing():
            super().flush()

    @contextlib.contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._discard()
            if _has_no_reader(error):
                raise ReaderLeftError("nothing reads standard output any more") from error
            raise OutputError(_cannot_write(error)) from error

    def _discard(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)


def try_standard_output() -> None:
    """Write nothing to standard output; raises OutputError if it is seen to be closed or full."""
    try:
        descriptor = sys.stdout.fileno()
    except ValueError:  # It is no file, such as in a notebook.
        return
    try:
        os.write(descriptor, b"")
    except OSError as error:
        raise OutputError(_cannot_write(error)) from error


def _has_no_reader(error: OSError) -> bool:
    """Return whether a pipe is closed at its other end, which Windows calls an invalid argument."""
    is_closed_on_windows = sys.platform == "win32" and error.errno == errno.EINVAL
    return isinstance(error, BrokenPipeError) or is_closed_on_windows


def _cannot_write(error: OSError) -> str:
    return f"cannot write to standard output: {error.strerror}"
