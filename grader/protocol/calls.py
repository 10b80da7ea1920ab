"""What a learner's process is asked to do: run the file's cells, then make some calls."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from grader.protocol.arrays import Array
from grader.protocol.networks import Network


class Float(msgspec.Struct, frozen=True, tag="float"):
    """A Python float."""

    value: float


class Integer(msgspec.Struct, frozen=True, tag="integer"):
    """A Python int."""

    value: int


class Integers(msgspec.Struct, frozen=True, tag="integers"):
    """A list of Python ints."""

    values: tuple[int, ...]


class Generator(msgspec.Struct, frozen=True, tag="generator"):
    """A NumPy random generator, made from a seed."""

    seed: int


Argument: TypeAlias = Array | Float | Integer | Integers | Generator | Network


class Call(msgspec.Struct, frozen=True):
    """Call this function of the learner's with these arguments, `times` times in a row.

    probe: inputs of shape (rows, n) on which a model that is returned, or was passed, predicts.
    until_lengths_differ: stop calling once two calls returned lists of different lengths.
    """

    function: str
    arguments: tuple[Argument, ...]
    probe: Array | None = None
    times: int = 1
    until_lengths_differ: bool = False


class Cell(msgspec.Struct, frozen=True):
    """Source that parses.

    file: the file's name as it is shown. number: of the notebook's code cell, from 1; 0 for a
    script. line: the first line of this source, counted from 1 in the file or in the cell.
    """

    file: str
    number: int
    line: int
    source: str

    @property
    def name(self) -> str:
        """The name under which Python compiles the source, unlike that of any other cell."""
        return f"{self.file}, code cell {self.number}" if self.number else self.file


class Binding(msgspec.Struct, frozen=True):
    """The statement that answers a task, by the index of its cell and its index in the cell."""

    name: str
    cell: int
    statement: int


class Job(msgspec.Struct, frozen=True):
    """What one learner's process is to do.

    module: the name that the file has as a module. placeholder: a name that learner code may read
    without having defined it. skip: statements that must not run, as (cell, statement).
    """

    module: str
    cells: tuple[Cell, ...]
    bindings: tuple[Binding, ...]
    calls: tuple[Call, ...]
    placeholder: str = ""
    skip: tuple[tuple[int, int], ...] = ()
    seed: int = 0


JOBS: msgspec.msgpack.Decoder[Job] = msgspec.msgpack.Decoder(Job)
