"""A class of hostile learners, graded once: every report tells the same totals, statuses, names."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping

import msgspec
import pytest
from junitparser import JUnitXml

from grader.judge.gradebook import outline_of
from grader.options import Options
from grader.pipeline import run
from grader.records import Gradebook, LearnerResult
from grader.report.formats import FORMATS, Output
from grader.report.markdown import STATUSES
from grader.report.presenter import present
from grader.report.report import Setting
from grader.report.sheet import read_sheet
from tests.conftest import REPOSITORY
from tests.report.books import CLASSROOM
from tests.report.test_markdown import table

TASKS = ("linear_unit", "neuron")
EXERCISE = "01_single_neuron"
TEXT = "=1+1 | ::error::x ##[error]y \x1b[31m\x00\x0b\ufffe ]]><b> \u202eabc `c` @org\n::set-env::"
"""A formula, workflow commands, control characters, XML, Markdown, a right-to-left override."""

RAISES = f"def linear_unit(x, w, b):\n    raise ValueError({TEXT!r})\n"
WRONG = f"def neuron(x, w, b):\n    print({TEXT!r})\n    return {TEXT!r}\n"
MISNAMED = (
    "def linear_unit(x, w, b):\n    return w * x + b\n\n\ndef Neuron(x, w, b):\n    return 1\n"
)
NAMES = ("=cmd|' !A1", "::error file=x::Eve", "\u202eodeR <b>&\x0b\x1b[1m", 'Al, "Q" `c` | d')
STUB = (REPOSITORY / "exercises" / f"{EXERCISE}.py").read_text("utf-8")
SOLUTION = (REPOSITORY / "solutions" / f"{EXERCISE}.py").read_text("utf-8")
ANSWERS = (SOLUTION, RAISES + WRONG, MISNAMED, STUB)

HEAD = "Student,ID,Section,Homework (1)\n"
CANVAS = HEAD + "".join(f"x,{number},,\n" for number in range(1, 5))
MOODLE = (
    'Identifier,"Full name",Status,Grade,"Maximum grade","Grade can be changed",'
    '"Last modified (grade)","Feedback comments"\n'
) + "".join(f"Participant {number},x,y,,5.00,Yes,-,\n" for number in range(1, 5))
SETTINGS = {
    "canvas": Setting(template=read_sheet(CANVAS.encode())),
    "moodle": Setting(template=read_sheet(MOODLE.encode())),
    "classroom50": Setting(environment=CLASSROOM),
}
Made = Callable[..., dict[str, bytes]]


@pytest.fixture(scope="module")
def book(tmp_path_factory, course, session) -> Gradebook:
    root = tmp_path_factory.mktemp("class")
    for number, (name, answer) in enumerate(zip(NAMES, ANSWERS, strict=True), 1):
        folder = root / f"{name}_{number}_assignsubmission_file_"
        folder.mkdir()
        (folder / f"{EXERCISE}.py").write_text(answer, "utf-8")
    outputs = [Output(name, root / "unused", 1) for name in ("json",)]
    graded = run([root], course, session, Options(only=TASKS), outputs)
    by_id = sorted(graded.learners, key=lambda one: one.account.id)
    return msgspec.structs.replace(graded, learners=tuple(by_id))


def made(name: str, book: Gradebook) -> bytes:
    """Return the first file of a report; of one on a single learner, those of all in JSON."""
    form = FORMATS[name]
    setting = SETTINGS.get(name, Setting(one_file=True))
    if not form.is_for_one:
        return form.make(present(book, 1), setting).files[""]
    alone = [msgspec.structs.replace(book, learners=(one,)) for one in book.learners]
    documents = [form.make(present(one, 1), setting).files[""] for one in alone]
    return json.dumps([json.loads(document) for document in documents]).encode()


def rows(content: bytes) -> list[dict[str, str]]:
    stream = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(stream, strict=True))


def points(cells: list[list[str]]) -> list[float]:
    return [float(row[-1].partition("/")[0]) for row in cells]


def of_pages(text: str) -> list[float]:
    return [
        float(found) for found in re.findall(r"^# .*: (\d+) of \d+ points$", text, re.MULTILINE)
    ]


def of_zip(content: bytes) -> list[float]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    pages = sorted(archive.namelist(), key=lambda name: re.findall(r"_(\d+)_assign", name))
    told = (re.findall(r": (\d+) of \d+ points", archive.read(one).decode()) for one in pages)
    return [float(found[-1]) for found in told]


def of_junit(content: bytes) -> list[float]:
    suites = JUnitXml.fromstring(content)
    told = ({one.name: one.value for one in suite.properties()} for suite in suites)
    return [float(properties["points"]) for properties in told]


TOTALS: Mapping[str, Callable[[bytes], list[float]]] = {
    "json": lambda content: [one["score"] for one in json.loads(content)["submissions"]],
    "junit": of_junit,
    "csv": lambda content: [float(row["points"]) for row in rows(content)],
    "canvas": lambda content: [float(row["Homework (1)"]) for row in rows(content)],
    "moodle": lambda content: [float(row["Grade"]) for row in rows(content)],
    "moodle-feedback": of_zip,
    "nbgrader": lambda content: [float(row["score"]) for row in rows(content)],
    "gradescope": lambda content: [one["score"] for one in json.loads(content)],
    "classroom50": lambda content: [one["score"] for one in json.loads(content)],
    "markdown": lambda content: of_pages(content.decode()),
    "github": lambda content: points(table(content.decode())[1:]),
}


def test_the_class_has_all_kinds_of_results(book):
    statuses = {task.status.value for one in book.learners for task in one.exercises[0].tasks}
    assert statuses == {"passed", "failed", "error", "not_attempted"}
    assert [one.score for one in book.learners] == [5, 0, 2, 0]


@pytest.mark.parametrize("name", FORMATS)
def test_every_report_tells_the_same_total_for_each_learner(name, book):
    assert TOTALS[name](made(name, book)) == [one.score for one in book.learners]


def checks(learner: LearnerResult) -> list[tuple[str, str, float]]:
    return [
        (f"{exercise.exercise}.{task.task}.{check.name}", check.status.value, check.points)
        for exercise in learner.exercises
        for task in exercise.tasks
        for check in task.checks
    ]


def test_every_report_on_checks_tells_the_same_status_points_and_name(book):
    expected = [checks(one) for one in book.learners]
    for document, own in zip(json.loads(made("json", book))["submissions"], expected, strict=True):
        assert [
            (f"{exercise['exercise']}.{task['task']}.{one['name']}", one["status"], one["points"])
            for exercise in document["exercises"]
            for task in exercise["tasks"]
            for one in task["checks"]
        ] == own
    for document, own in zip(json.loads(made("gradescope", book)), expected, strict=True):
        told = [(t["name"].partition(":")[0], t["tags"][0], t["score"]) for t in document["tests"]]
        assert told == own
    for document, own in zip(json.loads(made("classroom50", book)), expected, strict=True):
        told = [(test["test-name"], test["status"], test["score"]) for test in document["tests"]]
        assert told == own
    kinds = {"passed": [], "failed": ["Failure"], "not_attempted": ["Failure"]}
    kinds |= {"error": ["Error"], "skipped": ["Skipped"]}
    for suite, own in zip(JUnitXml.fromstring(made("junit", book)), expected, strict=True):
        told = [(case.name, [type(one).__name__ for one in case.result]) for case in suite]
        assert told == [(name, kinds[status]) for name, status, _ in own]


def test_the_names_of_tests_are_those_of_the_course_whatever_was_written(book, course):
    expected = [
        f"{exercise.exercise}.{task.task}.{check.name}"
        for exercise in outline_of(course, TASKS)
        for task in exercise.tasks
        for check in task.checks
    ]
    for suite in JUnitXml.fromstring(made("junit", book)):
        assert [case.name for case in suite] == expected
    for document in json.loads(made("classroom50", book)):
        assert [test["test-name"] for test in document["tests"]] == expected


def test_the_tables_on_tasks_tell_the_same_statuses(book):
    expected = [
        (task.task, task.status, f"{task.score}/{task.max_score}")
        for learner in book.learners
        for exercise in learner.exercises
        for task in exercise.tasks
    ]
    told = [row for row in table(made("markdown", book).decode()) if row[0] != "task"]
    assert told == [[name, STATUSES[status], score] for name, status, score in expected]
    told = [row[f"{EXERCISE}.{task} status"] for row in rows(made("csv", book)) for task in TASKS]
    assert told == [status.value for _, status, _ in expected]


def test_the_names_of_learners_are_the_same_up_to_the_apostrophe_of_tables(book):
    names = [one.learner for one in book.learners]
    told = [one["learner"] for one in json.loads(made("json", book))["submissions"]]
    assert told == names
    assert [suite.name for suite in JUnitXml.fromstring(made("junit", book))] == names
    for name, column in (("csv", "learner"), ("nbgrader", "student_id")):
        told = [row[column] for row in rows(made(name, book))]
        assert [one.removeprefix("'") for one in told] == names
        assert not any(one.startswith(("=", "+", "-", "@")) for one in told)


def test_no_line_of_what_is_printed_for_github_is_a_command_of_a_learner(book):
    printed = FORMATS["github"].make(present(book, 1), Setting()).printed
    assert "=1+1" in printed
    commands = re.findall(r"^::(\w+)", printed, re.MULTILINE)
    assert len(commands) == len(printed.splitlines())
    assert set(commands) <= {"error", "notice"}
    assert "##[" not in printed
