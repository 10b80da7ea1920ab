"""Looks up lines of a learner's file: its statements, its functions and the names that they bind.

The file is not parsed here, since only the reader process parses learner source. No more of a line
is looked at than a few hundred characters, since the time of some patterns is quadratic in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from grader.protocol.calls import Cell
from grader.protocol.problems import Problem
from grader.protocol.text import one_line
from grader.records import Submission

_MAX_LINE = 300
_MAX_LINES = 200
"""Of one statement; no more of it is looked at."""

_MAX_CHAINED = 10
"""Assignments in one statement, as in `a = b = 1`."""

_DEFINITION = re.compile(r"\s*(?:async\s+)?def\s+(\w+)\s*\(")
_BODY = re.compile(r"(?:async\s+)?(?:def|class)\s+(\w+)")
_IMPORT = re.compile(r"\s*(from\s+[\w.]+\s+)?import\s+(.*)", re.DOTALL)
_TARGETS = re.compile(r"\s*(\*?\w+(?:\s*,\s*\*?\w+)*)\s*,?\s*(?::[^=]*)?[-+*/@%]{0,2}=(?!=)")
_LOOP = re.compile(r"\s*for\s+([\w ,()]+)\s+in\b")
_AS = re.compile(r"\bas\s+(\w+)")


@dataclass(frozen=True)
class LearnerFile:
    """A learner's file, and what is known about the names in it.

    loading: the problems of its top-level statements. stub: the file as it was handed out, if it is
    known. elsewhere: the tasks of the course's other exercises, with the name of the exercise.
    """

    submission: Submission
    loading: tuple[Problem, ...] = ()
    stub: Path | None = None
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    def statement_at(self, cell: int, line: int) -> list[str]:
        """Return the lines of the top-level statement that contains this line; none if unknown."""
        lines, starts = self._lines.get(cell, {}), self._starts.get(cell, [])
        index = bisect_right(starts, line)
        if not index or line not in lines:
            return []
        start = starts[index - 1]
        end = min([start + _MAX_LINES, *starts[index : index + 1]])
        return [lines[each] for each in range(start, end) if each in lines]

    def starts_at(self, cell: int, line: int) -> int:
        """Return the first line of the top-level statement that contains this line, or 0."""
        starts = self._starts.get(cell, [])
        index = bisect_right(starts, line)
        return starts[index - 1] if index else 0

    def line_that_binds(self, name: str) -> str:
        """Return the first top-level statement that binds a name, as "line 3", or nothing."""
        return self._bindings.get(name, "")

    def function_around(self, cell: int, line: int) -> str:
        """Return the name of the innermost function around a line, or nothing."""
        lines = self._lines.get(cell, {})
        depth = _MAX_LINE
        for number in range(line, max(line - _MAX_LINES, 0), -1):
            text = lines.get(number, "")
            indent = len(text) - len(text.lstrip())
            if not text.strip() or indent >= depth:
                continue
            found = _DEFINITION.match(text)
            if found:
                return found[1][:_MAX_LINE]
            if not indent:
                return ""
            depth = indent
        return ""

    def answer_to(self, task: str) -> list[str]:
        """Return the lines of the statement that answers a task."""
        source = self.submission.tasks.get(task)
        if source is None or source.place is None:
            return []
        return self.statement_at(source.place.cell, source.place.line)

    def signature(self, task: str) -> str:
        """Return the answer's name with its parameters, as the learner wrote them, or nothing."""
        return _signature(task, "\n".join(self.answer_to(task)))

    def stub_signature(self, task: str) -> str:
        """Return the stub's name with its parameters, or nothing if it is not known."""
        try:
            return "" if self.stub is None else _signature(task, self.stub.read_text("utf-8"))
        except (OSError, UnicodeError):
            return ""

    @cached_property
    def _lines(self) -> Mapping[int, Mapping[int, str]]:
        """The text of each line, by the number of its cell and its own number."""
        lines: dict[int, dict[int, str]] = {}
        for cell in self.submission.cells:
            lines.setdefault(cell.number, {}).update(_numbered(cell))
        return lines

    @cached_property
    def _starts(self) -> Mapping[int, list[int]]:
        """The lines on which statements begin, by cell. A decorator belongs to its function."""
        starts: dict[int, list[int]] = {}
        for cell, numbers in zip(self.submission.cells, self.submission.statements, strict=False):
            lines = self._lines[cell.number]
            for number in numbers:
                while lines.get(number - 1, "").startswith("@"):
                    number -= 1  # noqa: PLW2901
                starts.setdefault(cell.number, []).append(number)
        return {cell: sorted(numbers) for cell, numbers in starts.items()}

    @cached_property
    def _bindings(self) -> Mapping[str, str]:
        """The place of the first top-level statement that binds each name."""
        bindings: dict[str, str] = {}
        for cell, starts in self._starts.items():
            for start in starts:
                place = f"code cell {cell}, line {start}" if cell else f"line {start}"
                for name in names_bound_by(self.statement_at(cell, start)):
                    bindings.setdefault(name, place)
        return bindings


def names_bound_by(statement: list[str]) -> set[str]:
    """Return the names that a statement binds at the top level, as far as its text shows them."""
    undecorated = [line for line in statement if not line.startswith("@")]
    body = _BODY.match(undecorated[0]) if undecorated else None
    if body:
        return {body[1]}
    return {name for part in _parts(undecorated) for name in _bound_by(part[:_MAX_LINE])}


def _parts(lines: list[str]) -> Iterator[str]:
    """Yield the lines of a statement, each joined with the lines that its brackets contain."""
    part, depth = "", 0
    for line in lines:
        part += line if not part else f" {line.strip()}"
        depth += sum(map(line.count, "([{")) - sum(map(line.count, ")]}"))
        if depth <= 0:
            yield part
            part, depth = "", 0
    if part:
        yield part


def _bound_by(part: str) -> Iterator[str]:
    found = _IMPORT.match(part)
    if found:
        for name in found[2].partition("#")[0].strip("() \n").split(","):
            words = name.split()
            if words:
                yield words[-1] if len(words) > 1 else words[0].split(".")[0]
        return
    if part.lstrip().startswith("with "):
        yield from _AS.findall(part)
    loop = _LOOP.match(part)
    if loop:
        yield from re.findall(r"\w+", loop[1])
    for _ in range(_MAX_CHAINED):
        targets = _TARGETS.match(part)
        if not targets:
            break
        yield from re.findall(r"\w+", targets[1])
        part = part[targets.end() :]


def _numbered(cell: Cell) -> Iterator[tuple[int, str]]:
    return enumerate((line[:_MAX_LINE] for line in cell.source.split("\n")), cell.line)


def _signature(name: str, text: str) -> str:
    found = re.search(rf"^(?:async\s+)?def\s+{re.escape(name)}\s*\(", text, re.MULTILINE)
    if not found:
        return ""
    depth, end = 1, found.end()
    while depth and end < min(len(text), found.end() + 5 * _MAX_LINE):
        depth += (text[end] in "([{") - (text[end] in ")]}")
        end += 1
    inside = " ".join(text[found.end() : end - 1].split()).rstrip(",")
    return one_line(f"{name}({inside})")[:_MAX_LINE] if not depth else ""
