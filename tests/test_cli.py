"""The command as a process: its output on each stream, and its exit codes."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import grader
from tests.command import EXERCISES, SOLUTIONS, one_line, run_grade
from tests.conftest import REPOSITORY


def learner(tmp_path: Path, name: str, **files: str) -> Path:
    folder = tmp_path / name
    folder.mkdir()
    for stem, source in files.items():
        (folder / f"{stem}.py").write_text(source)
    return folder


def test_help_shows_examples_and_imports_nothing_heavy():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "grader", "--help"],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
    )
    assert done.returncode == 0
    for word in ("--only", "--timeout", "--jobs", "--json", "--hints", "--course", "prove"):
        assert word in done.stdout
    for heavy in ("tensorflow", "keras", "numpy", "rich", "nbformat"):
        assert f"| {heavy}" not in done.stderr.replace("|   ", "| ")


# Runs at the end, and fails if this process or a child has imported TensorFlow.
WATCH = """
import subprocess, sys
real = subprocess.Popen.__init__
def refuse(self, command, *a, **k):
    assert "reader_process" in " ".join(command), "another process than the reader was started"
    real(self, command, *a, **k)
subprocess.Popen.__init__ = refuse
from grader.cli import main
try:
    main(["exercises"])
except SystemExit as left:
    assert left.code == 1, left.code
assert not {"tensorflow", "keras"} & set(sys.modules)
"""


def test_untouched_stubs_are_graded_without_tensorflow_and_by_the_reader_alone(course):
    done = subprocess.run(
        [sys.executable, "-c", WATCH], cwd=REPOSITORY, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    tasks = sum(len(exercise.tasks) for exercise in course.exercises)
    assert done.stdout.count("not attempted yet") == tasks


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["no-such-file.py"], "no-such-file.py"),
        (["README.md"], "matches no exercise"),
        (["exercises", "--only", "nonsense"], "no task nonsense"),
        (["exercises", "--jobs", "0"], "--jobs"),
        (["exercises", "--timeout", "-1"], "--timeout"),
        (["exercises", "--timeout", "inf"], "'--timeout': inf is not in the range"),
        (["exercises", "--timeout", "1e308"], "'--timeout': 1e+308 is not in the range"),
        (["exercises", "--timeout", "86401"], "'--timeout': 86401.0 is not in the range"),
        (["exercises", "--timeout", "nan"], "'--timeout': nan is not a number of seconds"),
        (["exercises", "--limit", "memory=1000001"], "a whole number from 1 to 1000000"),
        (["exercises", "--limit", "file=inf"], "a whole number from 1 to 1000000"),
        (["exercises", "--json", "no/such/folder/x.json"], "no such folder"),
        (["docs"], "nothing to grade"),
        (["exercises", "--course", "nowhere"], "There is no course nowhere"),
        (["exercises", "--course", "exercises"], "no course.toml"),
        (["--nonsense", "exercises"], "--nonsense"),
        (["wach"], "There is no command and no file wach. Did you mean grade watch?"),
        (["hint", "relu"], "Did you mean grade hints?"),
        (["wach/"], "there is no such file or folder"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(arguments, says):
    done = run_grade(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


def test_an_internal_error_is_one_line_and_exit_code_3():
    broken = "import grader.processes.fork_server as p; p._SERVE = 'raise SystemExit(5)'; "
    broken += "from grader.cli import main; main(['-q', 'solutions/01_single_neuron.py'])"
    done = subprocess.run(
        [sys.executable, "-c", broken], cwd=REPOSITORY, capture_output=True, text=True
    )
    assert done.returncode == 3
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_solution_passes_and_the_exit_code_is_0():
    done = run_grade(SOLUTIONS / "02_deep_network.py")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Everything passed" in done.stdout
    assert "10 of 10" in done.stdout


def test_json_goes_to_stdout_alone_or_to_a_file_beside_the_report(tmp_path, course):
    done = run_grade(EXERCISES, "--json", "-")
    assert json.loads(done.stdout)["version"] == 1
    assert done.returncode == 1
    done = run_grade(EXERCISES, "--json", tmp_path / "out.json", "--quiet")
    assert done.stdout == ""
    points = sum(exercise.max_score for exercise in course.exercises)
    assert json.loads((tmp_path / "out.json").read_text())["submissions"][0]["max_score"] == points
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_the_learner_is_the_folder_even_if_it_is_the_current_one(tmp_path):
    folder = learner(tmp_path, "ada", **{"03_sgd": "x = 1"})
    for argument in (".", "03_sgd.py", folder):
        document = json.loads(run_grade(argument, "--json", "-", cwd=folder).stdout)
        assert [s["learner"] for s in document["submissions"]] == ["ada"]


@pytest.mark.slow
def test_only_grades_one_task_and_counts_only_its_points():
    done = run_grade(SOLUTIONS, "--only", "relu", "--only", "neuron", "--json", "-")
    document = json.loads(done.stdout)
    (submission,) = document["submissions"]
    assert (submission["score"], submission["max_score"]) == (5, 5)
    tasks = [t["task"] for e in submission["exercises"] for t in e["tasks"]]
    assert tasks == ["neuron", "relu"]


@pytest.mark.slow
def test_a_file_named_like_an_option_and_modules_beside_it_have_no_effect(tmp_path):
    folder = learner(tmp_path, "eve")
    for name in ("tensorflow.py", "numpy.py", "keras.py", "grader.py"):
        (folder / name).write_text("raise SystemExit('taken over')")
    shutil.copy(SOLUTIONS / "02_deep_network.py", folder / "--json 02_deep_network.py")
    done = run_grade(folder, "-q", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_colour_is_used_only_on_terminals_and_no_color_is_respected():
    assert "\x1b" not in run_grade(EXERCISES).stdout
    forced = {"FORCE_COLOR": "1", "TERM": "xterm"}
    assert "\x1b[" in run_grade(EXERCISES, **forced).stdout
    coloured = run_grade(EXERCISES, NO_COLOR="1", **forced).stdout
    assert "\x1b[31m" not in coloured
    assert "\x1b[32m" not in coloured


def test_version():
    assert run_grade("--version").stdout.strip() == f"grade, version {grader.__version__}"


def test_without_arguments_the_help_is_shown_and_the_exit_code_is_2():
    done = run_grade()
    assert done.returncode == 2
    assert "Examples:" in done.stdout
    assert len(done.stdout.splitlines()) > 20


def test_a_misspelt_task_is_answered_with_a_suggestion():
    done = run_grade(EXERCISES, "--only", "linear_unt")
    assert done.returncode == 2
    assert "Did you mean linear_unit?" in done.stderr


@pytest.mark.slow
def test_source_that_does_not_parse_is_reported_even_if_it_costs_nothing(tmp_path):
    source = "x = = 3\n" + (SOLUTIONS / "01_single_neuron.py").read_text()
    folder = learner(tmp_path, "ada", **{"01_single_neuron": source})
    done = run_grade(folder, "--only", "linear_unit")
    assert done.returncode == 0
    assert "SyntaxError" in done.stdout
    assert "[x = = 3]" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("level", ["1", "2"])
def test_everything_works_without_asserts_and_docstrings(tmp_path, level):
    plain = run_grade(SOLUTIONS / "02_deep_network.py", "--json", "-")
    bare = run_grade(SOLUTIONS / "02_deep_network.py", "--json", "-", PYTHONOPTIMIZE=level)
    assert (bare.returncode, bare.stderr) == (0, "")
    assert bare.stdout == plain.stdout
    for command in ((), ("doctor",), ("prove",), ("key",)):
        told = [run_grade(*command, "--help", PYTHONOPTIMIZE=n).stdout for n in ("", level)]
        assert told[0] == told[1]


def test_a_name_that_is_no_text_is_shown_in_one_line(tmp_path):
    done = run_grade(tmp_path / "a\udcff.py")
    assert done.returncode == 2
    assert "\\udcff" in one_line(done)


@pytest.mark.slow
def test_extreme_losses_of_one_learner_leave_everyone_their_grades(tmp_path):
    """JSON has no infinity. Rounding the largest number there is makes one."""
    honest = (SOLUTIONS / "03_sgd.py").read_text()
    extreme = honest + "\n\ndef train(model, x, y, *rest):\n    return [1.7976931348623157e308]\n"
    learner(tmp_path, "ada", **{"03_sgd": honest})
    learner(tmp_path, "eve", **{"03_sgd": extreme})
    done = run_grade(tmp_path, "--only", "train", "--json", tmp_path / "out.json")
    assert done.returncode == 1, done.stderr
    ada, eve = json.loads((tmp_path / "out.json").read_text())["submissions"]
    assert ada["score"] == ada["max_score"] > eve["score"]
    assert "ada" in done.stdout
    assert "eve" in done.stdout


def test_one_learner_of_a_class_is_shown_in_full_and_a_misspelt_name_is_told(tmp_path):
    for name in ("ada", "lee"):
        learner(tmp_path, name, **{"02_deep_network": "def relu(:\n"})
    done = run_grade(tmp_path, "--learner", "Lee")
    assert "lee: 0 of" in done.stdout
    assert "def relu(:" in done.stdout
    assert "ada" not in done.stdout
    done = run_grade(tmp_path, "--learner", "leee")
    assert (done.returncode, done.stdout) == (2, "")
    assert one_line(done) == "grade: --learner leee: no learner has this name. Did you mean lee?"
    assert "--quiet" in one_line(run_grade(tmp_path, "--learner", "lee", "--quiet"))
