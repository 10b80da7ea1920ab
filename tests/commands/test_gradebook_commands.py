"""Showing, summarising and reporting from a gradebook, and changing grades in it."""

import contextlib
import csv
import io
import json
import shutil
import sqlite3
import subprocess
import sys
from types import SimpleNamespace
from unittest import mock

import pytest

from grader.cli import main
from grader.records import Account
from grader.report.formats import FORMATS
from tests import command
from tests.command import EXERCISES
from tests.commands.kept_class import NETWORK, NEURON, keep, kept_class, submission
from tests.report.books import CLASSROOM

pytestmark = pytest.mark.usefixtures("utc")

LATE = ("--due", "2026-12-01T12:00Z", "--late-policy", "10%/day")


@pytest.fixture
def utc(zone):
    zone("UTC")


def run_grade(*arguments, **environment):
    """Run the command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.dict("os.environ", {"COLUMNS": "140", **environment}),
        pytest.raises(SystemExit) as left,
    ):
        main([str(argument) for argument in arguments])
    return SimpleNamespace(returncode=left.value.code, stdout=out.getvalue(), stderr=err.getvalue())


def one_line(ran):
    (line,) = ran.stderr.strip().splitlines()
    return line


@pytest.fixture(scope="module")
def template(tmp_path_factory, course):
    return kept_class(tmp_path_factory.mktemp("book") / "class.db", course)


@pytest.fixture
def book(template, tmp_path):
    """Return a gradebook of its own for each test."""
    return shutil.copy(template, tmp_path / "class.db")


def done(*arguments):
    """Run the command, which must succeed, and return what it printed."""
    ran = run_grade(*arguments)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def points(book):
    """Return the points of each learner by exercise, as a report tells them."""
    people = json.loads(done("report", book, "json=-"))["submissions"]
    return {
        one["learner"]: {each["exercise"]: each["score"] for each in one["exercises"]}
        for one in people
    }


def content(book):
    with sqlite3.connect(book) as opened:
        return list(opened.iterdump())


def test_a_report_is_printed_if_no_format_is_named(book):
    text = done("report", book)
    assert [line.split()[0] for line in text.splitlines()[2:5]] == ["ada", "Doe,", "lee"]
    assert f"run: grade show {book} NAME" in text.replace("\n", " ")


def test_every_format_comes_from_a_gradebook(book, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    sheets = {"canvas": "Student,ID,Section,Total (1)\nada,1,A,\n", "moodle": ""}
    sheets["moodle"] = "Identifier,Full name,Status,Grade,Maximum grade,Feedback comments\n"
    sheets["moodle"] += "Participant 1,ada,,,30,\n"
    for name, text in sheets.items():
        (tmp_path / f"{name}.in").write_text(text)
    for name in FORMATS:
        if FORMATS[name].is_for_one:
            ran = run_grade("report", book, name, **variables(CLASSROOM))
            assert (ran.returncode, "about one learner" in ran.stderr) == (2, True)
            continue
        template = ("--template", tmp_path / f"{name}.in") if name in sheets else ()
        ran = run_grade("report", book, f"{name}={tmp_path / name}.out", *template)
        assert ran.returncode == 0, ran.stderr
        assert f"{name}.out: written as {name}, 3 learners." in ran.stderr
        assert (tmp_path / f"{name}.out").exists()
    assert ",20," in (tmp_path / "csv.out").read_text()


def variables(known):
    return {
        "CLASSROOM": known["classroom"],
        "ASSIGNMENT": known["assignment"],
        "SUBMISSION_TAG": known["submission"],
        "COMMIT_URL": known["commit"],
        "RELEASE_URL": known["release"],
    }


def test_one_learner_is_shown_in_full_by_a_part_of_the_name_or_the_number(book):
    for name in ("Doe, Jane", "jane", "4711", "Jane Doe"):
        text = done("show", book, name)
        assert "Doe, Jane: 5 of 30 points" in text
        assert "✘ relu " in text
    assert one_line(run_grade("show", book, "leo")).endswith("Did you mean lee?")


@pytest.mark.parametrize("command", ["show", "forget"])
@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_names_nobody_not_even_a_learner_whose_name_is_of_marks(
    tmp_path, course, command, name
):
    book = keep(tmp_path / "class.db", course, (submission(course, "-", NEURON, 1), ()))
    ran = run_grade(command, book, name)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "expected the name of a learner, received nothing" in one_line(ran)


def test_a_summary_tells_the_distribution_hard_checks_mistakes_and_who_needs_help(book, course):
    text = done("summary", book)
    assert "3 learners, 0 with all points" in text
    for told in ("Hardest checks", "Most common mistakes", "Who needs help first", "task.missing"):
        assert told in text
    help_first = text[text.index("Who needs help") :]
    assert help_first.index("Doe, Jane") < help_first.index("lee") or "lee" not in help_first


def test_an_override_gives_points_is_told_and_is_kept_when_the_class_is_graded_again(book, course):
    text = done("override", book, "jane", "relu", "1", "--reason", "Right for lists.")
    assert "Doe, Jane, relu: 1 of 2 points, before 0 of 2." in text
    assert "Doe, Jane has 6 of 30 points in all." in text
    assert "relu: your teacher set 1 point: Right for lists." in done("show", book, "jane")
    again = submission(course, "Doe, Jane", NETWORK, 9, account=Account("4711"))
    keep(book, course, (again, ("relu",)))
    assert points(book)["Doe, Jane"][NETWORK] == 9
    done("override", book, "4711", "relu", "--remove")
    assert points(book)["Doe, Jane"][NETWORK] == 8


def test_an_override_for_an_exercise_that_was_not_handed_in_counts(book):
    done("override", book, "lee", "relu", "2", "--reason", "Shown to me on paper.")
    assert points(book)["lee"][NETWORK] == 2
    assert "relu: your teacher set 2 points" in done("show", book, "lee")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ada", "relu", "1"], "--reason"),
        (["ada", "relu", "3", "--reason", "x"], "relu has from 0 to 2 points"),
        (["ada", "rellu", "1", "--reason", "x"], "there is no task rellu"),
        (["adda", "relu", "1", "--reason", "x"], "Did you mean ada?"),
        (["ada", "relu"], "Name POINTS, or --remove"),
        (["ada", "relu", "1", "--remove"], "Name POINTS, or --remove"),
        (["ada", "relu", "--remove"], "ada has no override of relu"),
        (["ada", "relu", "nan", "--reason", "x"], "POINTS nan: expected a whole number, 0 or more"),
        (["ada", "relu", "inf", "--reason", "x"], "POINTS inf: expected a whole number, 0 or more"),
        (["ada", "relu", "1.5", "--reason", "x"], "POINTS 1.5: expected a whole number, 0 or more"),
        (["ada", "relu", "9" * 5_000, "--reason", "x"], "expected a whole number, 0 or more"),
        (["", "relu", "1", "--reason", "x"], "expected the name of a learner, received nothing"),
    ],
)
def test_an_override_that_cannot_be_is_refused_in_one_line_and_nothing_changes(
    book, arguments, says
):
    before = content(book)
    ran = run_grade("override", book, *arguments)
    assert ran.returncode == 2
    assert says in one_line(ran)
    assert content(book) == before


def test_a_late_policy_moves_the_grades_at_once_and_again_when_it_changes(book):
    text = done("policy", book, *LATE)
    assert "Due: 2026-12-01 12:00 +00:00 for all exercises" in text
    assert "known for 3 of 4 submissions" in text
    assert "1 grade of 1 learner moved:" in text
    assert points(book)["lee"][NEURON] == 5  # 7 points, and 20 % of 10 off
    assert points(book)["ada"][NEURON] == 10
    assert "2 days late: 2 points off, 5 instead of 7" in done("show", book, "lee")
    done("policy", book, "--late-policy", "50%/day")
    assert points(book)["lee"][NEURON] == 0
    done("policy", book, "--extension", "lee=2")
    assert points(book)["lee"][NEURON] == 7
    done("policy", book, "--extension", "lee=none", "--due", f"{NETWORK}=2026-12-01")
    done("policy", book, "--due", "none")
    assert points(book)["lee"][NEURON] == 7
    text = done("policy", book)
    assert f"for {NETWORK}" in text
    assert "moved" not in text


def test_a_report_may_have_other_settings_of_its_own(book):
    before = content(book)
    assert "5/30" in done("report", book, *LATE)
    assert "lee: 5 of 30 points" in done("show", book, "lee", *LATE)
    assert "7/30" in done("report", book)
    assert content(book) == before


def test_the_teacher_sets_the_points_of_tasks(book):
    text = done("policy", book, "--points", "relu=20", "--points", "neuron=30")
    assert f"Points: {NETWORK}.relu 20, in the course 2" in text
    table = done("report", book, "csv=-")
    rows = {row["learner"]: row for row in csv.DictReader(table.splitlines())}
    assert rows["ada"][f"{NETWORK}.relu"] == "20"
    assert rows["ada"]["max_points"] == "75"
    done("override", book, "jane", "relu", "10", "--reason", "Half of it.")
    told = f"Override: Doe, Jane, {NETWORK}.relu:"
    assert f"{told} 10 of 20 points: Half of it." in done("policy", book)
    done("policy", book, "--points", "relu=4")
    assert f"{told} 2 of 4 points: Half of it." in done("policy", book)
    assert points(book)["Doe, Jane"][NETWORK] == 5 + 2
    done("policy", book, "--points", "relu=course", "--points", "neuron=course")
    assert points(book)["Doe, Jane"][NETWORK] == 5 + 1


def test_changes_of_several_programs_at_once_are_all_kept(book):
    changes = (
        ("--points", "relu=20"),
        ("--points", "neuron=30"),
        ("--due", f"{NEURON}=2026-12-01T12:00Z"),
        ("--due", f"{NETWORK}=2026-12-02T12:00Z"),
    )
    program = [sys.executable, "-m", "grader", "policy", str(book)]
    running = [
        subprocess.Popen([*program, *one], cwd=command.REPOSITORY, stdout=subprocess.DEVNULL)
        for one in changes
    ]
    assert [one.wait() for one in running] == [0, 0, 0, 0]
    text = done("policy", book)
    assert f"Points: {NETWORK}.relu 20" in text
    assert f"Points: {NEURON}.neuron 30" in text
    assert f"for {NEURON}" in text
    assert f"for {NETWORK}" in text


def test_a_roster_gives_extensions_and_times_of_submission(book, tmp_path):
    roster = tmp_path / "people.csv"
    roster.write_text(
        "Student ID;First name;Last name;Extension;Submitted\n"
        ";;lee;2 days;\n4711;Jane;Doe;;2026-12-04 08:00Z\n;Max;Nobody;1;\n"
    )
    text = done("policy", book, *LATE, "--roster", roster)
    assert "Extension: lee 2 days" in text
    assert "known for 4 of 4 submissions" in text
    assert "in the roster, but not exactly one learner of the gradebook (1): Max Nobody" in text
    assert points(book)["lee"][NEURON] == 7
    assert points(book)["Doe, Jane"][NETWORK] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("override", "{}", "jane", "relu", "1", "--reason", "x", "--dry-run"),
        ("policy", "{}", *LATE, "--points", "relu=9", "--extension", "ada=1", "--dry-run"),
    ],
)
def test_a_dry_run_says_what_would_change_and_changes_nothing(book, arguments):
    before = content(book)
    text = done(*(argument.format(book) for argument in arguments))
    assert text.endswith("Nothing was changed: this is a dry run.\n")
    assert content(book) == before


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--due", "soon"], "--due soon: expected a date"),
        (["--due", "0999-12-01"], "--due 0999-12-01: expected a year from 1970 to 2999, not 999."),
        (["--due", "04_x=2026-12-01"], "there is no exercise 04_x"),
        (["--late-policy", "often"], "--late-policy often: expected PERCENT%/day"),
        (["--points", "relu=many"], "--points relu=many: expected TASK=N"),
        (["--points", "relu=nan"], "--points relu=nan: expected TASK=N"),
        (["--points", "relu=inf"], "--points relu=inf: expected TASK=N"),
        (["--points", f"relu={'9' * 5_000}"], "expected TASK=N"),
        (["--extension", "=2"], "expected the name of a learner, received nothing"),
        (["--extension", "ada"], "expected LEARNER=DAYS"),
        (["--extension", "ada=much"], "expected days such as 2"),
        (["--extension", "adda=2"], "Did you mean ada?"),
        (["--roster", "none.csv"], "there is no such file"),
    ],
)
def test_a_wrong_setting_is_refused_in_one_line_and_nothing_changes(book, options, says):
    before = content(book)
    ran = run_grade("policy", book, *options)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert says in one_line(ran)
    assert content(book) == before


def settings(book):
    with sqlite3.connect(book) as opened:
        return dict(opened.execute("SELECT name, value FROM settings"))


def test_a_policy_of_many_digits_is_kept_as_it_is_typed(book):
    text = "0.00001%/day, cap 99.99999%"
    for _ in range(2):
        assert f"Late policy: {text}" in done("policy", book, "--late-policy", text)
        assert f"Late policy: {text}" in done("policy", book)
    done("report", book)


@pytest.mark.parametrize(
    ("setting", "spoilt", "option"),
    [
        ("late_policy", '"1e-05%/day"', ("--late-policy", "none")),
        ("late_policy", "{", ("--late-policy", "10%/day")),
        ("due", "{", ("--due", "none")),
        ("due", '{"": "999-12-01T00:00:00Z"}', ("--due", "2026-12-01")),
        ("points", "{", ("--points", "relu=course")),
    ],
)
def test_a_setting_that_cannot_be_read_is_told_and_stays_until_it_is_replaced(
    book, setting, spoilt, option
):
    done("policy", book, *LATE, "--points", "relu=9")
    with sqlite3.connect(book) as opened:
        opened.execute("UPDATE settings SET value = ? WHERE name = ?", (spoilt, setting))
    done("policy", book, "--extension", "ada=1")
    assert settings(book)[setting] == spoilt
    for name in ("policy", "report"):
        assert "cannot be read" in done(name, book)
    done("policy", book, *option)
    assert settings(book)[setting] != spoilt
    for name in ("policy", "report"):
        assert "cannot be read" not in done(name, book)


def test_the_latest_due_date_and_the_longest_extension_do_not_end_in_an_error(book):
    done("policy", book, "--due", "2999-12-31", "--extension", "ada=3650")
    done("report", book)


def test_anonymous_names_are_the_same_in_every_report_and_lead_back_to_the_learner(book):
    done("override", book, "lee", "relu", "1", "--reason", "as Jane Doe did")
    texts = [
        done("report", book, "json=-", "--anonymous"),
        done("report", book, "csv=-", "--anonymous"),
        done("report", book, "--anonymous"),
        done("summary", book, "--anonymous"),
        done("show", book, "lee", "--anonymous"),
    ]
    for text in texts:
        assert not {"ada", "lee", "Doe", "Jane", "4711"} & set(text.split('"'))
        assert "Jane" not in text
        assert "/class/" not in text
    names = [one["learner"] for one in json.loads(texts[0])["submissions"]]
    assert all(name in texts[2] for name in names)
    assert names == sorted(names)
    shown = "".join(done("show", book, name) for name in names)
    assert all(f"{name}: " in shown for name in ("ada", "lee", "Doe, Jane"))
    ran = run_grade("report", book, "moodle-feedback=x.zip", "--anonymous")
    assert "--anonymous: moodle-feedback finds learners by their accounts" in one_line(ran)


def anonymous_names(book):
    people = json.loads(done("report", book, "json=-", "--anonymous"))["submissions"]
    return {one["learner"] for one in people}


def test_an_anonymous_name_stays_when_a_roster_calls_the_learner_otherwise(book, course):
    before = anonymous_names(book)
    with_number = {"account": Account("4711", number="S7", email="jane@x.org")}
    keep(book, course, (submission(course, "Jane M. Doe", NEURON, 9, **with_number), ()))
    keep(book, course, (submission(course, "ada", NEURON, 1, account=Account(number="S1")), ()))
    assert {"Jane M. Doe", "ada", "lee"} == set(points(book))
    assert anonymous_names(book) == before


def test_an_anonymous_name_belongs_to_one_gradebook_and_one_learner(book, tmp_path, course):
    before = anonymous_names(book)
    assert before.isdisjoint(anonymous_names(kept_class(tmp_path / "other.db", course)))
    for name in ("Doe, Jane", "lee"):
        done("forget", book, name)
    keep(book, course, (submission(course, "max", NEURON, 9), ()))
    assert len(anonymous_names(book) - before) == 1


@pytest.mark.parametrize("command", [("show", "ada"), ("summary",), ("report",), ("policy",)])
def test_what_is_no_gradebook_is_told_in_one_line(tmp_path, command):
    name, *rest = command
    (tmp_path / "text.db").write_text("no database")
    for file in ("text.db", "none.db"):
        ran = run_grade(name, tmp_path / file, *rest)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert file in one_line(ran)
    assert not (tmp_path / "none.db").exists()


def test_a_report_never_replaces_the_gradebook(book):
    before = content(book)
    ran = run_grade("report", book, f"csv={book}")
    assert "this is the gradebook" in one_line(ran)
    assert content(book) == before


def test_a_gradebook_of_another_course_is_told(book, tmp_path):
    with sqlite3.connect(book) as opened:
        opened.execute("UPDATE conditions SET course = 'other'")
    assert "nothing of the course first-steps" in one_line(run_grade("summary", book))


def test_libraries_that_are_missing_are_told_with_how_to_install_them(tmp_path):
    blocked = "import sys; sys.modules['sqlalchemy'] = None; from grader.cli import main; "
    code = f"{blocked}main(['summary', 'class.db'])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert 'python -m pip install "dl-grader[gradebook]"' in one_line(ran)


def test_grading_into_a_gradebook_reports_what_the_teacher_has_decided(tmp_path):
    (tmp_path / "class" / "lee").mkdir(parents=True)
    stub = EXERCISES / f"{NETWORK}.py"
    shutil.copy(stub, tmp_path / "class" / "lee")
    book = tmp_path / "class.db"
    grading = (tmp_path / "class" / "lee", "--gradebook", book, "--json", "-")
    before = json.loads(command.run_grade(*grading).stdout)
    done("override", book, "lee", "relu", "1", "--reason", "Shown to me.")
    after = json.loads(command.run_grade(*grading).stdout)
    scores = [document["submissions"][0]["score"] for document in (before, after)]
    assert scores == [0, 1]


def test_of_two_learners_with_one_name_only_the_one_who_is_meant_gets_the_points(course, tmp_path):
    book, lees = tmp_path / "class.db", [Account("41"), Account("42")]
    for number, account in enumerate(lees):
        keep(
            book, course, (submission(course, "lee", NEURON, number, account=account), ("neuron",))
        )
    assert "several learners have this name" in one_line(run_grade("show", book, "lee"))
    done("override", book, "42", "neuron", "3", "--reason", "Right.")
    done("policy", book, "--extension", "lee_41=3")
    assert {name: one[NEURON] for name, one in points(book).items()} == {"lee_41": 7, "lee_42": 10}
    assert "Extension: lee_41 3 days" in done("policy", book)


@pytest.mark.parametrize(
    ("shared", "says"), [(1, "1 file stays"), (2, "2 files stay")], ids=["one", "two"]
)
def test_what_stays_of_a_learner_who_is_forgotten_is_told(tmp_path, course, shared, says):
    numbers = {NEURON: 1, NETWORK: 2}
    both = [
        (submission(course, name, exercise, numbers[exercise]), ())
        for name in ("ada", "lee")
        for exercise in list(numbers)[:shared]
    ]
    file = keep(tmp_path / "class.db", course, *both)
    told = run_grade("forget", file, "ada").stdout
    assert f"{says}: others have the same." in told
