"""Every command for learners says what to do with a file that is not named after its exercise."""

import pytest

from tests.command import EXERCISES, one_line, run_grade

ONE, TWO = "01_single_neuron", "02_deep_network"
ADVICE = f"my_copy.py looks like exercise {ONE}. Rename it to {ONE}.py, and it will be checked."


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "my_copy.py").write_bytes((EXERCISES / f"{ONE}.py").read_bytes())
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [("list",), ("watch",), ("reset", "linear_unit"), ("solution", "linear_unit")],
    ids=lambda command: command[0],
)
def test_a_command_that_finds_no_exercise_names_the_file_to_rename(folder, command):
    refused = run_grade(*command, folder)
    assert one_line(refused).endswith(ADVICE)
    assert refused.returncode == 2


def test_the_list_tells_it_beside_other_exercises(folder):
    (folder / f"{TWO}.py").write_bytes((EXERCISES / f"{TWO}.py").read_bytes())
    listed = run_grade("list", folder)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert ADVICE in listed.stdout.splitlines()
    assert one_line(run_grade("reset", ONE, folder)).endswith(ADVICE)


def test_grade_says_why_it_keeps_no_progress(folder):
    told = run_grade(folder / "my_copy.py").stdout.splitlines()
    assert told[-1] == (
        f"No progress is kept of my_copy.py. Rename it to {ONE}.py, and grade list and grade watch "
        "will know it."
    )
    assert run_grade(folder, "--json", "-").stdout.startswith("{")
    (folder / "my_copy.py").rename(folder / f"{ONE}.py")
    assert "No progress" not in run_grade(folder).stdout
