"""The GitHub workflows run scripts of this repository on the versions that it declares."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import REPOSITORY

GITHUB = REPOSITORY / ".github"
ISSUE_CONFIG = GITHUB / "ISSUE_TEMPLATE" / "config.yml"
SCRIPTS = [REPOSITORY / ".ci" / "run", *(REPOSITORY / "scripts" / "ci").iterdir()]
NAMES = ("lint", "test", "test-all", "coverage", "release", "systems")
TOOLS = Path(sys.executable).parent
PYPROJECT = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
WORKFLOWS = {
    path.name: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((GITHUB / "workflows").iterdir())
}
STEPS = [
    (f"{name}, {job_name}, step {number}", step)
    for name, workflow in WORKFLOWS.items()
    for job_name, job in workflow["jobs"].items()
    for number, step in enumerate(job["steps"], 1)
]
MATRIX = WORKFLOWS["ci.yml"]["jobs"]["test"]["strategy"]["matrix"]["include"]


def lower_bound(library: str) -> str:
    """Return the first version of the library that pyproject.toml allows: 2.20.0 for >=2.20."""
    (minor,) = re.findall(rf'^    "{library}>=(\d+\.\d+),', PYPROJECT, re.MULTILINE)
    return f"{minor}.0"


def python_versions() -> list[str]:
    """Return the versions that requires-python allows: 3.10 to 3.13 for >=3.10,<3.14."""
    ((first, end),) = re.findall(
        r'^requires-python = ">=3\.(\d+),<3\.(\d+)"', PYPROJECT, re.MULTILINE
    )
    return [f"3.{minor}" for minor in range(int(first), int(end))]


def test_every_run_step_is_only_a_script_of_this_repository():
    commands = {where: step["run"] for where, step in STEPS if "run" in step}
    assert set(commands.values()) >= {f"scripts/ci/{name}" for name in NAMES}
    for where, command in commands.items():
        assert REPOSITORY / command in SCRIPTS, where


def test_the_scripts_are_executable():
    assert [script for script in SCRIPTS if not os.access(script, os.X_OK)] == []


def test_every_action_is_pinned_to_a_commit_with_its_version_in_a_comment():
    text = "".join(path.read_text(encoding="utf-8") for path in (GITHUB / "workflows").iterdir())
    lines = re.findall(r"uses: (.*)", text)
    assert len(lines) == sum("uses" in step for _, step in STEPS)
    for line in lines:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_the_same_action_has_the_same_pin_everywhere():
    pins = {step["uses"] for _, step in STEPS if "uses" in step}
    assert len(pins) == len({pin.split("@")[0] for pin in pins})


def test_workflows_have_only_read_permission_and_only_publishing_gets_a_token():
    for name, workflow in WORKFLOWS.items():
        assert workflow["permissions"] in ({}, {"contents": "read"}), name
        for job_name, job in workflow["jobs"].items():
            is_publishing = (name, job_name) == ("release.yml", "publish")
            allowed = {"id-token": "write"} if is_publishing else {"contents": "read"}
            assert job.get("permissions", allowed) == allowed, (name, job_name)


def test_every_job_has_a_time_limit():
    for name, workflow in WORKFLOWS.items():
        for job_name, job in workflow["jobs"].items():
            assert job["timeout-minutes"] <= 240, (name, job_name)


def test_the_newest_libraries_are_tested_on_every_python_version_that_is_declared():
    newest = [cell["python"] for cell in MATRIX if cell["tensorflow"] == cell["keras"] == "newest"]
    assert newest == python_versions()


def test_the_oldest_declared_libraries_are_tested_on_the_oldest_and_the_newest_python():
    pinned = [cell for cell in MATRIX if {cell["tensorflow"], cell["keras"]} != {"newest"}]
    oldest = {"tensorflow": lower_bound("tensorflow"), "keras": lower_bound("keras")}
    versions = python_versions()
    assert pinned == [{"python": versions[0], **oldest}, {"python": versions[-1], **oldest}]


def test_learners_systems_are_tested_each_with_the_same_script():
    job = WORKFLOWS["systems.yml"]["jobs"]["learner"]
    systems = [cell["system"].split("-")[0] for cell in job["strategy"]["matrix"]["include"]]
    assert systems == ["ubuntu", "macos", "windows"]
    assert job["runs-on"] == "${{ matrix.system }}"
    assert job["defaults"]["run"]["shell"] == "bash"


def test_nothing_is_published_unless_the_build_was_checked():
    jobs = WORKFLOWS["release.yml"]["jobs"]
    assert "scripts/ci/release" in [step.get("run") for step in jobs["build"]["steps"]]
    assert jobs["publish"]["needs"] == "build"


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", [*GITHUB.glob("workflows/*")]),
        ("github-issue-forms", [*{*GITHUB.glob("ISSUE_TEMPLATE/*")} - {ISSUE_CONFIG}]),
        ("github-issue-config", [ISSUE_CONFIG]),
        ("dependabot", [GITHUB / "dependabot.yml"]),
    ],
    ids=["workflows", "issue forms", "issue chooser", "dependabot"],
)
def test_files_for_github_satisfy_the_published_schema(schema, files):
    checked = subprocess.run(
        [TOOLS / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files],
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_scripts_pass_shellcheck():
    checked = subprocess.run([TOOLS / "shellcheck", *SCRIPTS], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


def test_the_pre_commit_hooks_run_only_tools_of_this_project():
    text = (REPOSITORY / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    repositories = yaml.safe_load(text)["repos"]
    assert [each["repo"] for each in repositories] == ["local"]
    for hook in repositories[0]["hooks"]:
        assert hook["entry"].startswith(".venv/bin/"), hook["id"]
        assert (TOOLS / Path(hook["entry"].split()[0]).name).exists(), hook["id"]
