"""The texts of the shipped exercises: terms, pictures, and the cells to try."""

import ast
import importlib.util
import json
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest

from grader.processes.eager import is_eager
from tests.command import EXERCISES, SOLUTIONS, run_grade
from tests.conftest import REPOSITORY

STUBS = sorted(EXERCISES.glob("*.py"))
IMAGE = re.compile(r"^# !\[([^\]]+)\]\(([^)]+)\)$", re.MULTILINE)
MAX_SIZE = 30_000
DEFINED = {
    "01_single_neuron": ("deep learning", "neural networks", "training", "weight", "bias",
                         "linear unit", "batch", "shape"),
    "02_deep_network": ("deep", "activation function", "rectifier", "ReLU", "hidden layers",
                        "output layer"),
    "03_sgd": ("loss", "optimizer", "epoch", "mean absolute error", "slope", "gradient", "descent",
               "stochastic", "learning rate", "adam"),
}  # fmt: skip
"""The terms that people look up."""


def named(path) -> str:
    return path.stem


def without_answers(source: str) -> str:
    """Return a file without what follows the docstrings of its functions."""
    lines = source.splitlines()
    for node in reversed(ast.parse(source).body):
        if isinstance(node, ast.FunctionDef):
            del lines[node.body[0].end_lineno : node.end_lineno]
    return "\n".join(lines)


def cell_to_try(source: str) -> ast.If:
    last = ast.parse(source).body[-1]
    assert isinstance(last, ast.If)
    assert ast.unparse(last.test) == "__name__ == '__main__'"
    return last


@pytest.mark.parametrize("stub", STUBS, ids=named)
def test_a_solution_has_the_text_of_its_stub(stub):
    solution = (SOLUTIONS / stub.name).read_text("utf-8")
    assert without_answers(solution) == without_answers(stub.read_text("utf-8"))


@pytest.mark.parametrize("stub", STUBS, ids=named)
def test_an_exercise_defines_its_terms(stub):
    text = stub.read_text("utf-8").replace("\n# ", " ").lower()
    assert [term for term in DEFINED.get(stub.stem, ()) if f"*{term.lower()}*" not in text] == []


@pytest.mark.parametrize("stub", STUBS, ids=named)
def test_an_exercise_shows_a_small_picture_that_needs_nothing_else(stub):
    ((described, path),) = IMAGE.findall(stub.read_text("utf-8"))
    assert len(described) > 40  # It is read where the picture cannot be seen.
    picture = EXERCISES / path
    assert picture.suffix == ".svg"
    for file in (picture, picture.with_suffix(".png")):
        assert 0 < file.stat().st_size < MAX_SIZE
    elements = list(ET.parse(picture).iter())
    assert not [one for one in elements if one.tag.endswith(("script", "image", "foreignObject"))]
    links = [value for one in elements for name, value in one.items() if name.endswith("href")]
    assert all(link.startswith("#") for link in links)
    assert picture.with_suffix(".png").read_bytes().startswith(b"\x89PNG")


def words_in(picture) -> list[str]:
    return [one.text for one in ET.parse(picture).iter() if one.tag.endswith("}text")]


def test_the_script_draws_the_pictures_that_are_kept(tmp_path):
    path = REPOSITORY / "docs" / "draw_pictures.py"
    spec = importlib.util.spec_from_file_location("draw_pictures", path)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.draw(tmp_path)
    kept = sorted(path.name for path in (EXERCISES / "pictures").iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == kept
    for name in kept:
        if name.endswith(".svg"):
            assert words_in(tmp_path / name) == words_in(EXERCISES / "pictures" / name)


@pytest.mark.parametrize("stub", STUBS[:2], ids=named)
def test_no_text_makes_grading_slow(stub):
    # Words such as the name of Keras' method for training would.
    assert is_eager([stub.read_text("utf-8")])


TRIED = """
import contextlib, io, json, runpy, sys
printed = []
for path in sys.argv[1:]:
    with contextlib.redirect_stdout(io.StringIO()) as output:
        runpy.run_path(path, run_name="__main__")
    printed.append(output.getvalue())
print(json.dumps(printed))
"""


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    """What each solution prints when a learner runs it."""
    files = [SOLUTIONS / stub.name for stub in STUBS]
    done = subprocess.run(
        [sys.executable, "-c", TRIED, *files], capture_output=True, text=True, check=True
    )
    texts = json.loads(done.stdout.splitlines()[-1])
    return {stub.stem: text for stub, text in zip(STUBS, texts, strict=True)}


@pytest.mark.parametrize("stub", STUBS, ids=named)
def test_the_last_cell_prints_what_it_says(stub, printed):
    source = stub.read_text("utf-8")
    expected = re.findall(r"^    print\(.*\)  # ([\[\]\d. ]*[\]\d])", source, re.MULTILINE)
    assert cell_to_try(source)
    lines = printed[stub.stem].splitlines()
    assert [line for line in lines if line in expected] == expected
    assert expected or stub.stem == "03_sgd"


def test_the_loop_of_the_last_exercise_finds_the_price_of_the_taxi(printed):
    losses = [float(loss) for loss in re.findall(r"loss +([\d.]+)", printed["03_sgd"])]
    w, b = re.findall(r"w ([\d.]+)  b ([\d.]+)", printed["03_sgd"])[-1]
    assert 8 < losses[0] < 9
    assert losses[-1] < 0.3
    assert losses[:10] == sorted(losses[:10], reverse=True)
    assert (round(float(w)), round(float(b))) == (2, 3)


def first_function(source: str) -> ast.FunctionDef:
    return next(node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))


def with_first_answer(stub) -> str:
    source, solution = (folder / stub.name for folder in (EXERCISES, SOLUTIONS))
    lines, solved = source.read_text("utf-8").splitlines(), solution.read_text("utf-8")
    untouched = first_function(source.read_text("utf-8"))
    answer = ast.get_source_segment(solved, first_function(solved))
    lines[untouched.lineno - 1 : untouched.end_lineno] = answer.splitlines()
    return "\n".join(lines) + "\n"


@pytest.mark.slow
def test_grading_skips_the_last_cell_where_tasks_are_untouched(tmp_path):
    for stub in STUBS:
        (tmp_path / stub.name).write_text(with_first_answer(stub), "utf-8")
    (learner,) = json.loads(run_grade(tmp_path, "--json", "-").stdout)["submissions"]
    for exercise in learner["exercises"]:
        assert exercise["notes"] == []
        first, *others = (task["status"] for task in exercise["tasks"])
        assert (first, set(others)) == ("passed", {"not_attempted"})
