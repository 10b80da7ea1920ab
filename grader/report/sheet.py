"""A CSV file in which some cells are filled and every other byte stays as it is.

RFC 4180 describes the format. Delimiter, quotes, line ends and the byte order mark are the file's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grader.errors import UsageError

MAX_SIZE = 20_000_000
"""The largest sheet in bytes that is read. One of 10,000 learners has about 2,000,000."""

_BOM = "\ufeff"
_DELIMITERS = (",", ";", "\t")
_PREAMBLE = re.compile(rf"{_BOM}?\"?sep=(?P<delimiter>[^\r\n\"])\"?(?:\r\n|\r|\n)", re.IGNORECASE)
"""The first line that Excel writes and reads, to say what the delimiter is."""


@dataclass(frozen=True)
class Cell:
    """A cell: its value, and where its text begins and ends in the file's text."""

    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Sheet:
    """A CSV file: its path, its text, and its rows of cells. Empty lines are left out."""

    file: str
    text: str
    delimiter: str
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The values in the first row."""
        return tuple(cell.value.strip() for cell in self.rows[0])

    def value(self, row: int, column: int | None) -> str:
        """Return the value of a cell; "" if the row is too short or there is no such column."""
        cells = self.rows[row]
        return cells[column].value.strip() if column is not None and column < len(cells) else ""

    def filled(self, cells: Mapping[tuple[int, int], str]) -> bytes:
        """Return the file with these cells filled, by row and column."""
        by_row: dict[int, dict[int, str]] = defaultdict(dict)
        for (row, column), text in cells.items():
            by_row[row][column] = text
        pieces, at = [], 0
        for row in sorted(by_row):
            for start, end, text in _changes(
                self.rows[row], by_row[row], self.delimiter, self.text
            ):
                pieces += [self.text[at:start], text]
                at = end
        return "".join([*pieces, self.text[at:]]).encode("utf-8", "surrogateescape")


def read_sheet(content: bytes, file: str = "") -> Sheet:
    """Read a sheet; raises UsageError if it has no rows.

    Bytes that are not UTF-8 are kept, and match no name.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        told = "this is not a CSV file in UTF-8. Download it again, or save it as one."
        raise UsageError(f"{file}: {told}")
    text = content.decode("utf-8", "surrogateescape")
    preamble = _PREAMBLE.match(text)
    delimiter = _delimiter(text) if preamble is None else preamble["delimiter"]
    rows = tuple(_rows(text, delimiter, 0 if preamble is None else preamble.end()))
    if len(rows) < 2:
        raise UsageError(f"{file}: this sheet has no rows below its header.")
    return Sheet(file, text, delimiter, rows)


def _delimiter(text: str) -> str:
    """Return the delimiter that stands most often in the header, outside of quotes."""
    header = next(_rows(text, ""), ())
    line = text[: header[-1].end] if header else ""
    outside = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _rows(text: str, delimiter: str, start: int = 0) -> Iterator[tuple[Cell, ...]]:
    at = len(_BOM) if text.startswith(_BOM) and not start else start
    row: list[Cell] = []
    while at < len(text):
        cell = _cell(text, at, delimiter)
        row.append(cell)
        at = cell.end
        if delimiter and text.startswith(delimiter, at):
            at += 1
            if at == len(text):
                row.append(Cell("", at, at))
        else:
            if row != [Cell("", row[0].start, row[0].start)]:
                yield tuple(row)
            row = []
            at += 2 if text.startswith("\r\n", at) else 1
            continue
    if row:
        yield tuple(row)


def _cell(text: str, start: int, delimiter: str) -> Cell:
    at = start
    if text.startswith('"', at):
        at = _end_of_quotes(text, at + 1)
    ends = {"\r", "\n", delimiter}
    while at < len(text) and text[at] not in ends:
        at += 1
    return Cell(_unquoted(text[start:at]), start, at)


def _end_of_quotes(text: str, at: int) -> int:
    while True:
        at = text.find('"', at)
        if at < 0:
            return len(text)
        if not text.startswith('""', at):
            return at + 1
        at += 2


def _unquoted(raw: str) -> str:
    if not raw.startswith('"'):
        return raw
    return raw[1:-1].replace('""', '"') if raw.endswith('"') and len(raw) > 1 else raw


def _changes(
    row: tuple[Cell, ...], wanted: Mapping[int, str], delimiter: str, text: str
) -> Iterator[tuple[int, int, str]]:
    """Yield what to replace in a row: from where to where, and with which text."""
    for column in sorted(wanted):
        if column < len(row):
            cell = row[column]
            is_quoted = text.startswith('"', cell.start) and cell.end > cell.start
            yield cell.start, cell.end, _raw(wanted[column], delimiter, is_quoted=is_quoted)
    end = row[-1].end
    beyond = [column for column in sorted(wanted) if column >= len(row)]
    if beyond:
        cells = [wanted.get(column, "") for column in range(len(row), beyond[-1] + 1)]
        added = "".join(f"{delimiter}{_raw(cell, delimiter)}" for cell in cells)
        yield end, end, added


def _raw(value: str, delimiter: str, *, is_quoted: bool = False) -> str:
    if is_quoted or any(special in value for special in (delimiter, '"', "\r", "\n")):
        return '"' + value.replace('"', '""') + '"'
    return value
