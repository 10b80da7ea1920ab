"""What makes two learners of two runs the same person."""

import pytest

from grader.gradebook.identity import identity_of, may_be, readable
from grader.records import UNKNOWN_ACCOUNT, Account

MOODLE = "Ada_41_assignsubmission_file_"


@pytest.mark.parametrize(
    ("account", "identity"),
    [
        (Account("41", login="al", number="7", email="a@x.org"), "id 41"),
        (Account(login="al", number="7", email="a@x.org"), "login al"),
        (Account(number="7", email="a@x.org"), "number 7"),
        (Account(email="a@x.org", section="A"), "email a@x.org"),
        (Account(section="A"), "name Ada"),
        (Account("41", MOODLE, login="al"), "login al"),
        (Account("41", MOODLE), "name Ada"),
    ],
)
def test_the_strongest_that_is_known_tells_and_moodles_number_does_not(account, identity):
    assert identity_of("Ada", account) == identity


def test_a_name_is_never_taken_for_a_number():
    assert identity_of("41", UNKNOWN_ACCOUNT) != identity_of("Ada", Account("41"))
    assert identity_of("Ada", Account(login="7")) != identity_of("Ada", Account(number="7"))


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        (UNKNOWN_ACCOUNT, Account("41", login="al"), True),
        (Account(login="al"), Account(number="7"), True),
        (Account(login="al", number="7"), Account(login="al", number="8"), False),
        (Account("41"), Account("42"), False),
        (Account("41", MOODLE), Account("42", "Ada_42_assignsubmission_file_"), True),
        (Account("41", MOODLE), Account("42"), True),
        (Account(section="A"), Account(section="B"), True),
    ],
    ids=["one unknown", "nothing in common", "number", "Canvas", "Moodle", "both", "section"],
)
def test_two_of_one_name_may_be_one_person_unless_something_that_both_have_differs(
    one, other, says
):
    assert may_be(one, other) is says
    assert may_be(other, one) is says


def test_an_account_is_readable_in_every_field_and_nothing_else_of_it_changes():
    odd = Account("4\0", "f\udcff", "7\x1b", "al\u202e", "a@x.org\ud800", "A\x07")
    assert readable(odd) == Account(
        r"4\x00", r"f\udcff", r"7\x1b", r"al\u202e", r"a@x.org\ud800", r"A\x07"
    )
    usual = Account("41", MOODLE, "7", "ñandú", "a@x.org", "Ä")
    assert readable(usual) == usual
