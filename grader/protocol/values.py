"""What learner code returned, as plain data."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from grader.protocol.arrays import Array
from grader.protocol.models import Model
from grader.protocol.problems import LongText, Name


class Text(msgspec.Struct, frozen=True, tag="text"):
    """A string, cut to a bounded length."""

    text: LongText


class Nothing(msgspec.Struct, frozen=True, tag="nothing"):
    """None."""


class Items(msgspec.Struct, frozen=True, tag="items"):
    """A tuple or list that does not consist of numbers alone."""

    container: Literal["list", "tuple"]
    items: Annotated[tuple[Value, ...], Meta(max_length=10_000)]


class Other(msgspec.Struct, frozen=True, tag="other"):
    """Any other object, by the name of its type. A class is described by its own name."""

    type_name: Name
    is_class: bool = False
    is_function: bool = False
    is_symbolic: bool = False
    is_layer: bool = False


Value: TypeAlias = Array | Text | Nothing | Items | Other | Model
