"""Tables as CSV (RFC 4180), in which no text becomes a spreadsheet's formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from grader.protocol.text import one_line

# The characters that OWASP lists under "CSV injection", also as full-width characters, which some
# spreadsheets take for the same. White space before them does not count everywhere.
_FORMULA = re.compile(r"^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")


def csv_text(rows: Iterable[Sequence[str | int | float]], line_end: str = "\r\n") -> str:
    """Return the rows as CSV. Texts are on one line each; numbers stay numbers."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator=line_end)
    for row in rows:
        writer.writerow([cell_text(cell) if isinstance(cell, str) else cell for cell in row])
    return stream.getvalue()


def cell_text(text: str) -> str:
    """Return a text on one line, with an apostrophe in front if it would be a formula."""
    return no_formula(one_line(text))


def no_formula(text: str) -> str:
    """Return the text with an apostrophe in front if it would be a formula."""
    return f"'{text}" if _FORMULA.match(text) else text
