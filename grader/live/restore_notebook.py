"""Puts a task's stub into a notebook. Only the characters of the function change."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from grader.live.json_places import characters, items, members
from grader.live.lines import ending_of, split_lines
from grader.live.stubs import CannotRestoreError, Edit, edits
from grader.submission.notebook import read_cell
from grader.submission.parse import Parsed, parse_cells


@dataclass(frozen=True)
class _Source:
    """The source of a code cell: its text, and where each of its characters is in the notebook.

    between: what is between two lines in the notebook, apart from the end of the first: nothing if
    the source is one string, and `",` with blanks and `"` if it is a list of lines.
    """

    text: str
    places: Sequence[tuple[int, int]]
    between: str


def restored_notebook(content: bytes, task: str, stub: str) -> bytes:
    """Return the content of a notebook with a task's stub in the place of its answer.

    A task that it does not define gets a new cell at the end. Raises CannotRestoreError.
    """
    try:
        text = content.decode("utf-8")
        cells = members(text, text.index("{"))["cells"][0]
        places = items(text, cells)
        sources = [_source(text, *one["source"]) for one in _code_cells(text, places)]
    except (ValueError, LookupError, RecursionError) as error:
        raise CannotRestoreError("the notebook cannot be read, or has an old format") from error
    found = edits(_parsed(sources), task, stub)
    if not found:
        return _with_cell(text, cells, places, stub).encode("utf-8")
    for edit in reversed(found):
        text = _edited(text, sources[edit.cell - 1], edit)
    return text.encode("utf-8")


def _code_cells(text: str, places: Sequence[tuple[int, int]]) -> list[dict[str, tuple[int, int]]]:
    found = [members(text, start) for start, _ in places]
    return [one for one in found if json.loads(text[slice(*one["cell_type"])]) == "code"]


def _source(text: str, start: int, end: int) -> _Source:
    if text[start] == '"':
        return _Source(json.loads(text[start:end]), characters(text, start, end), "")
    lines = items(text, start)
    between = ","
    if len(lines) > 1:
        between = text[lines[0][1] : lines[1][0]]
    elif lines:
        between += text[start + 1 : lines[0][0]]
    return _Source(
        "".join(json.loads(text[slice(*line)]) for line in lines),
        [place for line in lines for place in characters(text, *line)],
        f'"{between}"',
    )


def _parsed(sources: Sequence[_Source]) -> Parsed:
    """Return the cells as the grader reads them."""
    python = [re.sub(r"\r\n?", "\n", source.text) for source in sources]
    return parse_cells("", [read_cell(cell) for cell in python], 1)


def _edited(text: str, source: _Source, edit: Edit) -> str:
    lines = split_lines(source.text)
    before, changed = "".join(lines[: edit.first - 1]), "".join(lines[edit.first - 1 : edit.last])
    # The last line keeps its end, unless the lines are removed.
    changed = changed.rstrip("\r\n") if edit.text else changed
    begin = source.places[len(before)][0]
    end = source.places[len(before) + len(changed) - 1][1]
    usual = ending_of(lines)
    *all_but_last, last = edit.text.split("\n")
    new = [*(f"{line}{usual}" for line in all_but_last), last]
    written = source.between.join(_in_json(line, text) for line in new)
    return text[:begin] + written + text[end:]


def _in_json(line: str, text: str) -> str:
    """Return a line as it is written between quotes in this JSON text."""
    return json.dumps(line, ensure_ascii=text.isascii())[1:-1]


def _with_cell(text: str, cells: int, places: Sequence[tuple[int, int]], stub: str) -> str:
    """Return the notebook with a new code cell behind the last one."""
    has_ids = any("id" in members(text, start) for start, _ in places)
    cell: dict[str, object] = {
        "cell_type": "code",
        "execution_count": None,
        **({"id": secrets.token_hex(4)} if has_ids else {}),
        "metadata": {},
        "outputs": [],
        "source": stub.splitlines(keepends=True),
    }
    blanks = text[cells + 1 : places[0][0]] if places else ""
    written = json.dumps(cell, indent=1, ensure_ascii=text.isascii())
    written = written.replace("\n", blanks) if "\n" in blanks else json.dumps(cell)
    at = places[-1][1] if places else cells + 1
    return text[:at] + ("," + blanks if places else "") + written + text[at:]
