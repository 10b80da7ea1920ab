"""Where the files of a report go, and what is known of a format before grading."""

from pathlib import Path

import pytest

from grader.report.formats import FORMATS, TERMINAL, Output
from grader.report.report import Setting

OUT = Path("out")
ONE_FILE = Setting(one_file=True)


def test_a_report_for_people_is_no_format_and_no_folder():
    output = Output(TERMINAL)
    assert (output.form, output.marker, output.is_folder, output.paths()) == (None, b"", False, ())
    assert TERMINAL not in FORMATS


def test_a_report_on_standard_output_has_no_paths():
    assert Output("json").paths() == ()


def test_a_report_of_one_file_is_that_file():
    output = Output("json", OUT / "x.json")
    assert output.paths() == (OUT / "x.json",)
    assert output.path("") == OUT / "x.json"


def test_further_files_are_beside_the_first():
    output = Output("classroom50", OUT / "result.json")
    assert output.paths() == (OUT / "result.json", OUT / "release-body.md")


def test_files_of_a_folder_are_in_it_unless_all_go_into_one_file():
    assert Output("markdown", OUT).path("ada.md") == OUT / "ada.md"
    assert Output("markdown", OUT).is_folder
    assert not Output("markdown", OUT, setting=ONE_FILE).is_folder
    assert Output("markdown", OUT / "all.md", setting=ONE_FILE).path("") == OUT / "all.md"


def test_only_at_the_path_that_the_user_named_a_link_is_followed():
    named = Output("classroom50", OUT / "result.json")
    assert named.follows_links(OUT / "result.json")
    assert not named.follows_links(OUT / "release-body.md")
    usual = Output("classroom50", OUT / "result.json", is_named=False)
    assert not usual.follows_links(OUT / "result.json")


def test_the_usual_files_of_the_formats_differ():
    files = [file for form in FORMATS.values() for file in (form.file, *form.beside) if file]
    assert len(files) == len(set(files))
    assert [name for name, form in FORMATS.items() if not form.file] == ["github"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_has_its_own_suffix_and_a_folder_none(name):
    form = FORMATS[name]
    suffix = Path(form.file).suffix
    assert bool(suffix) is (bool(form.file) and not form.marker)
    assert not [each for each in form.beside if Path(each).name != each]


def test_the_formats_that_fill_a_sheet_want_one():
    assert [name for name, form in FORMATS.items() if form.wants_template] == ["canvas", "moodle"]
