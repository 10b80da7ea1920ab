"""Sequences of compressed records."""

import msgspec
import pytest

from grader.packed import Packed, PackedByIndex, changed
from grader.records import Reason


class Note(msgspec.Struct, frozen=True):
    text: str
    number: float = 0
    details: dict[str, object] = {}


ONE, TWO, THREE = Note("one"), Note("two", 2.5), Note("three", 3, {"a": [1, "b"], "c": None})
BOOK = Packed(Note, (ONE, TWO, THREE))


def test_what_is_looked_up_is_equal_to_what_was_added():
    assert list(BOOK) == [ONE, TWO, THREE]
    assert (len(BOOK), BOOK[-1], BOOK[:2]) == (3, THREE, [ONE, TWO])


def test_a_thousand_alike_take_less_memory_than_their_text():
    """The records that are added are not kept."""
    added = Note("long " * 1000)
    (held,) = Packed(Note, [added])
    assert held == added
    assert held is not added


@pytest.mark.parametrize(
    "note",
    [
        Note("a\udcff"),
        Note("", 2**64),
        Note("", details={"a": (1, 2)}),
        Note("", float("nan")),
        Note("", 10**400),
    ],
    ids=["lone surrogate", "65 bits", "tuple", "nan", "400 digits"],
)
def test_what_would_come_back_changed_is_kept_as_it_is(note):
    assert Packed(Note, [note])[0] is note


def test_a_tuple_in_the_details_of_a_reason_stays_a_tuple():
    assert Packed(Reason, [Reason("a.b", {"shape": (3, 1)})])[0].details == {"shape": (3, 1)}


def test_packed_records_equal_any_sequence_of_the_same():
    assert Packed(Note, (ONE, TWO, THREE)) == BOOK
    assert BOOK == (ONE, TWO, THREE)
    assert BOOK != (ONE, TWO)
    assert BOOK != (ONE, THREE, TWO)
    assert BOOK != 3


def test_changes_give_a_new_sequence():
    louder = changed(BOOK, lambda one: msgspec.structs.replace(one, text=one.text.upper()))
    assert [one.text for one in louder] == ["ONE", "TWO", "THREE"]
    assert isinstance(louder, Packed)
    assert [one.text for one in BOOK] == ["one", "two", "three"]


def test_changes_of_a_tuple_give_a_tuple():
    assert changed((ONE, TWO), lambda one: one) == (ONE, TWO)


def test_records_are_picked_in_any_order():
    assert BOOK.picked([2, 0]) == [THREE, ONE]
    with pytest.raises(IndexError):
        BOOK.picked([3])


def test_records_come_in_any_order_and_leave_in_that_of_their_indexes():
    table = PackedByIndex(Note)
    for index, one in ((2, THREE), (0, ONE), (1, TWO)):
        assert index not in table
        table[index] = one
        assert index in table
    assert len(table) == 3
    assert table.in_order() == [ONE, TWO, THREE]
