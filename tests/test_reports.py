"""Reports on real mistakes contain no solution, no known answer, no key and no other learner."""

import io
import zipfile

import pytest

from grader.commands.key import make_key, read_key
from grader.options import Options
from grader.pipeline import run
from grader.report.formats import FORMATS, TERMINAL, Output
from grader.report.presenter import present
from grader.report.report import Report, Setting
from grader.report.sheet import read_sheet
from tests.conftest import SUBMISSIONS

ANSWERS = {
    "Ada Lovelace_1_assignsubmission_file_": "01_single_neuron/neuron/bias_missing.py",
    "Bob B_2_assignsubmission_file_": "02_deep_network/relu/minimum.py",
    "Eve E_3_assignsubmission_file_": "03_sgd/compile_model/huber.py",
}
TASKS = ("neuron", "relu", "compile_model")
CANVAS = "Student,ID,Section,Homework (1)\n" + "".join(f"x,{n},,\n" for n in (1, 2, 3))
MOODLE = (
    'Identifier,"Full name",Status,Grade,"Maximum grade","Grade can be changed",'
    '"Last modified (grade)","Feedback comments"\n'
) + "".join(f"Participant {n},x,y,,30.00,Yes,-,\n" for n in (1, 2, 3))
SETTINGS = {
    "canvas": Setting(template=read_sheet(CANVAS.encode())),
    "moodle": Setting(template=read_sheet(MOODLE.encode())),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("class")
    for learner, answer in ANSWERS.items():
        (root / learner).mkdir()
        name = f"{answer.partition('/')[0]}.py"
        (root / learner / name).write_text((SUBMISSIONS / answer).read_text())
    return root


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    path = tmp_path_factory.mktemp("key") / "secret"
    make_key(path)
    return path


@pytest.fixture(scope="module")
def book(folder, key, course, session):
    return run([folder], course, session, Options(key=read_key(key), only=TASKS))


def text_of(report: Report) -> str:
    parts = [report.printed, *report.notes]
    for content in report.files.values():
        if content.startswith(b"PK"):
            archive = zipfile.ZipFile(io.BytesIO(content))
            parts += [archive.read(name).decode("utf-8") for name in archive.namelist()]
        else:
            parts.append(content.decode("utf-8"))
    return "\n".join(parts)


def reported(name: str, book) -> str:
    return text_of(FORMATS[name].make(present(book, 9), SETTINGS.get(name, Setting())))


def lines_of(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if len(line.strip()) > 12}


@pytest.fixture(scope="module")
def secrets(course, folder) -> set[str]:
    """Lines of solutions and known answers that neither the stubs nor these learners have."""
    found: set[str] = set()
    public = "".join(file.read_text("utf-8") for file in folder.rglob("*.py"))
    for name in course.names:
        found |= lines_of(course.solutions[name].read_text("utf-8"))
        for answer in (SUBMISSIONS / name).rglob("*.py"):
            found |= lines_of(answer.read_text("utf-8"))
        public += course.stubs[name].read_text("utf-8")
    return {line for line in found if line not in public}


@pytest.mark.parametrize("name", FORMATS)
def test_no_line_of_a_solution_or_a_known_answer_and_no_key_is_in_a_report(
    name, book, secrets, key
):
    assert len(secrets) > 500
    shown = reported(name, book)
    assert [line for line in secrets if line in shown] == []
    assert key.read_text().strip() not in shown
    assert name == "json" or book.key_digest not in shown


def test_a_report_shows_the_value_expected_for_the_learners_own_call(book):
    (check,) = [
        check
        for learner in book.learners
        for exercise in learner.exercises
        for task in exercise.tasks
        for check in task.checks
        if exercise.file and task.task == "relu" and check.name == "one_number"
    ]
    expected = check.reason.details["expected"]
    for name in ("junit", "moodle", "github", "markdown"):
        assert f"{expected}" in reported(name, book)


@pytest.mark.parametrize("name", ["markdown", "moodle-feedback"])
def test_the_feedback_of_one_learner_has_nothing_of_the_others_and_no_path(name, book, folder):
    report = FORMATS[name].make(present(book, 9), Setting())
    pages = [content.decode("utf-8") for content in report.files.values() if name == "markdown"]
    if name == "moodle-feedback":
        archive = zipfile.ZipFile(io.BytesIO(report.files[""]))
        pages = [archive.read(one).decode("utf-8") for one in archive.namelist()]
    names = [learner.partition(" ")[0] for learner in ANSWERS]
    assert len(pages) == len(names)
    for page, own in zip(pages, names, strict=True):
        assert own in page
        assert not [other for other in names if other != own and other in page]
        assert str(folder) not in page


def test_all_reports_of_a_run_are_written(folder, course, session, tmp_path):
    outputs = [
        Output(name, tmp_path / (form.file or "summary.md"), 1, SETTINGS.get(name, Setting()))
        for name, form in FORMATS.items()
        if not form.is_for_one
    ]
    options = Options(only=TASKS)
    run([folder], course, session, options, [*outputs, Output(TERMINAL)])
    assert [output.format for output in outputs if not output.file.exists()] == []
    grades = [line.split(",")[3] for line in (tmp_path / "canvas.csv").read_text().splitlines()[1:]]
    assert all(grade.isdigit() for grade in grades)
