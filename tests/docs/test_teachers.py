"""docs/teachers.md is true: every command is run on a class as its course system delivers it."""

import csv
import os
import re
import subprocess
import sys
import zipfile

import pytest

from tests.command import EXERCISES, SCRIPT, SOLUTIONS
from tests.conftest import REPOSITORY
from tests.docs.test_learners import INSTALL

PAGE = (REPOSITORY / "docs" / "teachers.md").read_text(encoding="utf-8")
BLOCKS = [
    (name, body.splitlines())
    for name, body in re.findall(r"^```sh ?(\w*)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
]
COMMANDS = [line for name, lines in BLOCKS if name != "install" for line in lines]

NEURON = "01_single_neuron.py"
CLASS = {"ada": ("Ada", "Love", SOLUTIONS, 10), "lee": ("Lee", "Chan", EXERCISES, 0)}
"""The class: by account, first and last name, where the file comes from, and its points."""
MOST = "30"
"""The points of the course. The class hands in the first exercise alone."""


def zipped(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, source in files.items():
            archive.write(source, name)


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def teacher(tmp_path_factory):
    """Return the folder of a teacher who has downloaded everything that the page names."""
    folder = tmp_path_factory.mktemp("teacher")
    people = [(number, *person) for number, person in enumerate(CLASS.values(), 41)]
    canvas, moodle = {}, {}
    for number, first, last, source, _ in people:
        canvas[f"{last.lower()}{first.lower()}_{number}_9{number}_{NEURON}"] = source / NEURON
        moodle[f"{first} {last}_{number}_assignsubmission_file/{NEURON}"] = source / NEURON
    zipped(folder / "submissions.zip", canvas)
    zipped(folder / "moodle.zip", moodle)
    attempt = "HW_{}_attempt_2026-11-30-15-27-25_{}"
    own = {attempt.format(account, NEURON): one[2] / NEURON for account, one in CLASS.items()}
    zipped(folder / "blackboard.zip", own)
    named = {f"{first} {last} - {NEURON}": source / NEURON for _, first, last, source, _ in people}
    zipped(folder / "drive.zip", named)
    roster = [["Student number", "User name", "Full name"], ["9", "zoe", "Zoe Zed"]]
    roster += [
        [str(number), account, f"{first} {last}"]
        for account, (number, first, last, *_) in zip(CLASS, people, strict=True)
    ]
    write_csv(folder / "roster.csv", roster)
    rows = [["Student", "ID", "SIS Login ID", "Section", "Notes", "Essay (3)", "First steps (812)"]]
    rows.append(["    Points Possible", "", "", "", "", "5", MOST])
    rows += [
        [f"{last}, {first}", str(number), first.lower(), "A", "", "4", ""]
        for number, first, last, *_ in people
    ]
    write_csv(folder / "gradebook.csv", rows)
    heads = ["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade"]
    heads += ["Grade can be changed", "Last modified (grade)", "Feedback comments"]
    sheet = [
        [f"Participant {number}", f"{first} {last}", "", "Submitted", "", MOST, "Yes", "-", ""]
        for number, first, last, *_ in people
    ]
    write_csv(folder / "worksheet.csv", [heads, *sheet])
    times = [["name", "extension", "submitted"], ["ada", "", ""], ["lee", "", "2026-12-05 10:30"]]
    write_csv(folder / "people.csv", times)
    for account, (*_, source, _points) in CLASS.items():
        for place in (f"class/{account}", f"clones/{account}/homework"):
            (folder / place).mkdir(parents=True)
            (folder / place / NEURON).write_bytes((source / NEURON).read_bytes())
    return folder


def write_csv(path, rows):
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(rows)


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))


@pytest.fixture(scope="module")
def done(teacher, tmp_path_factory):
    """Run all commands of the page in its order, and return what each gave."""
    programs = tmp_path_factory.mktemp("programs")
    program = programs / "grade"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c \'{SCRIPT}\' "$@"\n')
    program.chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    state = str(tmp_path_factory.mktemp("state"))
    return {
        line: subprocess.run(
            ["bash", "-c", line],
            cwd=teacher,
            env=os.environ | {"PATH": path, "DL_GRADER_STATE": state},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        for line in COMMANDS
    }


def test_every_command_of_the_page_is_run(done):
    assert len(COMMANDS) == len(set(COMMANDS)) == 24
    for line, one in done.items():
        is_grading = " --report " in line or " --gradebook " in line
        # The class has something to fix.
        assert one.returncode == (1 if is_grading else 0), (line, one.stdout, one.stderr)


@pytest.mark.usefixtures("done")
def test_the_gradebook_of_canvas_comes_back_with_only_the_column_filled(teacher):
    before, after = read_csv(teacher / "gradebook.csv"), read_csv(teacher / "import.csv")
    assert [row[:-1] for row in after] == [row[:-1] for row in before]
    assert [row[-1] for row in after] == ["First steps (812)", MOST, "10", "0"]


@pytest.mark.usefixtures("done")
def test_the_worksheet_of_moodle_comes_back_with_grades_and_comments(teacher):
    rows = read_csv(teacher / "worksheet-filled.csv")
    assert [row[4] for row in rows[1:]] == ["10", "0"]
    assert all(row[8] for row in rows[1:])
    with zipfile.ZipFile(teacher / "feedback.zip") as archive:
        folders = {name.split("/")[0] for name in archive.namelist()}
    assert folders == {"Ada Love_41_assignsubmission_file", "Lee Chan_42_assignsubmission_file"}


@pytest.mark.usefixtures("done")
def test_folders_and_clones_result_in_a_row_for_each_learner(teacher):
    for name in ("grades.csv", "clones.csv"):
        head, *rows = read_csv(teacher / name)
        assert [row[0] for row in rows] == list(CLASS)
        points = [row[head.index("points")] for row in rows]
        assert points == [str(person[-1]) for person in CLASS.values()]
        assert {row[head.index("max_points")] for row in rows} == {MOST}
    assert len(list((teacher / "feedback").iterdir())) == len(CLASS)


def test_the_gradebook_is_looked_at_and_follows_what_the_teacher_decides(teacher, done):
    said = {line: one.stdout for line, one in done.items()}
    assert "2 learners, 0 with all points" in said["grade summary class.db"]
    assert "ada: 10 of 30 points" in said["grade show class.db ada"]
    assert len(list((teacher / "pages").iterdir())) == len(CLASS)
    (override,) = (line for line in COMMANDS if " override " in line)
    assert "lee, linear_unit: 1 of 2 points, before 0 of 2." in said[override]
    dry, real = (line for line in COMMANDS if "--late-policy" in line)
    assert said[dry] == f"{said[real]}Nothing was changed: this is a dry run.\n"
    decided = said["grade policy class.db"]
    override = "Override: lee, 01_single_neuron.linear_unit: 1 of 2 points: Right"
    for told in ("10%/day, grace 15min, cap 50%", "Extension: lee 2 days", override):
        assert told in decided
    assert "Times of submission: known for 1 of 2 submissions." in decided


@pytest.mark.usefixtures("done")
def test_the_names_in_a_download_and_the_roster_result_in_a_row_for_everyone(teacher):
    expected = {f"{first} {last}": str(points) for first, last, _, points in CLASS.values()}
    for name, more in (("drive.csv", {}), ("class.csv", {"Zoe Zed": "0"})):
        head, *rows = read_csv(teacher / name)
        assert {row[0]: row[head.index("points")] for row in rows} == expected | more
    assert {row[head.index("id")] for row in rows} == {"9", "41", "42"}


@pytest.mark.usefixtures("done")
def test_the_packages_are_there_and_only_the_private_one_has_the_key(teacher):
    secret = (teacher / "course.key").read_bytes().strip()
    with zipfile.ZipFile(teacher / "autograder.zip") as archive:
        assert archive.read("course.key") == secret
    assert (teacher / "bundle" / "autograder.py").is_file()
    public = [path.read_bytes() for path in (teacher / "bundle").rglob("*") if path.is_file()]
    assert not any(secret in content for content in public)


def test_the_grader_is_installed_as_on_the_page_for_learners_which_is_tried_there():
    first = next(lines for name, lines in BLOCKS if name == "install")
    assert first == INSTALL.splitlines()


def test_every_file_that_the_page_links_to_exists():
    for target in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (REPOSITORY / "docs" / target).exists(), target
