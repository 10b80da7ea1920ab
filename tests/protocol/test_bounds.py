"""Everything that a learner's process may send is bounded by its type.

The size of a frame bounds the bytes of a message. Text, lists and objects need bounds of their own:
judging and showing them takes far more time and memory than receiving them.
"""

from collections.abc import Iterator

import msgspec
import pytest
from msgspec import inspect

from grader.protocol.events import Event, Return

BOUNDED = (inspect.StrType, inspect.BytesType, inspect.VarTupleType, inspect.DictType)
"""Types of any length. No message contains lists, sets or any other."""

SINGLE = (
    inspect.IntType,
    inspect.FloatType,
    inspect.BoolType,
    inspect.NoneType,
    inspect.LiteralType,
)
"""Types of one value of a few bytes, since MessagePack has no whole number of more than 8."""


def parts(field: inspect.Type, path: str, seen: set[type]) -> Iterator[tuple[str, inspect.Type]]:
    """Yield a type and all types in it, each with the path of a field that has it."""
    yield path, field
    if isinstance(field, inspect.StructType):
        if field.cls not in seen:
            seen.add(field.cls)
            for one in field.fields:
                yield from parts(one.type, f"{field.cls.__name__}.{one.name}", seen)
    elif isinstance(field, inspect.UnionType):
        for one in field.types:
            yield from parts(one, path, seen)
    elif isinstance(field, inspect.VarTupleType):
        yield from parts(field.item_type, f"{path}[]", seen)
    elif isinstance(field, inspect.DictType):
        yield from parts(field.key_type, f"{path} key", seen)
        yield from parts(field.value_type, f"{path} value", seen)


def unbounded(message: type) -> list[str]:
    """Return the paths of the fields in a message whose type does not bound them."""
    found = []
    for path, field in parts(inspect.type_info(message), "", set()):
        if isinstance(field, BOUNDED):
            if field.max_length is None:
                found.append(path)
        elif not isinstance(field, (inspect.StructType, inspect.UnionType, *SINGLE)):
            found.append(path)
    return found


def test_every_field_that_a_learners_process_may_send_is_bounded():
    assert unbounded(Event) == []


def test_the_fields_of_nested_messages_are_looked_at():
    paths = {path for path, _ in parts(inspect.type_info(Event), "", set())}
    assert paths >= {"Return.printed", "Items.items[]", "Compiled.metrics[]", "Array.data"}


@pytest.mark.parametrize("kind", [str, bytes, tuple[int, ...], dict[str, int], list[int], object])
def test_a_field_without_a_bound_is_found_wherever_it_is(kind):
    inner = msgspec.defstruct("Inner", [("field", tuple[kind, int] | Return)])
    outer = msgspec.defstruct("Outer", [("inner", inner | None)])
    assert any(path.startswith("Inner.field") for path in unbounded(outer))
