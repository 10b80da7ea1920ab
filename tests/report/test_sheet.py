"""A sheet in which some cells are filled and every other byte stays as it is."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.report.sheet import read_sheet

CELLS = st.text(alphabet=st.sampled_from('ab ,;\t"\nü='), max_size=6)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=5)
)


def written(rows, delimiter=",", quoting=csv.QUOTE_MINIMAL, end="\r\n") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)
    return stream.getvalue().encode()


@settings(max_examples=50, deadline=None)
@given(TABLES, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), st.sampled_from(["\n", "\r\n"]))
def test_a_sheet_has_the_cells_that_csv_reads_and_comes_back_byte_for_byte(table, quoting, end):
    rows = [["a,b", "x"], *([f"<{cell}", f"{cell}>"] for row in table for cell in row)]
    content = written(rows, ",", quoting, end)
    sheet = read_sheet(content)
    assert [[cell.value for cell in row] for row in sheet.rows] == rows
    assert sheet.filled({}) == content


@settings(max_examples=50, deadline=None)
@given(TABLES, CELLS, st.data())
def test_only_the_filled_cell_changes(table, text, data):
    rows = [["h"] * len(table[0]), *([f"<{cell}" for cell in row] for row in table)]
    content = written(rows)
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[0]) - 1))
    filled = read_sheet(content).filled({(row, column): f"[{text}"})
    expected = [list(each) for each in rows]
    expected[row][column] = f"[{text}"
    assert list(csv.reader(io.StringIO(filled.decode(), newline=""))) == expected


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_the_files(delimiter):
    content = written([["a", "b; c", "d"], ["1", "", "x,y"]], delimiter)
    filled = read_sheet(content).filled({(1, 1): f"2{delimiter}3"})
    assert filled == content.replace(
        f"1{delimiter}{delimiter}".encode(), f'1{delimiter}"2{delimiter}3"{delimiter}'.encode()
    )


def test_the_byte_order_mark_quotes_and_line_ends_stay():
    content = b'\xef\xbb\xbf"a",b\n"1",\r\n\r\n2, "x" \n'
    sheet = read_sheet(content)
    assert sheet.header == ("a", "b")
    assert sheet.filled({(1, 1): "9", (2, 0): "8"}) == (
        b'\xef\xbb\xbf"a",b\n"1",9\r\n\r\n8, "x" \n'
    )


def test_the_line_in_which_excel_names_the_delimiter_stays_and_is_no_row():
    sheet = read_sheet(b"sep=;\r\na,b;c\r\n1;\r\n")
    assert sheet.header == ("a,b", "c")
    assert sheet.filled({(1, 1): "2"}) == b"sep=;\r\na,b;c\r\n1;2\r\n"


def test_a_quoted_cell_stays_quoted():
    assert read_sheet(b'a,b\n"","1"\n').filled({(1, 0): "x", (1, 1): "2"}) == b'a,b\n"x","2"\n'


def test_a_row_that_is_too_short_is_made_longer():
    assert read_sheet(b"a,b,c\n1\n2,,\n").filled({(1, 2): "x"}) == b"a,b,c\n1,,x\n2,,\n"


def test_bytes_that_are_not_utf_8_stay():
    content = b"a,b\nM\xfcller,\n"
    assert read_sheet(content).filled({(1, 1): "1"}) == b"a,b\nM\xfcller,1\n"


def test_a_file_without_a_line_end_stays_so():
    assert read_sheet(b"a,b\n1,").filled({(1, 1): "2"}) == b"a,b\n1,2"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no rows"),
        (b"a,b\n", "no rows"),
        ("a,b\n1,2\n".encode("utf-16"), "UTF-8"),
        (b"PK\x03\x04\x00\x00", "UTF-8"),
    ],
)
def test_what_is_no_sheet_is_refused(content, says):
    with pytest.raises(UsageError, match=f"grades.csv: .*{says}"):
        read_sheet(content, "grades.csv")
