"""Sequences of compressed records."""

import pickle

import msgspec
import pytest

from grader.packed import Packed, PackedByIndex, changed, packed
from grader.records import Reason


class Note(msgspec.Struct, frozen=True):
    text: str
    number: float = 0
    details: dict[str, object] = {}


ONE, TWO, THREE = Note("one"), Note("two", 2.5), Note("three", 3, {"a": [1, "b"], "c": None})
BOOK = packed(Note, (ONE, TWO, THREE))


def test_what_is_looked_up_is_equal_to_what_was_added():
    assert list(BOOK) == [ONE, TWO, THREE]
    assert (len(BOOK), BOOK[-1], BOOK[:2]) == (3, THREE, [ONE, TWO])


def test_many_that_are_alike_take_a_tenth_of_their_text():
    words = " ".join(map(str, range(500)))
    notes = [Note(words, number) for number in range(400)]
    held = packed(Note, notes)
    assert list(held) == notes
    assert len(pickle.dumps(held)) < sum(len(one.text) for one in notes) / 10


def test_what_was_added_is_not_held():
    added = Note("long " * 1000)
    (held,) = packed(Note, [added])
    assert held == added
    assert held is not added


def test_records_of_any_number_and_kind_come_back_in_parts_and_changed():
    notes = [Note("x" * number, number) for number in range(40)]
    for count in (0, 1, 7, 8, 9, 40):
        held = packed(Note, notes[:count])
        assert list(held) == notes[:count]
        assert list(changed(held, lambda one: Note("y", one.number))) == [
            Note("y", one.number) for one in notes[:count]
        ]
    picked = packed(Note, notes).picked([39, 3, 12])
    picked.append(ONE)
    assert list(picked) == [notes[39], notes[3], notes[12], ONE]


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
    assert packed(Note, [note])[0] is note


def test_a_tuple_in_the_details_of_a_reason_stays_a_tuple():
    assert packed(Reason, [Reason("a.b", {"shape": (3, 1)})])[0].details == {"shape": (3, 1)}


def test_packed_records_equal_any_sequence_of_the_same():
    assert packed(Note, (ONE, TWO, THREE)) == BOOK
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
