"""Decoding scripts: the encodings that Python knows, except the slow ones."""

import pytest

from grader.submission.script import ScriptError, decoded

TEXT = "größer = 'é'\n"


def declared(encoding: str, text: str = TEXT) -> bytes:
    return f"# -*- coding: {encoding} -*-\n{text}".encode(encoding)


@pytest.mark.parametrize("content", [TEXT.encode(), b"\xef\xbb\xbf" + TEXT.encode()])
def test_a_script_is_in_utf_8_with_or_without_a_mark(content):
    assert decoded(content) == TEXT


@pytest.mark.parametrize(
    "encoding", ["utf-8", "latin-1", "iso-8859-15", "cp1252", "mac-roman", "gb18030"]
)
def test_a_script_may_declare_its_encoding(encoding):
    assert decoded(declared(encoding)).endswith(f"\n{TEXT}")


CYRILLIC, CHINESE, JAPANESE, KOREAN = "# привет\n", "# 你好\n", "# こんにちは\n", "# 안녕\n"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("koi8-r", CYRILLIC),
        ("koi8-u", CYRILLIC),
        ("windows-1251", CYRILLIC),
        ("gbk", CHINESE),
        ("gb2312", CHINESE),
        ("big5", CHINESE),
        ("shift_jis", JAPANESE),
        ("euc_jp", JAPANESE),
        ("euc_kr", KOREAN),
    ],
)
def test_encodings_of_other_alphabets_are_read(encoding, text):
    assert decoded(declared(encoding, text)).endswith(f"\n{text}")


def test_the_declaration_counts_only_in_the_first_two_lines():
    assert decoded(b"#!/usr/bin/python\n# coding: latin-1\n# \xe9").endswith("é")
    with pytest.raises(ScriptError, match="not text that Python can read"):
        decoded(b"\n\n# coding: latin-1\n# \xe9")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_line_feeds(end):
    assert decoded(f"a = 1{end}{end}b = 2".encode()) == "a = 1\n\nb = 2"


@pytest.mark.parametrize(
    "encoding", ["punycode", "idna", "rot13", "hex", "utf-7", "unicode_escape"]
)
def test_an_encoding_that_is_slow_or_changes_the_text_is_refused_by_its_name(encoding):
    with pytest.raises(ScriptError, match=f"encoding is {encoding}. Expected UTF-8"):
        decoded(f"# coding: {encoding}\nx = 1\n".encode())


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfex\0=\x001\0",
        b"# caf\xe9\n",
        b"x = 1\n" * 100 + b"# caf\xe9\n",
        b"# coding: klingon\n",
        b"# coding: ascii\n# caf\xe9\n",
        b"\xef\xbb\xbf# coding: latin-1\n",
    ],
)
def test_bytes_that_are_no_text_are_refused_in_one_line(content):
    with pytest.raises(ScriptError, match="not text that Python can read: ") as raised:
        decoded(content)
    assert len(str(raised.value).splitlines()) == 1


def test_an_empty_script_is_empty():
    assert decoded(b"") == ""
