"""`grade start`: the exercises of the course in a learner's own folder."""

import base64
import json
import re

import nbformat
import pytest

from grader.commands.handout import as_notebook
from grader.commands.lay_out import lay_out
from grader.course.load import load_course
from grader.errors import UsageError
from tests.command import EXERCISES, SOLUTIONS, run_grade

STUBS = sorted(EXERCISES.glob("*.py"))
PICTURES = sorted((EXERCISES / "pictures").glob("*.svg"))


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_scripts_are_the_stubs_themselves(tmp_path):
    assert lay_out(tmp_path / "a" / "b", notebooks=False) == 0
    assert names(tmp_path / "a" / "b") == [*(stub.name for stub in STUBS), "README.md", "pictures"]
    for stub in STUBS:
        assert (tmp_path / "a" / "b" / stub.name).read_bytes() == stub.read_bytes()


def test_notebooks_have_the_same_cells_as_the_scripts(tmp_path):
    lay_out(tmp_path, notebooks=True)
    for stub in STUBS:
        notebook = nbformat.read(tmp_path / f"{stub.stem}.ipynb", as_version=4)
        nbformat.validate(notebook)
        code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
        script = stub.read_text(encoding="utf-8")
        assert len(code) + len(texts) == script.count("# %%")
        assert all(source in script for source in code)
        assert not any(line.startswith("# #") for text in texts for line in text.splitlines())


def test_the_pictures_lie_beside_scripts(tmp_path):
    lay_out(tmp_path, notebooks=False)
    assert names(tmp_path / "pictures") == [picture.name for picture in PICTURES]
    for picture in PICTURES:
        assert (tmp_path / "pictures" / picture.name).read_bytes() == picture.read_bytes()


def test_a_notebook_contains_its_pictures_in_a_form_that_every_notebook_shows(tmp_path):
    lay_out(tmp_path, notebooks=True)
    assert not (tmp_path / "pictures").exists()
    shown = []
    for stub in STUBS:
        notebook = nbformat.read(tmp_path / f"{stub.stem}.ipynb", as_version=4)
        texts = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
        assert "pictures/" not in texts
        images = re.findall(r"^!\[.+\]\(data:image/png;base64,([\w+/=]+)\)$", texts, re.MULTILINE)
        shown += [base64.b64decode(data) for data in images]
    assert len(shown) == len(PICTURES)
    assert set(shown) == {picture.with_suffix(".png").read_bytes() for picture in PICTURES}


def test_a_picture_without_a_png_is_put_into_the_notebook_as_it_is(tmp_path):
    (tmp_path / "line.svg").write_text("<svg/>")
    script = "# %% [markdown]\n# ![a line](art/line.svg) and ![none](art/none.svg)\n"
    (cell,) = json.loads(as_notebook(script, {"art/line.svg": tmp_path / "line.svg"}))["cells"]
    data = base64.b64encode(b"<svg/>").decode()
    assert (
        cell["source"] == f"![a line](data:image/svg+xml;base64,{data}) and ![none](art/none.svg)"
    )


def test_a_notebook_is_the_same_in_every_run():
    script = STUBS[0].read_text(encoding="utf-8")
    assert as_notebook(script, {}) == as_notebook(script, {})


@pytest.mark.parametrize("notebooks", [False, True])
def test_new_exercises_are_graded_as_not_attempted(tmp_path, notebooks):
    lay_out(tmp_path, notebooks=notebooks)
    done = run_grade(tmp_path, "--json", "-")
    (learner,) = json.loads(done.stdout)["submissions"]
    statuses = [task["status"] for each in learner["exercises"] for task in each["tasks"]]
    assert set(statuses) == {"not_attempted"}
    assert len(statuses) == 12


def test_what_is_there_is_never_changed(tmp_path, capsys):
    (tmp_path / STUBS[0].name).write_text("my work")
    (tmp_path / "02_deep_network.ipynb").write_text("my notebook")
    (tmp_path / "README.md").symlink_to("nowhere")
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / PICTURES[0].name).write_text("my picture")
    lay_out(tmp_path, notebooks=False)
    assert (tmp_path / STUBS[0].name).read_text() == "my work"
    assert (tmp_path / "pictures" / PICTURES[0].name).read_text() == "my picture"
    assert names(tmp_path) == [
        STUBS[0].name,
        "02_deep_network.ipynb",
        "03_sgd.py",
        "README.md",
        "pictures",
    ]
    assert (tmp_path / "README.md").is_symlink()
    assert not (tmp_path / "nowhere").exists()
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if line.endswith("left as it is")] == [
        STUBS[0].name,
        "02_deep_network.ipynb",
        "README.md",
    ]
    assert [line.split()[0] for line in lines if line.endswith("  new")] == ["03_sgd.py"]


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot write the exercises: Not a directory"):
        lay_out(tmp_path / "file" / "folder", notebooks=False)
    with pytest.raises(UsageError, match="cannot write the exercises: File exists"):
        lay_out(tmp_path / "file", notebooks=False)


def test_the_command_lays_out_and_says_how_to_go_on(tmp_path):
    done = run_grade("start", "my work", "--notebooks", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "01_single_neuron.ipynb  new" in done.stdout
    lines = done.stdout.splitlines()
    check = next(line for line in lines if line.startswith("  grade ")).split('"')[1]
    assert (tmp_path / check).exists()
    for command in ("list", "reset TASK", "solution TASK"):
        assert any(line.startswith(f'  grade {command} "my work"  ') for line in lines)


def test_the_readme_lists_every_exercise_with_its_title(tmp_path):
    lay_out(tmp_path, notebooks=True)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    for number, exercise in enumerate(load_course().exercises, 1):
        assert f"{number}. `{exercise.name}.ipynb`: {exercise.title}\n" in text


@pytest.mark.slow
def test_solutions_pass_as_notebooks_too(tmp_path):
    for solution in SOLUTIONS.glob("*.py"):
        text = as_notebook(solution.read_text(encoding="utf-8"), {})
        (tmp_path / f"{solution.stem}.ipynb").write_text(text, encoding="utf-8")
    done = run_grade(tmp_path)
    assert done.returncode == 0, done.stdout


def test_no_folder_of_exercises_is_made_inside_of_one(tmp_path, monkeypatch):
    inside = tmp_path / "exercises"
    inside.mkdir()
    monkeypatch.chdir(inside)
    with pytest.raises(UsageError, match=r"called exercises already.*: grade start \.$"):
        lay_out()
    lay_out(inside)
    with pytest.raises(UsageError, match=r"in this folder already.*grade start \. --notebooks$"):
        lay_out(notebooks=True)
    assert not (inside / "exercises").exists()
    monkeypatch.chdir(tmp_path)
    assert lay_out() == 0
