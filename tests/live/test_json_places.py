"""Places in a JSON text: what is cut out there is what the JSON says."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.live.json_places import characters, items, members

PLAIN = st.none() | st.booleans() | st.integers() | st.text()
VALUES = PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(st.text(), PLAIN, max_size=3)
INDENTS = st.sampled_from([None, 0, 1, "\t"])


@settings(max_examples=15, deadline=None)
@given(st.dictionaries(st.text(), VALUES, max_size=3), INDENTS, st.booleans())
def test_each_value_of_an_object_is_where_it_is_said_to_be(value, indent, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    places = members(text, 0)
    assert {name: json.loads(text[slice(*place)]) for name, place in places.items()} == value


@settings(max_examples=15, deadline=None)
@given(st.lists(VALUES, max_size=3), INDENTS)
def test_each_item_of_a_list_is_where_it_is_said_to_be(value, indent):
    text = "x" + json.dumps(value, indent=indent)
    assert [json.loads(text[slice(*place)]) for place in items(text, 1)] == value


@settings(max_examples=15, deadline=None)
@given(st.text(), st.booleans())
def test_each_character_of_a_string_is_where_it_is_said_to_be(value, ascii_only):
    text = json.dumps(value, ensure_ascii=ascii_only)
    places = characters(text, 0, len(text))
    assert [json.loads(f'"{text[slice(*place)]}"') for place in places] == list(value)


@pytest.mark.parametrize("text", ["{1: 2}", '{"a" 1}', '{"a": 1 "b": 2}', '{"a": 1; "b": 2}'])
def test_an_object_that_is_no_json_is_refused(text):
    with pytest.raises((ValueError, IndexError)):
        members(text, 0)


def test_a_list_without_commas_is_refused():
    with pytest.raises(ValueError, match="expected ,"):
        items("[1 2]", 0)


def test_blanks_of_any_kind_are_no_part_of_a_value():
    text = ' { "a" \t:\r\n1 , "b":[ ] }'
    assert {name: text[slice(*place)] for name, place in members(text, 1).items()} == {
        "a": "1",
        "b": "[ ]",
    }
    assert items("[ ]", 0) == []
    assert members("{ }", 0) == {}


def test_of_a_name_that_occurs_twice_the_last_counts_as_in_python():
    text = '{"a": 1, "a": 2}'
    assert json.loads(text) == {"a": 2}
    assert text[slice(*members(text, 0)["a"])] == "2"


@pytest.mark.parametrize("text", ["[1]", '"a"', "", "{", '{"a"', '{"a":', '{"a": 1', '{"a": x}'])
def test_what_is_no_whole_object_is_refused(text):
    with pytest.raises((ValueError, IndexError)):
        members(text, 0)


@pytest.mark.parametrize("text", ['{"a": 1}', "1", "", "[", "[1", "[1,", "[x]"])
def test_what_is_no_whole_list_is_refused(text):
    with pytest.raises((ValueError, IndexError)):
        items(text, 0)


def test_escapes_are_one_character_and_halves_of_a_pair_alone_are_too():
    text = r'"\n\\\"\u00e9\ud83d\ude00\ud83dx\ude00"'
    found = [text[slice(*place)] for place in characters(text, 0, len(text))]
    assert found == [r"\n", r"\\", r"\"", r"\u00e9", r"\ud83d\ude00", r"\ud83d", "x", r"\ude00"]
    assert len(found) == len(json.loads(text))
