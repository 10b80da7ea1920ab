"""What is read from a gradebook is what was written, or it is refused."""

import copy

import pytest

from grader.errors import GradebookError
from grader.gradebook import codec
from grader.gradebook.codec import compress, decode, decompress, digest_of, encode
from grader.records import Account, Place

DATA = b"return w * x + b\n" * 40
STUB = b"def neuron(w, x, b):\n    return w * x + b\n"


@pytest.mark.parametrize("dictionary", [b"", STUB, bytes(range(256)) * 200 + STUB])
def test_what_was_compressed_comes_back_with_the_same_dictionary(dictionary):
    for data in (b"", DATA):
        assert decompress(compress(data, dictionary), dictionary) == data


def test_a_dictionary_counts_by_its_end_which_is_where_the_stub_is():
    long = bytes(40_000) + STUB
    assert len(compress(STUB, long)) < len(compress(STUB)) / 2


@pytest.mark.parametrize(
    "record",
    [b"", b"\1", b"\1garbage", compress(DATA)[:-1], b"\2" + compress(DATA)[1:], DATA],
    ids=["nothing", "no data", "no deflate", "cut off", "another version", "not compressed"],
)
def test_what_was_not_compressed_here_is_refused(record):
    with pytest.raises(GradebookError, match="a record is damaged"):
        decompress(record)


def test_a_record_with_another_dictionary_never_comes_back_as_if_it_were_right():
    with pytest.raises(GradebookError, match="damaged"):
        decompress(compress(STUB, STUB), b"")


def test_a_record_that_unpacks_to_more_than_is_allowed_is_refused(monkeypatch):
    monkeypatch.setattr(codec, "_MAX_SIZE", 1_000)
    assert decompress(compress(bytes(1_000))) == bytes(1_000)
    with pytest.raises(GradebookError, match="damaged"):
        decompress(compress(bytes(1_001)))


def test_parts_are_told_apart_in_a_digest():
    assert digest_of(b"ab", b"c") != digest_of(b"a", b"bc")
    assert digest_of(b"ab") != digest_of(b"ab", b"")
    assert digest_of(b"ab", b"c") == digest_of(b"ab", b"c")
    assert len(digest_of()) == 32


@pytest.mark.parametrize(
    ("one", "equal"), [({"a": 1, "b": 2}, {"b": 2, "a": 1}), (0.0, -0.0), ([1], [1.0]), (1, True)]
)
def test_bytes_tell_records_apart_that_python_calls_equal(one, equal):
    assert one == equal
    assert encode(one) != encode(equal)


@pytest.mark.parametrize(
    "record",
    [Place("x.py", 0, 3), {"b": [1, 2.5], "a": -0.0}, (float("inf"), None), b"\0", "\u00e9"],
)
def test_the_same_values_in_the_same_order_give_the_same_bytes_and_come_back(record):
    assert encode(record) == encode(copy.deepcopy(record))
    back = decode(encode(record), type(record))
    assert back == record
    assert encode(back) == encode(record)


@pytest.mark.parametrize("other", [Account("41"), {"file": 3}, {"cell": 1}, ["x.py"], None])
def test_a_record_is_validated_field_by_field(other):
    place = Place("x.py", 0, 3, "return x")
    assert decode(encode(place), Place) == place
    with pytest.raises(GradebookError, match="not as this version of the grader expects"):
        decode(encode(other), Place)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xc1", b"\x81\xa4file\xa2\xff\xff", b"\x91" * 100_000, encode({"file": "x"}) + b"\0"],
    ids=["nothing", "no MessagePack", "no text", "nested too deep", "more than one record"],
)
def test_what_is_no_record_is_refused(content):
    for kind in (Place, dict[str, object], object):
        with pytest.raises(GradebookError, match="not as this version of the grader expects"):
            decode(content, kind)
