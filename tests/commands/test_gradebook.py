"""`--gradebook`, `grade regrade`, `retry` and `forget` as real commands on a real class."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from grader.course.load import load_course
from grader.errors import UsageError
from grader.gradebook.opening import open_database
from grader.gradebook.reading import Opened
from tests.command import REPOSITORY, SOLUTIONS, one_line, run_grade
from tests.conftest import SUBMISSIONS, default_signals

NEURON = "01_single_neuron.py"


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """A folder with a copy of the course, and a class of three of whom two handed in the same."""
    root = tmp_path_factory.mktemp("work")
    for name in ("exercises", "solutions", "grader/lessons"):
        shutil.copytree(REPOSITORY / name, root / "course" / name)
    shutil.copy(REPOSITORY / "course.toml", root / "course")
    wrong = SUBMISSIONS / "01_single_neuron" / "neuron" / "bias_missing.py"
    for learner, source in (("ada", SOLUTIONS / NEURON), ("bob", wrong), ("lee", wrong)):
        (root / "class" / learner).mkdir(parents=True)
        shutil.copy(source, root / "class" / learner / NEURON)
    (root / "class" / "lee" / NEURON).rename(root / "class" / "lee" / f"Copy of {NEURON}")
    return root


def grade(work, *arguments):
    return run_grade(*arguments, "--course", "course", cwd=work)


def kept(work, name="class.db"):
    return Opened(open_database(str(work / name), create=False))


def learners(work, name="class.db"):
    return [one.name for one in kept(work, name).learners()]


def results(file):
    return json.loads(file.read_text())["submissions"]


@pytest.fixture(scope="module")
def first(work):
    """Grade the class into a new gradebook."""
    return grade(work, "class", "--gradebook", "class.db", "--json", "first.json")


def test_all_is_as_without_a_gradebook_and_it_is_said_how_many_are_kept(work, first):
    assert first.returncode == 1
    assert one_line(first) == "grade: class.db: 3 submissions kept."
    plain = grade(work, "class", "--json", "plain.json")
    assert plain.stdout == first.stdout
    assert (work / "plain.json").read_bytes() == (work / "first.json").read_bytes()


@pytest.mark.usefixtures("first")
def test_the_second_time_nothing_is_run_and_everything_is_the_same(work):
    again = grade(work, "class", "--gradebook", "class.db", "--json", "again.json")
    assert one_line(again) == "grade: class.db: 3 submissions kept, 3 of them from before."
    assert (work / "again.json").read_bytes() == (work / "first.json").read_bytes()


@pytest.mark.usefixtures("first")
def test_a_later_run_reports_the_exercises_that_were_handed_in_before(work):
    shutil.copy(work / "class.db", work / "weeks.db")
    week = work / "second week" / "ada"
    week.mkdir(parents=True)
    shutil.copy(SOLUTIONS / "02_deep_network.py", week)
    done = grade(work, week.parent, "--gradebook", "weeks.db", "--json", "second.json")
    (ada,) = results(work / "second.json")
    assert [(one["score"], one["max_score"]) for one in ada["exercises"]] == [
        *((10, 10), (10, 10), (0, 10)),
    ]
    assert (ada["score"], done.returncode) == (20, 1)
    reported = grade(work, "report", "weeks.db", "json=-")
    (same,) = (one for one in json.loads(reported.stdout)["submissions"] if one["learner"] == "ada")
    assert same == ada


@pytest.mark.usefixtures("first")
def test_what_a_gradebook_tells_is_what_the_run_told(work):
    book = kept(work).gradebook(load_course(str(work / "course")))
    told = {one.learner: (one.exercises[0].score, one.max_score) for one in book.learners}
    of_run = {one["learner"]: one["score"] for one in results(work / "first.json")}
    assert told == {name: (score, 30) for name, score in of_run.items()}


@pytest.mark.usefixtures("first")
def test_a_changed_check_is_regraded_without_tensorflow_and_a_new_question_is_run(work):
    lesson = work / "course" / "grader" / "lessons" / NEURON
    source = lesson.read_text()
    harder = source.replace("points=1", "points=3", 1)
    assert harder != source
    lesson.write_text(harder)
    dry = grade(work, "regrade", "class.db", "--dry-run")
    assert dry.stdout.startswith("ada, 01_single_neuron: 10 of 10 -> 12 of 12\n")
    assert dry.stdout.endswith("Nothing was changed: this is a dry run.\n")
    done = grade(work, "regrade", "class.db")
    assert "3 submissions judged, 3 grades moved, 0 run again, 0 left as before." in done.stdout
    assert kept(work).gradebook(load_course(str(work / "course"))).learners[0].score == 12
    grade(work, "override", "class.db", "ada", "linear_unit", "1", "--reason", "Copied.")
    lesson.write_text(source.replace("points=1", "points=2", 1))
    decided = grade(work, "regrade", "class.db")
    told = "the checks give other points, and the grade does not move"
    assert decided.stdout.startswith(f"ada, 01_single_neuron: {told}\n")
    assert "3 submissions judged, 2 grades moved" in decided.stdout
    nothing = grade(work, "retry", "class.db")
    assert nothing.stdout == "Nothing ended as an internal error.\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("class", "--gradebook", "class.db", "--only", "neuron"), "keeps whole exercises"),
        (("class", "--gradebook", "class", "--quiet"), "a gradebook cannot be here"),
        (("class", "--gradebook", "g.db", "--json", "g.db"), "this is the gradebook"),
        (("regrade", "absent.db"), "there is no such gradebook"),
        (("retry", "course/course.toml"), "this file is no gradebook"),
    ],
)
def test_what_cannot_be_is_one_line_and_exit_code_2(work, arguments, says):
    refused = grade(work, *arguments)
    assert says in one_line(refused)
    assert refused.returncode == 2
    assert not (work / "g.db").exists()


@pytest.mark.usefixtures("first")
def test_a_learner_is_forgotten(work):
    shutil.copy(work / "class.db", work / "other.db")
    dry = run_grade("forget", "other.db", "lee", "--dry-run", cwd=work)
    done = run_grade("forget", "other.db", "lee", cwd=work)
    assert dry.stdout == done.stdout.replace("removed", "would be removed")
    assert learners(work, "other.db") == ["ada", "bob"]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["interrupted", "killed"])
def test_a_run_that_ends_early_keeps_what_it_graded_and_the_next_one_goes_on(
    work, tmp_path, number
):
    for index in range(12):
        (tmp_path / "class" / f"learner{index}").mkdir(parents=True)
        source = (SOLUTIONS / NEURON).read_text() + f"\n# {index}\n"
        (tmp_path / "class" / f"learner{index}" / NEURON).write_text(source)
    command = [sys.executable, "-m", "grader", "class", "--gradebook", "class.db"]
    running = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=default_signals,  # noqa: PLW1509
    )
    while running.poll() is None and so_far(tmp_path) < 2:
        time.sleep(0.1)
    running.send_signal(number)
    told = running.communicate()[1]
    before = so_far(tmp_path)
    assert before >= 2
    if number == signal.SIGINT:
        assert f"class.db: {before} submissions kept. Run the same command again" in told
        assert running.returncode == 130
    done = run_grade("class", "--gradebook", "class.db", "--json", "all.json", cwd=tmp_path)
    assert f"12 submissions kept, {before} of them from before" in done.stderr
    assert [one["score"] for one in results(tmp_path / "all.json")] == [10] * 12


def so_far(folder) -> int:
    """Return how many submissions are kept; none while the gradebook is being made."""
    try:
        return len(kept(folder).current(load_course()))
    except UsageError:
        return 0
