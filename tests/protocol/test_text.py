"""Characters that hide are escaped; text in any script stays."""

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.protocol.text import clipped, encodable, one_line, plain

# Named one by one, apart from the ranges in the code.
NOTHING_TO_SEE = [
    "SOFT HYPHEN",
    "COMBINING GRAPHEME JOINER",
    "HANGUL CHOSEONG FILLER",
    "HANGUL JUNGSEONG FILLER",
    "HANGUL FILLER",
    "HALFWIDTH HANGUL FILLER",
    "KHMER VOWEL INHERENT AQ",
    "KHMER VOWEL INHERENT AA",
    "MONGOLIAN FREE VARIATION SELECTOR ONE",
    "MONGOLIAN VOWEL SEPARATOR",
    "VARIATION SELECTOR-16",
    "VARIATION SELECTOR-17",
    "VARIATION SELECTOR-256",
    "TAG LATIN SMALL LETTER A",
    "LANGUAGE TAG",
    "BRAILLE PATTERN BLANK",
    "MUSICAL SYMBOL NULL NOTEHEAD",
    "KHITAN SMALL SCRIPT FILLER",
    "ZERO WIDTH SPACE",
    "ZERO WIDTH JOINER",
    "WORD JOINER",
    "INVISIBLE TIMES",
    "IDEOGRAPHIC SPACE",
    "NO-BREAK SPACE",
]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\x00b\x07", "a\\x00b\\x07"),
        ("\u202egnp", "\\u202egnp"),
        ("\ud800", "\\ud800"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("größer\tλ 中\n", "größer\tλ 中\n"),
    ],
)
def test_characters_that_do_not_print_are_escaped(text, shown):
    assert plain(text) == shown


@pytest.mark.parametrize("name", NOTHING_TO_SEE)
def test_characters_that_show_nothing_are_escaped(name):
    character = unicodedata.lookup(name)
    escaped = character.encode("unicode_escape").decode()
    assert plain(f"pass{character}ed") == f"pass{escaped}ed"


def test_every_filler_and_every_variation_selector_is_escaped():
    hidden = re.compile("HANGUL.* FILLER|VARIATION SELECTOR|VOWEL INHERENT|GRAPHEME JOINER")
    for character in map(chr, range(sys.maxunicode + 1)):
        if hidden.search(unicodedata.name(character, "")):
            assert plain(character).isascii(), unicodedata.name(character)


@pytest.mark.parametrize(
    "text",
    [
        "नमस्ते, क्ष्म्य",
        "مُحَمَّدٌ",
        "ที่นี่ น้ำ",
        "שָׁלוֹם",
        "လျှော့",
        "བསྒྲུབས",
        "Tiếng Việt, größer",
        unicodedata.normalize("NFD", "Tiếng Việt, größer"),
        "한글",
        unicodedata.normalize("NFD", "한글"),
        "👍🏽 🇩🇪 √x ≤ ½",
        "⠓⠑⠇⠇⠕",
    ],
)
def test_text_in_ordinary_scripts_stays(text):
    assert plain(text) == text


@pytest.mark.parametrize("mark", ["\u0301", "\u20dd", "\u0e49", "\u1161", "\u0327"])
def test_combining_characters_that_pile_up_are_escaped(mark):
    escaped = mark.encode("unicode_escape").decode()
    assert plain("e" + mark * 1_000 + "f") == "e" + mark * 6 + escaped * 994 + "f"


def test_marks_on_several_letters_do_not_pile_up():
    assert plain("e\u0301\u0302" * 50) == "e\u0301\u0302" * 50


@given(st.text())
def test_plain_text_prints_and_encodes(text):
    shown = plain(text)
    shown.encode("utf-8")
    assert all(c.isprintable() or c in "\n\t" for c in shown)
    assert plain(shown) == shown


@given(st.text(st.sampled_from("ab\u0301\u0302\u034f\ufe0f\u1161\u200d\ud800\n"), max_size=40))
def test_plain_text_stays_as_it_is(text):
    assert plain(plain(text)) == plain(text)


def test_a_str_subclass_that_claims_to_be_printable_is_escaped():
    class Liar(str):
        __slots__ = ()

        def isprintable(self):
            return True

    assert plain(Liar("\x1b[2J")) == "\\x1b[2J"


def test_one_line_is_one_line():
    assert one_line("a\n\n  b\r\nc\u2028d") == "a b\\r c\\u2028d"


def test_clipped_text_is_cut_before_it_is_escaped():
    assert clipped("ab\x00d", 3) == "ab\\x00"


@given(st.text(st.characters(), max_size=30), st.integers(0, 40))
def test_encodable_text_encodes_and_is_no_longer_than_allowed(text, limit):
    shown = encodable(text, limit)
    shown.encode("utf-8")
    assert len(shown) <= limit


def test_encodable_text_escapes_only_lone_surrogates():
    assert encodable("\x1b[1mé\u200b\ud800", 100) == "\x1b[1mé\u200b\\ud800"
