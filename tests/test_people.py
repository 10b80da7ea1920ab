"""Whom a text names, and the order of names: the forms in which they are compared."""

import itertools
import unicodedata

import pytest

from grader.people import Person, Roster, key, name_keys, place_of

ADA = Person("Lovelace, Ada", ("301", "a_lovelace"), "ada.l@x.org")
BOB = Person("Bob B", ("302",), "bob@x.org")


def test_people_are_called_by_the_first_of_name_address_and_id_that_there_is():
    assert Person("Ada", ("301",), "ada@x.org", line=2).shown == "Ada"
    assert Person("", ("301",), "ada@x.org", line=2).shown == "ada@x.org"
    assert Person("", ("301", "302"), line=2).shown == "301"
    assert Person("", line=2).shown == "line 2"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Lovelace", "  ada\t LOVELACE "),
        ("Jose\u0301", "JOS\u00c9"),
        ("Stra\u00dfe", "STRASSE"),
        ("\uff13\uff10\uff11", "301"),
        ("Ada\u00a0Lovelace", "ada lovelace"),
    ],
)
def test_case_blanks_and_the_way_a_letter_is_encoded_make_no_difference(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("Jose", "Jos\u00e9"), ("301", "0301"), ("a b", "ab")])
def test_letters_zeros_and_blanks_between_words_make_a_difference(one, other):
    assert key(one) != key(other)


def test_a_name_with_a_comma_is_also_the_name_the_other_way_round():
    assert {*name_keys("Doe, Jane")} == {"doe, jane", "jane doe", "doe jane", "doejane", "janedoe"}
    assert name_keys("Jane Doe") == ("jane doe", "janedoe")
    assert "annalenamaier" in name_keys("Maier, Anna-Lena")


@pytest.mark.parametrize("text", ["Ada Lovelace", "lovelace ada", "AdaLovelace", "ada.l"])
def test_forms_of_one_person_name_that_person(text):
    assert Roster((BOB, ADA)).person([text]) is ADA


@pytest.mark.parametrize(
    ("name", "last_name_first"),
    [
        ("José Pérez", "pérezjosé"),
        (unicodedata.normalize("NFD", "José Pérez"), "pérezjosé"),
        ("अनीता शर्मा", "शर्माअनीता"),
        ("Chi O'Neill", "oneillchi"),
    ],
)
def test_the_last_name_may_come_first_without_a_blank(name, last_name_first):
    roster = Roster((ADA, Person(name)))
    assert roster.person([last_name_first]) is roster.people[1]


def test_the_best_of_several_texts_counts_whatever_their_order():
    roster = Roster((ADA, BOB))
    assert roster.person(["Ada Lovelace", "302"]) is BOB
    assert roster.person(["302", "Ada Lovelace"]) is BOB
    assert roster.person(["Ada Lovelace", "bob@x.org"]) is BOB
    assert roster.person(["", "999", "Ada Lovelace"]) is ADA


def test_texts_that_name_two_people_equally_well_name_none():
    roster = Roster((ADA, BOB))
    assert roster.person(["301", "302"]) is None
    assert roster.person(["301", "302", "Bob B"]) is None
    assert roster.person(["301", "a_lovelace"]) is ADA


def test_what_several_people_have_is_not_looked_for_among_worse_forms():
    """An id that two people share tells nothing, and a name must not decide between them."""
    twins = (Person("Jane Doe", ("7",)), Person("7", ("8",)), Person("Jo Doe", ("7",)))
    assert Roster(twins).person(["7"]) is None


@pytest.mark.parametrize("texts", [[], [""], [" "], ["-"], [","]])
def test_a_text_without_letters_names_nobody(texts):
    nameless = Person("", ("", " "), "@x.org")
    assert Roster((nameless, ADA)).person(texts) is None


def test_nobody_is_in_an_empty_roster_and_equal_rosters_are_equal():
    assert Roster(()).person(["301"]) is None
    assert Roster((ADA, BOB)) == Roster((ADA, BOB))
    assert Roster((ADA, BOB)) != Roster((BOB, ADA))


@pytest.mark.parametrize(
    "names",
    [
        ("learner2", "learner10", "learner100"),
        ("ada", "Bob", "cy"),
        ("Emil", "Émile", "Emma"),
        ("lee", "lee (2)", "lee (10)"),
        ("group 2/ada", "group 10/ada"),
        ("Zoe", "zoe"),
        ("a01", "a1"),
        ("7", "ada"),
        ("", "1"),
        ("x" + "9" * 5000, "x1" + "0" * 5000),  # int() refuses so many digits
    ],
)
def test_names_have_one_order_whatever_the_order_was_before(names):
    for shuffled in itertools.permutations(names):
        assert tuple(sorted(shuffled, key=place_of)) == names


def test_a_name_has_the_place_of_what_is_shown():
    assert place_of("ada\u202e") == place_of(r"ada\u202e")
