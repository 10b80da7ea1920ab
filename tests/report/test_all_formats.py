"""One gradebook through all formats: each is read back, and tells the same statuses and points."""

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
from grader.records import LearnerResult, Status
from grader.report.formats import FORMATS
from grader.report.markdown import STATUSES
from grader.report.presenter import present
from grader.report.report import Setting
from tests.report.books import (
    CLASS,
    HOSTILE,
    INTERNAL,
    NAMES,
    SETTINGS,
    all_text,
    book_of,
    first,
    hostile,
    made,
    second,
    text_of,
)
from tests.report.test_markdown import table

MIXED = " ".join(HOSTILE.values())
LEARNERS = (*CLASS, hostile(MIXED))

Points = dict[str, tuple[float, float]]
"""By exercise, or by check: points, and the most points."""


def exercises(learner: LearnerResult) -> Points:
    return {one.exercise: (one.score, one.max_score) for one in learner.exercises}


def checks(learner: LearnerResult) -> dict[str, tuple[str, float, float]]:
    return {
        f"{exercise.exercise}.{task.task}.{check.name}": (
            check.status.value,
            check.points,
            check.max_points,
        )
        for exercise in learner.exercises
        for task in exercise.tasks
        for check in task.checks
    }


def handed_in(found: Mapping[str, tuple], learner: LearnerResult) -> dict[str, tuple]:
    """Return what was found of the exercises that this learner handed in."""
    names = {one.exercise for one in learner.exercises}
    return {name: one for name, one in found.items() if name.partition(".")[0] in names}


def table_of(name: str) -> list[dict[str, str]]:
    text = made(name, *LEARNERS).files[""].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("learner", LEARNERS, ids=lambda one: one.learner[:3])
def test_each_check_has_the_same_status_and_points_in_json_gradescope_and_classroom50(learner):
    document = json.loads(text_of(made("json", learner)))
    from_json = {
        f"{exercise['exercise']}.{task['task']}.{check['name']}": (
            check["status"],
            check["points"],
            check["max_points"],
        )
        for exercise in document["submissions"][0]["exercises"]
        for task in exercise["tasks"]
        for check in task["checks"]
    }
    assert from_json == checks(learner)
    document = json.loads(text_of(made("gradescope", learner)))
    from_gradescope = {
        test["name"].partition(":")[0]: (test["tags"][0], test["score"], test["max_score"])
        for test in document["tests"]
    }
    assert handed_in(from_gradescope, learner) == checks(learner)
    document = json.loads(text_of(made("classroom50", learner)))
    from_classroom = {
        test["test-name"]: (test["status"], test["score"], test["max-score"])
        for test in document["tests"]
    }
    assert from_classroom == from_gradescope


def test_junit_tells_the_same_statuses_and_points():
    kinds = {"failed": "Failure", "not_attempted": "Failure", "error": "Error", "timeout": "Error"}
    kinds |= {"skipped": "Skipped", "broken": "Skipped"}
    suites = list(JUnitXml.fromstring(made("junit", *LEARNERS).files[""]))
    for suite, learner in zip(suites, LEARNERS, strict=True):
        found = {case.name: tuple(type(one).__name__ for one in case.result) for case in suite}
        assert list(found) == NAMES
        expected = {
            name: () if status == "passed" else (kinds[status],)
            for name, (status, _, _) in checks(learner).items()
        }
        assert handed_in(found, learner) == expected
        points = {one.name: float(one.value) for one in suite.properties()}
        assert points == {"points": learner.score, "max_points": learner.max_score}


def test_the_tables_tell_the_same_points_and_statuses():
    for row, learner in zip(table_of("csv"), LEARNERS, strict=True):
        assert (int(row["points"]), int(row["max_points"])) == (learner.score, learner.max_score)
        for exercise in learner.exercises:
            assert int(row[exercise.exercise]) == exercise.score
            for task in exercise.tasks:
                name = f"{exercise.exercise}.{task.task}"
                assert (int(row[name]), row[f"{name} status"]) == (task.score, task.status.value)
    rows = iter(table_of("nbgrader"))
    for exercise in ("01_first", "02_second"):
        for learner in LEARNERS:
            row = next(rows)
            found = (float(row["score"]), float(row["max_score"]))
            assert found == exercises(learner).get(exercise, (0, 4))


def test_canvas_and_moodle_tell_the_same_points_except_after_an_internal_error():
    sheet = list(csv.reader(io.StringIO(text_of(made("canvas", *LEARNERS)), newline="")))[2:]
    for row, learner in zip(sheet, LEARNERS, strict=True):
        points = exercises(learner)
        expected = [
            str(points[one][0]) if one in points else "" for one in ("01_first", "02_second")
        ]
        assert row[5:7] == (["", ""] if learner.learner == "ida" else expected)
    for row, learner in zip(table_of("moodle"), LEARNERS, strict=True):
        assert row["Grade"] == ("" if learner.learner == "ida" else str(learner.score))
        told = f"{learner.score} of {learner.max_score} points"
        assert row["Feedback comments"].startswith(f"<p>{told}</p>")


def statuses(learner: LearnerResult) -> list[list[str]]:
    return [
        [task.task, STATUSES[task.status], f"{task.score}/{task.max_score}"]
        for exercise in learner.exercises
        for task in exercise.tasks
    ]


@pytest.mark.parametrize("learner", LEARNERS, ids=lambda one: one.learner[:3])
def test_feedback_tells_the_same_statuses_and_points(learner):
    body = text_of(made("markdown", learner, setting=Setting(one_file=True)))
    assert text_of(made("github", learner)) == body
    release = text_of(made("classroom50", learner), "release-body.md")
    assert release == body or release.endswith("too long for this page.\n")
    rows = [row for row in table(body) if row[0] != "task"]
    assert [[row[0], row[1].partition(":")[0], row[2]] for row in rows] == statuses(learner)
    archive = zipfile.ZipFile(io.BytesIO(made("moodle-feedback", learner).files[""]))
    text = " ".join(archive.read(archive.namelist()[0]).decode("utf-8-sig").split())
    assert f": {learner.score} of {learner.max_score} points" in text
    for task in (task for exercise in learner.exercises for task in exercise.tasks):
        assert re.search(rf"{task.task} +{task.score}/{task.max_score}", text)


def test_the_summary_of_a_class_tells_the_same_points():
    rows = table(text_of(made("github", *LEARNERS)))[1:]
    totals = [row[-1].partition(" ")[0] for row in rows]
    assert totals == [f"{learner.score}/{learner.max_score}" for learner in LEARNERS]


SAYS_SO: Mapping[str, Callable[[str], bool]] = {
    "csv": lambda text: ",1," in text and "broken" in text,
    "json": lambda text: '"broken"' in text,
    "nbgrader": lambda text: "01_first,,,ida,,,,2.0,0.0,2.0,5.0" in text,
}


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"moodle-feedback"}))
def test_an_internal_error_is_said_and_costs_no_points(name):
    ida = CLASS[-1]
    text = all_text(made(name, ida))
    says_so = SAYS_SO.get(name, lambda text: "nternal error" in text and "no points" in text)
    assert says_so(text), text


def test_an_internal_error_is_said_in_the_files_for_moodle():
    learner = msgspec.structs.replace(CLASS[-1], exercises=(first(INTERNAL), second()))
    archive = zipfile.ZipFile(io.BytesIO(made("moodle-feedback", learner).files[""]))
    text = archive.read(archive.namelist()[0]).decode("utf-8-sig")
    assert "internal error of the grader. They cost no points" in text


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_gradebook_gives_the_same_bytes(name):
    learners = CLASS[:1] if FORMATS[name].is_for_one else CLASS
    one, again = made(name, *learners), made(name, *learners)
    assert (one.files, one.printed, one.notes) == (again.files, again.printed, again.notes)


@pytest.mark.parametrize("name", FORMATS)
def test_no_hint_is_shown_unless_it_is_asked_for(name):
    bob = CLASS[1]
    report = made(name, bob, hints=0)
    content = b"".join(report.files.values())
    if name == "moodle-feedback":
        archive = zipfile.ZipFile(io.BytesIO(report.files[""]))
        content = archive.read(archive.namelist()[0])
    assert b"Look at" not in content
    assert "Look at" not in report.printed


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_gradebook_and_an_untouched_learner_can_be_reported(name):
    empty = msgspec.structs.replace(CLASS[0], exercises=(), score=0, max_score=0)
    untouched = msgspec.structs.replace(
        CLASS[0],
        exercises=(
            first(*[Status.NOT_ATTEMPTED] * 3, text=""),
            second(*[Status.NOT_ATTEMPTED] * 2),
        ),
        score=0,
    )
    for learner in (empty, untouched):
        assert made(name, learner).files


def secrets(course) -> set[str]:
    """Return lines of the course's solutions that its stubs do not have."""
    found: set[str] = set()
    for name in course.names:
        lines = course.solutions[name].read_text("utf-8").splitlines()
        stub = course.stubs[name].read_text("utf-8")
        found |= {line.strip() for line in lines if line.strip() and line.strip() not in stub}
    return {line for line in found if len(line) > 12}


@pytest.mark.parametrize("name", FORMATS)
def test_no_line_of_a_solution_and_nothing_of_the_key_is_in_a_report(name, course):
    lines = secrets(course)
    assert len(lines) > 10
    book = book_of(*CLASS[:1])
    outline = outline_of(course)
    told = msgspec.structs.replace(book, outline=outline, key_digest="0123456789abcdef")
    setting = SETTINGS.get(name, Setting())
    if name == "canvas":
        setting = Setting(template=setting.template, columns=("First",))
    text = all_text_of_any(FORMATS[name].make(present(told, 9), setting))
    assert not [line for line in lines if line in text]
    assert name == "json" or "0123456789abcdef" not in text


def all_text_of_any(report) -> str:
    parts = [report.printed, *report.notes]
    for content in report.files.values():
        if content.startswith(b"PK"):
            archive = zipfile.ZipFile(io.BytesIO(content))
            parts += [archive.read(name).decode("utf-8") for name in archive.namelist()]
        else:
            parts.append(content.decode("utf-8"))
    return "\n".join(parts)
