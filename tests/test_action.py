"""The composite action: its steps are scripts, which run here as GitHub's runner would run them."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import REPOSITORY
from tests.packaging.service import environment_with_libraries, hostile_checkout

ACTION = yaml.safe_load((REPOSITORY / "action.yml").read_text("utf-8"))
STEPS = ACTION["runs"]["steps"]
EXAMPLES = REPOSITORY / "examples" / "ci"


def script_of(step):
    return REPOSITORY / step["run"].removeprefix("$GITHUB_ACTION_PATH/")


def test_every_step_is_a_script_or_a_pinned_action():
    for step in STEPS:
        if "run" in step:
            assert os.access(script_of(step), os.X_OK)
            assert step["shell"] == "bash"
        else:
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"])


def test_the_environment_is_saved_before_grading_which_may_fail_the_job():
    """GitHub skips the steps after one that failed, and actions/cache itself then saves nothing."""
    uses = [step.get("uses", "").partition("@")[0] for step in STEPS]
    save = uses.index("actions/cache/save")
    grading = [step.get("id") for step in STEPS].index("grade")
    assert save < grading
    assert "actions/cache" not in uses
    restore = STEPS[uses.index("actions/cache/restore")]
    assert STEPS[save]["with"] == restore["with"]
    assert STEPS[save]["if"] == f"steps.{restore['id']}.outputs.cache-hit != 'true'"
    gitlab = yaml.safe_load((EXAMPLES / "gitlab.yml").read_text("utf-8"))["grade"]
    assert gitlab["cache"]["when"] == "always"


def test_no_input_is_pasted_into_a_command():
    assert not any("${{" in step["run"] for step in STEPS if "run" in step)


def test_every_input_reaches_a_step():
    text = (REPOSITORY / "action.yml").read_text("utf-8")
    for name in ACTION["inputs"]:
        assert f"inputs.{name} }}}}" in text


class Runner:
    """GitHub's runner: files for outputs and a summary, no terminal, the learner's checkout."""

    def __init__(self, folder: Path, environment: Path) -> None:
        self.folder = folder
        self.checkout = folder / "checkout"
        self.temp = folder / "temp"
        self.temp.mkdir(parents=True)
        self.checkout.mkdir()
        self.environment = environment
        self.summary = folder / "summary.md"
        self.output = folder / "output"

    def run(self, name: str, **variables: str) -> subprocess.CompletedProcess[str]:
        self.output.write_text("")
        given = {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "HOME": str(self.folder),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.checkout),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_ACTION_PATH": str(REPOSITORY),
            "RUNNER_TEMP": str(self.temp),
            "RUNNER_OS": "Linux",
            "RUNNER_ARCH": "X64",
            "DL_GRADER_ENVIRONMENT": str(self.environment),
        }
        (step,) = [one for one in STEPS if one.get("run", "").endswith(f"/{name}")]
        return subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=self.checkout,
            env=given | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=600,
        )

    def outputs(self) -> dict[str, str]:
        lines = self.output.read_text("utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Return the environment that the install step leaves; the libraries are there before."""
    folder = tmp_path_factory.mktemp("action")
    environment = environment_with_libraries(folder / "environment")
    done = Runner(folder / "runner", environment).run("install", PIP_NO_INDEX="1")
    if done.returncode:  # Building the wheel needs hatchling, which may come from the network.
        done = Runner(folder / "again", environment).run("install")
    assert done.returncode == 0, done.stderr
    assert "version" in done.stdout
    return environment


@pytest.fixture
def runner(tmp_path, environment):
    runner = Runner(tmp_path, environment)
    shutil.copytree(REPOSITORY / "exercises", runner.checkout / "exercises")
    return runner


@pytest.mark.slow
def test_a_restored_environment_is_used_and_nothing_is_installed(runner):
    done = runner.run("install", PIP_NO_INDEX="1")
    assert done.returncode == 0, done.stderr
    assert "Installing" not in done.stdout


@pytest.mark.slow
def test_the_cache_key_names_system_python_and_grader(runner):
    assert runner.run("cache-key").returncode == 0
    first = runner.outputs()
    assert first["environment"] == str(runner.temp / "dl-grader-environment")
    version = ".".join(map(str, sys.version_info[:3]))
    assert re.fullmatch(rf"dl-grader-Linux-X64-{re.escape(version)}-[0-9a-f]{{16}}", first["key"])
    runner.run("cache-key")
    assert runner.outputs() == first


@pytest.mark.parametrize("changed", ["grader/cli.py", "exercises/03_sgd.py", "pyproject.toml"])
def test_the_cache_key_is_another_if_anything_that_is_installed_changes(tmp_path, changed):
    action = tmp_path / "action"
    for name in ("grader", "exercises", "solutions", "scripts/action"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / name, action / name, ignore=ignore)
    for name in ("pyproject.toml", "course.toml"):
        shutil.copy(REPOSITORY / name, action)
    keys = []
    for _ in range(2):
        output = tmp_path / "output"
        given = os.environ | {"GITHUB_OUTPUT": str(output)}
        subprocess.run([action / "scripts" / "action" / "cache-key"], env=given, check=True)
        keys.append(output.read_text().splitlines()[-1])
        with (action / changed).open("a") as opened:
            opened.write("# changed\n")
    assert keys[0] != keys[1]


@pytest.mark.slow
def test_a_solved_exercise_passes_and_its_points_are_outputs(runner):
    solution = REPOSITORY / "solutions" / "01_single_neuron.py"
    shutil.copy(solution, runner.checkout / "exercises")
    done = runner.run("grade", DL_GRADER_PATHS="exercises/01_single_neuron.py")
    assert done.returncode == 0, done.stderr
    outputs = runner.outputs()
    assert (outputs["score"], outputs["max-score"], outputs["exit-code"]) == ("10", "10", "0")
    assert json.loads(Path(outputs["json"]).read_text("utf-8"))["version"] == 1
    assert "10 of 10 points" in runner.summary.read_text("utf-8")


@pytest.mark.slow
def test_untouched_exercises_fail_the_job_unless_the_workflow_says_otherwise(runner):
    assert runner.run("grade").returncode == 1
    done = runner.run("grade", DL_GRADER_FAIL="false")
    assert done.returncode == 0
    assert runner.outputs()["exit-code"] == "1"
    assert runner.outputs()["score"] == "0"


@pytest.mark.slow
def test_a_read_only_checkout_with_hostile_files_is_graded_and_runs_nothing_of_its_own(runner):
    hostile_checkout(runner.checkout)
    for path in runner.checkout.rglob("*"):
        path.chmod(path.stat().st_mode & ~0o222)
    runner.checkout.chmod(stat.S_IRUSR | stat.S_IXUSR | stat.S_IRGRP | stat.S_IXGRP)
    try:
        done = runner.run("grade", PYTHONPATH=str(runner.checkout), DL_GRADER_FAIL="false")
        assert done.returncode == 0, done.stderr
        assert "FORGED" not in done.stdout + done.stderr
        assert runner.outputs()["max-score"] == "30"
    finally:
        runner.checkout.chmod(0o755)
        for path in runner.checkout.rglob("*"):
            path.chmod(path.stat().st_mode | 0o200)
    assert not list(runner.checkout.rglob("forged"))


@pytest.mark.slow
def test_several_paths_and_reports_are_one_in_each_line(runner):
    done = runner.run(
        "grade",
        DL_GRADER_PATHS="exercises/01_single_neuron.py\nexercises/03_sgd.py\n",
        DL_GRADER_REPORTS=f"junit={runner.temp}/junit.xml\ncsv={runner.temp}/grades.csv\n",
        DL_GRADER_FAIL="false",
    )
    assert done.returncode == 0, done.stderr
    assert (runner.temp / "junit.xml").is_file()
    assert (runner.temp / "grades.csv").is_file()


@pytest.mark.slow
def test_a_path_that_does_not_exist_fails_the_job_with_one_line(runner):
    done = runner.run("grade", DL_GRADER_PATHS="nowhere", DL_GRADER_FAIL="false")
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert runner.outputs() == {"exit-code": "2"}


def test_the_example_for_github_uses_this_action_with_inputs_that_it_has():
    workflow = yaml.safe_load((EXAMPLES / "github.yml").read_text("utf-8"))
    (job,) = workflow["jobs"].values()
    (step,) = [one for one in job["steps"] if "dl-grader" in one["uses"]]
    assert set(step["with"]) <= set(ACTION["inputs"])
    assert workflow["permissions"] == {"contents": "read"}
    assert job["timeout-minutes"]


@pytest.mark.slow
def test_the_script_of_the_example_for_gitlab_runs(runner, environment):
    job = yaml.safe_load((EXAMPLES / "gitlab.yml").read_text("utf-8"))["grade"]
    grading = job["script"][-1].replace("/tmp/dl-grader", str(environment))
    assert grading != job["script"][-1]
    done = subprocess.run(["bash", "-c", grading], cwd=runner.checkout, capture_output=True)
    assert done.returncode == 1, done.stderr
    assert (runner.checkout / job["artifacts"]["reports"]["junit"]).is_file()
