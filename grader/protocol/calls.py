"""The job of a learner's process: to run the file's cells, then make some calls."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from grader.protocol.arrays import Array
from grader.protocol.networks import Network
from grader.protocol.trials import Batch


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
    """Call a function of the learner's `times` times in a row, with the same arguments.

    probe: inputs of shape (rows, n) on which a returned or passed model predicts.
    until_lengths_differ: stop as soon as a call has returned no list, or two calls have returned
    lists of different lengths. batches: on which the loss and the optimizer of a passed model are
    tried after each call, if there are any; see `Trial`.
    """

    function: str
    arguments: tuple[Argument, ...]
    probe: Array | None = None
    times: int = 1
    until_lengths_differ: bool = False
    batches: Annotated[tuple[Batch, ...], Meta(max_length=10)] = ()


class Cell(msgspec.Struct, frozen=True):
    """A piece of source that parses.

    file: the file's name as it is shown. number: of the notebook's code cell, from 1; 0 for a
    script. line: the first line of this source, counted from 1 in the file or in the cell.
    """

    file: str
    number: int
    line: int
    source: str

    @property
    def name(self) -> str:
        """The file name under which Python compiles the source; distinct for each notebook cell."""
        return f"{self.file}, code cell {self.number}" if self.number else self.file


class Binding(msgspec.Struct, frozen=True):
    """The statement that answers a task, by the index of its cell and its index in the cell."""

    name: str
    cell: int
    statement: int


class Job(msgspec.Struct, frozen=True):
    """The work for one learner's process.

    module: the module name of the file. placeholder: a name that learner code may read without
    defining it. skip: statements that must not run, as (cell, statement).
    """

    module: str
    cells: tuple[Cell, ...]
    bindings: tuple[Binding, ...]
    calls: tuple[Call, ...]
    placeholder: str = ""
    skip: tuple[tuple[int, int], ...] = ()
    seed: int = 0


JOBS: msgspec.msgpack.Decoder[Job] = msgspec.msgpack.Decoder(Job)
