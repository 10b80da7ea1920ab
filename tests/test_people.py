"""The order of names, in every list of learners."""

import itertools

import pytest

from grader.people import place_of


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
