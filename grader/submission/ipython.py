"""Turns a notebook cell into Python with the same lines, by the rules of IPython.

These are the rules of the `TransformerManager` in IPython 7 to 9. A cell that one of these versions
accepts is accepted. IPython reads the whole cell again after each command that it has replaced.
Here each character is read once, so the time is linear in the length of the cell.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_RUNS_ITS_CELL = frozenset(["capture", "debug", "prun", "time"])
"""The cell magics that run Python among the names of other cells. `%%timeit` keeps no names."""

_MAX_NESTED = 5
"""Maximum number of cell magics, one below the other, that are recognised."""

_HELP_ON_CELL_MAGIC = re.compile(r"%%\w+\?")
_PROMPT = re.compile(r"^\s*(?:>>>|\.\.\.)[ \t]?")
_FIRST_PROMPT = re.compile(r"\s*>>>")
_PROMPT_AT_MARGIN = re.compile(r"^(?:>>>|\.\.\.)(?: |$)")  # IPython 7 and 8
_IPYTHON_PROMPT = re.compile(r"^(?:(?:(?:\[nav\]|\[ins\])? )?In \[\d+\]: |\s*\.{3,}: ?)")
_TRIPLE_QUOTES = re.compile(r"(?<!\\)(\"\"\"|''')")
_STRING_PREFIX = re.compile(r"\s*[rubf]*", re.IGNORECASE)

_COMMAND = re.compile(r"!(?!=)|%(?!=)|/(?![/=])|[?,;]")
_ASSIGNED_COMMAND = re.compile(r"(?:[ \t]|\\\n)*(?:!(?!=)|%(?=[ \t]*[^\W\d]))")
_CONTINUED_LINE = re.compile(r"(?:[^\n]*\\\n)*[^\n]*")
_BLANKS = re.compile(r"[ \t\n]*")
# `%time` and `%prun` run the rest of the line among the names of the cell.
_RUNS_ITS_LINE = re.compile(
    r"%(?:time +(?:--no-raise-error +)?|prun +(?:-[rq] +|-[lsTD] *\S+ +)*)(?=\S)"
)
# What `a.b[0]?` ends with, read from its end. A name does not begin with a digit.
_ENDS_IN_TARGET = re.compile(r"\?{1,2}(?:\][0-9]+-?\[)*[\w*]*(?:[^\W\d]|\*)")
_STATEMENT = re.compile(r"(?:def|class|import)\b")  # Python allows none of these in brackets.
# The tokens that matter. A text is a string or a comment. What `+=` and `==` assign is no command.
_TOKEN = re.compile(
    r'''
      (?P<text>
          \#[^\n]*
        | """ [^"\\]* (?: (?: \\[\s\S]? | "(?!"") ) [^"\\]* )* (?: """ | \Z )
        | \'\'\' [^'\\]* (?: (?: \\[\s\S]? | '(?!'') ) [^'\\]* )* (?: \'\'\' | \Z )
        | " [^"\\\n]* (?: \\[\s\S]? [^"\\\n]* )* "?
        | ' [^'\\\n]* (?: \\[\s\S]? [^'\\\n]* )* '?
      )
    | (?P<bracket> [(\[{)\]}] )
    | \\\n
    | (?P<end> \n )
    | (?: [-+%@&|^!:=<>*/] | \*\* | // | << | >> ) =
    | (?P<assign> = )
    ''',
    re.VERBOSE,
)


def to_python(cell: str) -> str:
    """Return a cell as Python with the same lines, all empty if the cell runs no Python here.

    Commands such as `%matplotlib`, `!ls` and `relu?` do nothing here, so they become `pass`. If
    their result is assigned, they become `None`. What `%time` and `%%time` run remains. A line that
    is neither Python nor IPython's syntax stays as it is.
    """
    lines = cell.split("\n")
    for _ in range(_MAX_NESTED):
        begin = next((n for n, line in enumerate(lines) if line.strip()), 0)
        lines[begin:] = _without_prompts(_without_indent(lines[begin:]))
        magic = lines[begin]
        if not magic.startswith("%%") or _HELP_ON_CELL_MAGIC.match(magic):
            break
        if magic[2:].rstrip().partition(" ")[0] not in _RUNS_ITS_CELL:
            return "\n" * (len(lines) - 1)
        lines[begin] = ""
    return "".join(_without_commands("\n".join(lines)))


def begins_with_prompt(cell: str) -> bool:
    """Return whether IPython's prompt begins a cell: `In [1]: x = 2` is an annotation in Python."""
    return any(map(_IPYTHON_PROMPT.match, cell.lstrip().split("\n", 2)[:2]))


def _without_indent(lines: list[str]) -> list[str]:
    """Remove what all lines begin with (IPython 9), then what the first code does (7 and 8)."""
    if not _indent_of_code(lines):
        return lines
    lines = textwrap.dedent("\n".join(lines)).split("\n")
    indent = _indent_of_code(lines)
    return [line.removeprefix(indent) for line in lines]


def _indent_of_code(lines: Sequence[str]) -> str:
    """Return the blanks in front of the first line that is neither empty nor a comment."""
    first = next((line for line in lines if line.strip() and line.lstrip()[0] != "#"), "")
    return first[: len(first) - len(first.lstrip(" \t"))]


def _without_prompts(lines: list[str]) -> list[str]:
    """Remove Python's prompts `>>> ` and `... `, then IPython's `In [1]: ` and `...: `."""
    pairs = list(zip(lines, _in_text(lines), strict=True))
    if any(_FIRST_PROMPT.match(line) for line, is_text in pairs if not is_text):
        lines = [line if is_text else _PROMPT.sub("", line) for line, is_text in pairs]
        lines = _without_indent(lines)
    elif any(map(_PROMPT_AT_MARGIN.match, lines[1:2])):
        lines = [_PROMPT_AT_MARGIN.sub("", line) for line in lines]
    if any(map(_IPYTHON_PROMPT.match, lines[:2])):
        lines = [_IPYTHON_PROMPT.sub("", line) for line in lines]
    return lines


def _in_text(lines: Sequence[str]) -> Iterator[bool]:
    """Yield for each line whether it begins in a triple-quoted text that has no prompt."""
    quotes, is_kept = "", False
    for line in lines:
        yield bool(quotes) and is_kept
        for found in _TRIPLE_QUOTES.finditer(line):
            if not quotes:
                quotes = found[1]
                is_kept = bool(_STRING_PREFIX.fullmatch(line, 0, found.start()))
            elif quotes == found[1]:
                quotes = ""


class _Line(NamedTuple):
    """A logical line of Python, or a command; either may take several lines of the cell.

    end: its end, before the line feed. command: where a command begins in it, -1 without one.
    is_question: whether it ends with a `?`.
    """

    end: int
    command: int = -1
    is_question: bool = False


def _without_commands(code: str) -> Iterator[str]:
    """Yield the parts of the code, with Python in place of commands."""
    at = 0
    while at < len(code):
        start = _end(_BLANKS, code, at)
        yield code[at:start]
        at = _end(_RUNS_ITS_LINE, code, start)
        if at == start:
            line = _logical_line(code, start)
            # A line that assigns what `%time` runs goes on behind the `%time`.
            at = _end(_RUNS_ITS_LINE, code, line.end)
            yield _replaced(code[start : line.end], line.command - start, line.is_question)


def _end(pattern: re.Pattern[str], code: str, at: int) -> int:
    """Return where the pattern ends that begins here; `at` itself if it does not."""
    found = pattern.match(code, at)
    return found.end() if found else at


def _logical_line(code: str, start: int) -> _Line:
    """Return the line that begins here. It ends in front of a `%time` that is assigned."""
    command = start if _COMMAND.match(code, start) else -1
    stop = _end(_CONTINUED_LINE, code, start) if command >= 0 else len(code)
    at = text_end = start
    depth, is_assigned = 0, False
    while token := _TOKEN.search(code, at, stop):
        at = token.end()
        if token.lastgroup == "text":
            text_end = at
        elif token.lastgroup == "bracket":
            depth = max(0, depth + (1 if token[0] in "([{" else -1))
        elif token.lastgroup == "end" and command < 0:
            if depth == 0 or _STATEMENT.match(code, at):
                stop = token.start()
        elif token.lastgroup == "assign" and depth == 0 and not is_assigned:
            is_assigned = True
            if command < 0 and (found := _ASSIGNED_COMMAND.match(code, at)):
                command = found.end() - 1
                if _RUNS_ITS_LINE.match(code, command):
                    return _Line(command)
                stop = _end(_CONTINUED_LINE, code, command)
    asked = code[start:stop].rstrip()
    return _Line(stop, command, asked.endswith("?") and start + len(asked) > text_end)


def _replaced(line: str, command: int, is_question: bool) -> str:
    """Return a line with Python in place of its command, and with as many line feeds."""
    if is_question and _ENDS_IN_TARGET.match(line.rstrip()[::-1]):
        command, python = 0, "pass"
    elif command < 0:
        return line
    elif command > 0:
        python = "None"
    else:
        python = _called(_joined(line)) if line[0] in ",;/" else "pass"
    return line[:command] + python + "\n" * line.count("\n", command)


def _joined(command: str) -> str:
    """Return a command as one line, without the backslashes at the ends of lines."""
    *continued, last = command.split("\n")
    return " ".join([*(line[:-1] for line in continued), last.rstrip()])


def _called(line: str) -> str:
    """Return the call for `,f a b`, whose arguments are texts, `;f a b` (one text) and `/f a b`."""
    name, _, arguments = line[1:].partition(" ")
    if line[0] == "/":
        return f"{name}({', '.join(arguments.split())})" if name else line
    texts = '", "'.join(arguments.split()) if line[0] == "," else arguments
    return f'{name}("{texts}")'
