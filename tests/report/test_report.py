"""What a format gives: the contents of files."""

import pytest

from grader.report.report import Report, Setting, encoded, text_report


def test_a_report_of_one_text_is_the_file_that_was_named():
    assert text_report("a\n", ("a note",)) == Report({"": b"a\n"}, "", ("a note",))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("\u00e9\u738b\U0001f600", "\u00e9\u738b\U0001f600".encode()),
        ("a\ud800b", b"a\\ud800b"),
        ("\udfff", b"\\udfff"),
        ("a\r\n\x00", b"a\r\n\x00"),
    ],
)
def test_any_text_can_be_encoded_and_only_what_utf_8_lacks_is_escaped(text, content):
    assert encoded(text) == content


def test_settings_that_are_not_given_share_nothing_that_can_be_changed():
    one, other = Setting(), Setting()
    assert one == other
    assert one.environment is not other.environment
