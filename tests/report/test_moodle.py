"""The grading worksheet of Moodle, returned filled, and the zip of feedback files."""

import csv
import io
import re
import zipfile
from html.parser import HTMLParser

import pytest

from grader.errors import UsageError
from grader.report.moodle import Columns, check, columns_of, comment
from grader.report.moodle_feedback import FILE
from grader.report.presenter import present
from grader.report.report import Report, Setting
from grader.report.sanitise import sanitised
from grader.report.sheet import read_sheet
from tests.report.books import (
    ADA,
    BOB,
    CLASS,
    HOSTILE,
    IDA,
    MOODLE,
    book_of,
    first,
    hostile,
    learner,
    made,
    second,
)

GERMAN = (
    '"ID","Vollständiger Name","E-Mail-Adresse","Status","Bewertung","Bestwertung",'
    '"Bewertung kann geändert werden","Zuletzt geändert (Abgabe)","Zuletzt geändert (Bewertung)",'
    '"Feedback als Kommentar"\n'
    '"Teilnehmer/in1","Ada Lovelace",a@x.org,"Abgegeben","","10,00","Ja","heute","-",""\n'
    '"Teilnehmer/in2","Bob B",b@x.org,"Abgegeben","3,50","10,00","Ja","heute","gestern","gut"\n'
)


def rows(report: Report) -> list[dict[str, str]]:
    text = report.files[""].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


class Page(HTMLParser):
    """The tags and the text of a page, as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(f"{tag}{attrs or ''}")

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):  # noqa: ARG002
        self.tags.append("comment")


def test_grades_and_comments_are_filled_and_nothing_else_changes():
    report = made("moodle", *CLASS)
    before, after = rows(Report({"": MOODLE.encode()})), rows(report)
    assert [row["Grade"] for row in after] == ["10", "0", "3", "", ""]
    assert after[0]["Feedback comments"].startswith("<p>10 of 10 points</p>")
    assert after[4]["Feedback comments"] == ""
    for row in (*before, *after):
        del row["Grade"], row["Feedback comments"]
    assert after == before
    assert report.files[""].startswith(b'\xef\xbb\xbfIdentifier,"Full name"')


def test_how_many_rows_got_a_grade_is_told_first():
    assert made("moodle", *CLASS).notes[0] == "Moodle: points filled in for 3 of 5 rows"


def test_a_row_that_no_learner_has_stays_byte_for_byte():
    assert made("moodle", ADA).files[""].decode().splitlines()[-1] == MOODLE.splitlines()[-1]


def test_a_learner_with_an_internal_error_gets_a_comment_but_no_grade():
    report = made("moodle", IDA)
    row = rows(report)[3]
    assert row["Grade"] == ""
    assert "The grader had an internal error. It costs no points." in row["Feedback comments"]
    assert "grades left out because of an internal error" in "\n".join(report.notes)


def test_learners_without_a_row_and_rows_without_a_learner_are_told():
    report = made("moodle", ADA, learner("stranger", first()))
    told = "\n".join(report.notes)
    assert "rows with no learner (4): Bob B, Eve E, Ida I, Mal Ory" in told
    assert "learners with no row, or with several (1): stranger" in told


@pytest.mark.parametrize("name", ["Ada Lovelace", "x1@x.org", "ada lovelace"])
def test_a_learner_without_a_number_is_found_by_name_or_address(name):
    assert rows(made("moodle", learner(name, first())))[0]["Grade"] == "6"


def test_another_maximum_is_told():
    assert "maximum grade" not in "\n".join(made("moodle", ADA).notes)
    setting = Setting(template=read_sheet(MOODLE.replace("10.00", "100.00").encode()))
    told = "\n".join(made("moodle", ADA, setting=setting).notes)
    assert "maximum grade is 100.00, and the grader gives up to 10: points are not scaled" in told


def test_a_worksheet_in_another_language_is_read_by_the_order_of_its_columns():
    sheet = read_sheet(GERMAN.encode())
    assert columns_of(sheet) == Columns(4, 5, 9)
    report = made("moodle", ADA, setting=Setting(template=sheet))
    assert rows(report)[0]["Bewertung"] == "10"
    assert rows(report)[0]["Feedback als Kommentar"].startswith("<p>10 of 10 points</p>")


def test_a_worksheet_without_comments_gets_grades_alone():
    sheet = re.sub(r",[^,]*$", "", GERMAN, flags=re.MULTILINE)
    report = made("moodle", ADA, setting=Setting(template=read_sheet(sheet.encode())))
    assert rows(report)[0]["Zuletzt geändert (Bewertung)"] == "-"
    assert rows(report)[0]["Bewertung"] == "10"
    assert "no column for comments" in "\n".join(report.notes)


def test_the_column_of_grades_can_be_named():
    sheet = read_sheet(GERMAN.replace('"3,50"', '"sehr gut"').encode(), "x.csv")
    with pytest.raises(
        UsageError, match=r"cannot tell which column holds the grades\. .*Bewertung"
    ):
        columns_of(sheet)
    assert columns_of(sheet, ("bewertung",)).grade == 4
    with pytest.raises(UsageError, match="--column Note: not the title of one column"):
        columns_of(sheet, ("Note",))


@pytest.mark.parametrize(
    "content", [b"a,b\n1,2\n", CLASS[0].learner.encode() + b",b,c,d,e,f\nx,,,,,\n"]
)
def test_another_file_is_refused_before_grading(content):
    with pytest.raises(UsageError, match=r"w\.csv is not a grading worksheet of Moodle"):
        check(Setting(template=read_sheet(content, "w.csv")), ())


def comment_on(*learners) -> str:
    (one,) = present(sanitised(book_of(*learners)), 1).learners
    return comment(one, 1)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_learner_text_in_a_comment_adds_no_tag_and_no_formula(text):
    honest, forged = Page(comment_on(hostile("harmless"))), Page(comment_on(hostile(text)))
    assert forged.tags == honest.tags
    (row,) = [row for row in rows(made("moodle", hostile(text))) if row["Grade"]]
    assert row["Feedback comments"] == comment_on(hostile(text))
    assert row["Feedback comments"].startswith("<p>0 of 10 points</p>")


def test_a_comment_has_the_messages_and_hints_of_each_task():
    text = Page(comment_on(BOB)).text
    assert "double (0 of 3): failedIt is wrong. (one)" in text
    assert "Hint: Look at It is wrong." in text


def archive(*learners) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(made("moodle-feedback", *learners).files[""]))


def test_the_zip_has_a_folder_for_each_participant_named_as_in_the_download():
    found = archive(*CLASS)
    assert found.testzip() is None
    assert found.namelist() == [
        f"{name}_{number}_assignsubmission_file_/{FILE}"
        for number, name in enumerate(("Ada Lovelace", "Bob B", "Eve E", "Ida I"), 1)
    ]


def test_moodle_finds_the_participant_in_each_name():
    # As mod/assign/feedback/file/importziplib.php: fullname_userid_plugintype_pluginname
    for name in archive(*CLASS).namelist():
        _, number, plugin, kind, *_ = name.partition("/")[0].split("_")
        assert (number.isdecimal(), plugin, kind) == (True, "assignsubmission", "file")


def test_a_file_holds_the_report_of_this_learner_alone_without_paths():
    found = archive(*CLASS)
    text = found.read(found.namelist()[1]).decode("utf-8-sig")
    assert "bob: 0 of 10 points" in text
    assert "Fix first: double in 01_first.py" in text
    assert not re.search(r"\b(ada|eve|ida|teacher)\b", text)


def test_the_same_results_are_the_same_bytes():
    assert made("moodle-feedback", *CLASS).files == made("moodle-feedback", *CLASS).files


def test_who_has_no_folder_of_moodle_is_told():
    report = made("moodle-feedback", ADA, learner("bob", first(), second()))
    assert (
        "left out of the zip: no folder named as in a download from Moodle (1)" in report.notes[0]
    )
    assert report.notes[0].endswith(": bob")
