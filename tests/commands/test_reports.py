"""`--report`, `--template` and `--column`, and the commands of docs/reports.md."""

import csv
import itertools
import json
import shlex
import shutil
import zipfile
from pathlib import Path

import pytest

from grader.commands.reports import Choice, outputs_from, prepare
from grader.errors import UsageError
from grader.grading_cli import _FORMATS
from grader.report.formats import FORMATS, TERMINAL
from tests.command import EXERCISES, one_line, run_grade
from tests.conftest import REPOSITORY
from tests.report.books import CANVAS, MOODLE

ENVIRONMENT = {
    "CLASSROOM": "cs",
    "ASSIGNMENT": "hw",
    "SUBMISSION_TAG": "submit/2026-02-03T04-05-06Z-abc",
    "COMMIT_URL": "https://x/c",
    "RELEASE_URL": "https://x/r",
}


def outputs(*reports: str, environment=ENVIRONMENT, quiet=False, **other) -> list:
    return list(
        outputs_from(Choice(reports=reports, **other), 1, quiet=quiet, environment=environment)
    )


@pytest.fixture
def sheets(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gradebook.csv").write_text(CANVAS)
    (tmp_path / "worksheet.csv").write_text(MOODLE)
    return tmp_path


def test_each_format_has_a_usual_file_and_the_help_names_it(sheets):
    for name, form in FORMATS.items():
        templates = ("gradebook.csv",) if form.wants_template else ()
        first, printed = outputs(name, templates=templates)
        assert printed.format == TERMINAL
        assert first.file == (Path(form.file) if form.file else None)
        assert f"{name} (" in _FORMATS
        assert form.file in _FORMATS


def test_reports_are_written_to_the_files_that_are_named():
    found = outputs("junit=a=b.xml", "csv", quiet=True)
    assert [(one.format, one.file) for one in found] == [
        ("junit", Path("a=b.xml")),
        ("csv", Path("grades.csv")),
    ]


def test_only_where_the_user_named_the_file_a_link_is_followed():
    found = outputs("junit", "json=x.json", "classroom50", quiet=True)
    followed = [[one.follows_links(path) for path in one.paths()] for one in found]
    assert followed == [[False], [True], [False, False]]


def test_what_is_printed_is_one_report():
    (only,) = outputs("junit=-")
    assert (only.format, only.file) == ("junit", None)


def test_json_is_the_same_by_either_option(tmp_path):
    file = tmp_path / "x.json"
    assert outputs(f"json={file}") == outputs(json_file=file)


def test_annotations_are_printed_beside_the_report_and_the_summary_has_its_file():
    (github, printed) = outputs("github")
    assert (github.file, printed.format) == (None, TERMINAL)
    (github, _) = outputs("github", environment={"GITHUB_STEP_SUMMARY": "s.md"})
    assert github.file == Path("s.md")
    (github, _) = outputs("github=x.md", environment={"GITHUB_STEP_SUMMARY": "s.md"})
    assert github.file == Path("x.md")


def test_feedback_goes_into_a_folder_or_into_one_file():
    found = outputs("markdown", "markdown=class.md", "markdown=-")
    assert [one.is_folder for one in found] == [True, False, False]


@pytest.mark.parametrize(
    ("reports", "other", "says"),
    [
        (("xml",), {}, "there is no format xml. Expected one of json, junit"),
        (("junit=",), {}, "expected a file after the equals sign"),
        (("moodle-feedback=-",), {}, "cannot be printed"),
        (("github=-",), {}, "cannot be printed"),
        (("json=a", "junit=./a"), {}, "a is the target of two reports: of json and junit"),
        (("json=-", "junit=-"), {}, "standard output is the target of two reports"),
        (("json",), {"json_file": Path("grades.json")}, "two reports: of json and json"),
        (("classroom50", "json=release-body.md"), {}, "release-body.md is the target of two"),
        (("canvas",), {}, "name the sheet that you downloaded, with --template FILE"),
        (("json",), {"templates": ("gradebook.csv",)}, "only --report canvas and --report moodle"),
        (("json",), {"columns": ("x",)}, "only --report canvas and --report moodle fill columns"),
        (("canvas",), {"templates": ("none.csv",)}, "none.csv: there is no such file"),
        (("canvas",), {"templates": (".",)}, "there is no such file"),
        (("canvas", "moodle"), {"templates": ("gradebook.csv",)}, "Expected FORMAT=FILE"),
        (
            ("canvas=gradebook.csv",),
            {"templates": ("gradebook.csv",)},
            "gradebook.csv is the template. Name another file",
        ),
    ],
)
def test_wrong_usage_is_one_line_before_grading(sheets, reports, other, says):
    with pytest.raises(UsageError) as caught:
        outputs(*reports, **other)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_classroom50_needs_its_environment():
    with pytest.raises(UsageError, match="CLASSROOM is not set"):
        outputs("classroom50", environment={})


def test_a_sheet_that_fits_no_exercise_is_told_before_grading(sheets):
    found = outputs("canvas", templates=("gradebook.csv",))
    prepare(found, ("01_first",))
    with pytest.raises(UsageError, match="--report canvas: no column is named like an exercise"):
        prepare(found, ("03_other",))
    with pytest.raises(UsageError, match=r"moodle: gradebook\.csv is not a grading worksheet"):
        prepare(outputs("moodle", templates=("gradebook.csv",)), ())


def test_each_sheet_goes_to_its_report(sheets):
    found = outputs("canvas", "moodle", templates=("moodle=worksheet.csv", "canvas=gradebook.csv"))
    assert [one.setting.template.file for one in found[:2]] == ["gradebook.csv", "worksheet.csv"]


def commands() -> list[str]:
    """Return the commands of docs/reports.md."""
    lines = (REPOSITORY / "docs" / "reports.md").read_text("utf-8").splitlines()
    return [line for line in lines if line.startswith("grade ")]


SGD = EXERCISES / "03_sgd.py"
PEOPLE = {1: "Ada Lovelace", 2: "Bob B"}


@pytest.fixture(scope="module")
def downloads(tmp_path_factory) -> Path:
    """What a teacher has downloaded: untouched exercises, since these are graded at once."""
    root = tmp_path_factory.mktemp("downloads")
    shutil.copytree(EXERCISES, root / "exercises")
    for name in ("ada", "bob"):
        (root / "class" / name).mkdir(parents=True)
        shutil.copy(SGD, root / "class" / name)
    with zipfile.ZipFile(root / "canvas.zip", "w") as archive:
        for number, name in PEOPLE.items():
            archive.write(SGD, f"{name.split()[-1].lower()}_{number}_7_03_sgd.py")
    with zipfile.ZipFile(root / "moodle.zip", "w") as archive:
        for number, name in PEOPLE.items():
            archive.write(SGD, f"{name}_{number}_assignsubmission_file_/03_sgd.py")
    header = "Student,ID,SIS User ID,SIS Login ID,Section,Homework (11),HW 3: SGD (12)\n"
    rows = "".join(f'"{name}",{number},,,A,,\n' for number, name in PEOPLE.items())
    (root / "gradebook.csv").write_text(header + rows)
    (root / "worksheet.csv").write_text(MOODLE)
    return root


@pytest.mark.parametrize("line", commands())
def test_a_command_of_the_documentation_writes_its_reports(line, downloads):
    _, *arguments = shlex.split(line)
    targets = [downloads / name for name in named_by(arguments)]
    for target in targets:
        shutil.rmtree(target, ignore_errors=True)
        target.unlink(missing_ok=True)
    done = run_grade(*arguments, cwd=downloads, **ENVIRONMENT)
    assert done.returncode == 1, done.stderr
    assert [target.name for target in targets if not target.exists()] == []


def named_by(arguments: list[str]) -> list[str]:
    """Return the files of the reports of a command."""
    names: list[str] = []
    for option, value in itertools.pairwise(arguments):
        if option == "--report":
            name, _, file = value.partition("=")
            names += [file or FORMATS[name].file, *FORMATS[name].beside]
    return [name for name in names if name]


def test_the_sheets_come_back_filled(downloads):
    arguments = ["--report", "canvas=c.csv", "--report", "moodle=m.csv"]
    arguments += ["--template", "canvas=gradebook.csv", "--template", "moodle=worksheet.csv"]
    done = run_grade("moodle.zip", *arguments, cwd=downloads)
    assert done.returncode == 1, done.stderr
    assert "rows with no learner (3): Eve E, Ida I, Mal Ory" in done.stderr
    expected = (downloads / "gradebook.csv").read_text().replace("A,,\n", "A,,0\n")
    assert (downloads / "c.csv").read_text() == expected
    with (downloads / "m.csv").open(encoding="utf-8-sig", newline="") as opened:
        grades = [row["Grade"] for row in csv.DictReader(opened)]
    assert grades == ["0", "0", "", "", ""]


def test_a_report_on_one_learner_refuses_a_class_before_grading(downloads):
    done = run_grade("class", "--report", "gradescope=r.json", cwd=downloads)
    assert done.returncode == 2
    assert "this report is about one learner" in one_line(done)
    assert not (downloads / "r.json").exists()


def test_json_on_standard_output_is_a_report(downloads):
    done = run_grade("exercises", "--report", "json=-", cwd=downloads)
    assert json.loads(done.stdout)["version"] == 1


def test_the_table_of_formats_lists_each():
    text = (REPOSITORY / "docs" / "reports.md").read_text("utf-8")
    for name, form in FORMATS.items():
        assert f"| `{name}` |" in text
        assert not form.file or f"`{form.file}`" in text
