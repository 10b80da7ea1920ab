"""Puts a task's stub into a learner's script or notebook; the rest of the file keeps every byte."""

from __future__ import annotations

import io
import re
import tokenize

from grader.live.lines import ending, ending_of, split_lines
from grader.live.restore_notebook import restored_notebook
from grader.live.stubs import CannotRestoreError, edits
from grader.submission.parse import parse, parse_cells

_CELL_MARKER = re.compile(r"^#\s*%%", re.MULTILINE)
_BOM = b"\xef\xbb\xbf"


def restored(content: bytes, task: str, stub: str, *, is_notebook: bool) -> bytes:
    """Return the content of a file with a task's stub in the place of its answer.

    A task that the file does not define is put at its end. A script that has the name of a notebook
    is treated as a script. Raises CannotRestoreError.
    """
    if is_notebook and content.removeprefix(_BOM).lstrip()[:1] == b"{":
        return restored_notebook(content, task, stub)
    return _restored_script(content, task, stub)


def _restored_script(content: bytes, task: str, stub: str) -> bytes:
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        text = content.decode(encoding)
        changed = _with_stub(text, task, stub)
        # What cannot be decoded and encoded again would change elsewhere, too.
        if text.encode(encoding) == content:
            return changed.encode(encoding)
    except (SyntaxError, UnicodeError, LookupError) as error:
        raise CannotRestoreError(f"the file cannot be read as text: {error}") from error
    raise CannotRestoreError(f"text in {encoding} cannot be written as it was")


def _with_stub(text: str, task: str, stub: str) -> str:
    lines = split_lines(text)
    usual = ending_of(lines)
    python = "\n".join(line.rstrip("\r\n") for line in (*lines, ""))
    found = edits(parse_cells("", [parse(python)], 0), task, stub)
    if not found:
        return text + _at_the_end(text, stub).replace("\n", usual)
    for edit in reversed(found):
        last = lines[edit.last - 1]
        # The last line keeps its own end, which the end of a file may lack.
        new = edit.text.replace("\n", usual) + ending(last) if edit.text else ""
        lines[edit.first - 1 : edit.last] = [new]
    return "".join(lines)


def _at_the_end(text: str, stub: str) -> str:
    """Return what is put behind a text, to add a stub to it."""
    marker = "# %%\n" if _CELL_MARKER.search(text) else ""
    is_complete = not text or text[-1] in "\r\n"
    return f"{'' if is_complete else chr(10)}\n\n{marker}{stub}\n"
