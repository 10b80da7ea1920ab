"""Everything that crosses the trust line, as plain frozen records.

The trusted side sends `Job`; the learner's process replies with `Event`s. What arrives from there
is validated by type and size, and believed by nobody: it is evidence.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

# Bounds on what an honest runner sends: it cuts shorter, and spelling out what does not print
# makes each character ten at most. Longer is refused while decoding.
Name: TypeAlias = Annotated[str, Meta(max_length=2_000)]
LongText: TypeAlias = Annotated[str, Meta(max_length=20_000)]

PLACEHOLDER = "____"
"""What a course leaves where an answer belongs."""

Spelling: TypeAlias = Literal["number", "array", "tensor", "variable", "list", "tuple"]


ITEM_SIZES = {"bool": 1, "float16": 2, "float32": 4, "float64": 8} | {
    f"{sign}int{8 * size}": size for sign in ("", "u") for size in (1, 2, 4, 8)
}
"""Bytes of one number, by the NumPy name of its type. There are no others on the wire."""

_MOST_DIMENSIONS = 32
_MOST_BYTES = 1 << 32


class Array(msgspec.Struct, frozen=True, tag="array"):
    """Numbers in C order; `dtype` is a NumPy name, `spelled` says what held them.

    Raises ValueError where its parts do not fit together; on the wire that refuses the message.
    """

    dtype: str
    shape: tuple[int, ...]
    data: bytes
    spelled: Spelling = "array"

    def __post_init__(self) -> None:
        size = room = ITEM_SIZES.get(self.dtype, 0)
        for length in self.shape:
            size *= length
            room *= max(length, 1)
        is_shape = len(self.shape) <= _MOST_DIMENSIONS and all(n >= 0 for n in self.shape)
        # NumPy refuses an empty array whose other lengths are too large together.
        if not self.shape and self.spelled in ("list", "tuple"):
            raise ValueError("one number is no list")
        if not is_shape or room > _MOST_BYTES or size != len(self.data) or not room:
            raise ValueError(f"{len(self.data)} bytes are no {self.dtype} of shape {self.shape}")


class Text(msgspec.Struct, frozen=True, tag="text"):
    """A string, cut to a bounded length."""

    text: LongText


class Nothing(msgspec.Struct, frozen=True, tag="nothing"):
    """None."""


class Items(msgspec.Struct, frozen=True, tag="items"):
    """A tuple or list that is not simply numbers."""

    spelled: Literal["list", "tuple"]
    items: Annotated[tuple[Value, ...], Meta(max_length=10_000)]


class Other(msgspec.Struct, frozen=True, tag="other"):
    """Anything else, by the name of its type; for a class, its own name."""

    type_name: Name
    is_class: bool = False
    is_function: bool = False
    is_symbolic: bool = False
    is_layer: bool = False


class Activation(msgspec.Struct, frozen=True):
    """An activation function.

    `name` is Keras' public name where the function is one of Keras' own, else the function's;
    `samples` are its values at `ACTIVATION_GRID` where it is not; `trains` is whether TensorFlow
    can make it part of a model in training, which code in NumPy is not.
    """

    name: Name
    samples: Array | None = None
    trains: bool = True


class Layer(msgspec.Struct, frozen=True):
    """One layer of a model.

    `kind` is the name of the public Keras class where the layer is exactly that class, else
    "custom", and `type_name` the class's own name. `weights` are (kernel, bias) for Dense.
    """

    kind: Name
    type_name: Name
    units: int | None = None
    activation: Activation | None = None
    use_bias: bool = True
    trainable: bool = True
    weights: Annotated[tuple[Array, ...], Meta(max_length=10)] = ()


Setting: TypeAlias = Literal[
    "beta_1", "beta_2", "epsilon", "clipnorm", "clipvalue", "global_clipnorm", "weight_decay"
]
"""What Adam can be told beside its learning rate, each a number."""

ADAM_SETTINGS: dict[Setting, float] = {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
"""What Keras' Adam is set to if nothing is said."""


class Compiled(msgspec.Struct, frozen=True):
    """How a model was compiled. `loss_value` is the loss on `LOSS_TRUE` and `LOSS_PREDICTED`.

    `settings` are the optimizer's, as far as they have a value.
    """

    optimizer: Name | None
    optimizer_is_keras: bool
    learning_rate: float | None
    loss: Name | None
    loss_value: float | None
    metrics: Annotated[tuple[Name, ...], Meta(max_length=100)] = ()
    settings: dict[Setting, float] = {}


class Model(msgspec.Struct, frozen=True, tag="model"):
    """A Keras model: nested models are flattened into `layers`, inputs left out.

    `input_shape` is without the batch; None where the model was never told. `predictions` are what
    it gave for the probe of the call, or `trouble` says why it gave none.
    """

    type_name: Name
    layers: Annotated[tuple[Layer, ...], Meta(max_length=1_100)]
    built: bool
    input_shape: tuple[int | None, ...] | None
    compiled: Compiled | None = None
    predictions: Array | None = None
    trouble: Problem | None = None
    is_given: bool = False


Value: TypeAlias = Array | Text | Nothing | Items | Other | Model

ACTIVATION_GRID = (-8.0, -3.0, -1.5, -0.5, -0.1, 0.0, 0.1, 0.5, 1.5, 3.0, 8.0)
LOSS_TRUE = (0.0, 1.0, 4.0, -2.0)
LOSS_PREDICTED = (0.5, -1.0, 4.25, 2.0)


class Problem(msgspec.Struct, frozen=True):
    """Why there is no answer, as the learner should see it: their file, line and exception.

    `where` is the file, for a notebook with the cell; `line` counts from 1 in it, 0 if unknown.
    """

    kind: Literal["exception", "exit", "crash", "timeout", "syntax", "flood", "limit"]
    type_name: Name = ""
    message: LongText = ""
    where: Name = ""
    line: int = 0
    code: Name = ""


class Real(msgspec.Struct, frozen=True, tag="real"):
    """A Python float."""

    value: float


class Whole(msgspec.Struct, frozen=True, tag="whole"):
    """A Python int."""

    value: int


class Wholes(msgspec.Struct, frozen=True, tag="wholes"):
    """A list of Python ints."""

    values: tuple[int, ...]


class Generator(msgspec.Struct, frozen=True, tag="generator"):
    """A NumPy random generator, made from a seed."""

    seed: int


class DenseLayer(msgspec.Struct, frozen=True):
    """A Dense layer as plain data: kernel of shape (inputs, units), bias of shape (units,)."""

    kernel: Array
    bias: Array | None
    activation: str = "linear"
    trainable: bool = True


class Network(msgspec.Struct, frozen=True, tag="network"):
    """A stack of Dense layers as plain data; with `learning_rate`, compiled with Adam and MAE."""

    layers: tuple[DenseLayer, ...]
    learning_rate: float | None = None


Given: TypeAlias = Array | Real | Whole | Wholes | Generator | Network


class Call(msgspec.Struct, frozen=True):
    """Call this function of the learner's with these arguments, `times` times in a row.

    A model that comes back, or that was given, also predicts on `probe`. With
    `until_lengths_differ`, calls end once two gave back lists of different lengths.
    """

    function: str
    arguments: tuple[Given, ...]
    probe: Array | None = None
    times: int = 1
    until_lengths_differ: bool = False


class Cell(msgspec.Struct, frozen=True):
    """Source that parses: where it came from, the line it starts on, its text."""

    where: str
    line: int
    source: str


class Binding(msgspec.Struct, frozen=True):
    """The statement that gives a task's name its meaning, by cell and position in the cell."""

    name: str
    cell: int
    statement: int


class Question(msgspec.Struct, frozen=True):
    """One call of one task."""

    task: str
    ask: str
    call: Call


class Job(msgspec.Struct, frozen=True):
    """What a learner's process is to do. `skip` lists (cell, statement) that must not run."""

    module: str
    cells: tuple[Cell, ...]
    bindings: tuple[Binding, ...]
    questions: tuple[Question, ...]
    skip: tuple[tuple[int, int], ...] = ()
    seed: int = 0


class Turn(msgspec.Struct, frozen=True):
    """One call's outcome: what it returned, the models it was given as it left them, its prints."""

    value: Value
    given: tuple[Model, ...] = ()
    printed: LongText = ""


class Started(msgspec.Struct, frozen=True, tag="started"):
    """The process is confined and about to run the file: what comes after is the learner's."""


class Executing(msgspec.Struct, frozen=True, tag="executing"):
    """The process is about to run this top-level statement."""

    cell: int
    statement: int


class StatementFailed(msgspec.Struct, frozen=True, tag="statement_failed"):
    """A top-level statement raised; the next one is run all the same."""

    problem: Problem


class Asking(msgspec.Struct, frozen=True, tag="asking"):
    """The process is about to answer this question (its index in the job)."""

    question: int


class Answered(msgspec.Struct, frozen=True, tag="answered"):
    """A question's answer."""

    question: int
    turns: Annotated[tuple[Turn, ...], Meta(max_length=1_000)]


class Unanswered(msgspec.Struct, frozen=True, tag="unanswered"):
    """A question that learner code did not survive, or whose function does not exist."""

    question: int
    problem: Problem


class Done(msgspec.Struct, frozen=True, tag="done"):
    """All questions were put."""


Event: TypeAlias = Started | Executing | StatementFailed | Asking | Answered | Unanswered | Done
