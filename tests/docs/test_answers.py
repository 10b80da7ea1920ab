"""The answers to "Something to try" in docs/learners.md, from the course's own solutions."""

import ast
import re

import numpy as np
import pytest

from tests.command import SOLUTIONS
from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "learners.md").read_text(encoding="utf-8")
TEXT = " ".join(PAGE.split()).replace("\\*", "*")


def functions(exercise: str) -> dict[str, object]:
    """Run the functions of a solution that need only NumPy, without importing Keras."""
    tree = ast.parse((SOLUTIONS / f"{exercise}.py").read_text("utf-8"))
    own = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    names: dict[str, object] = {"np": np}
    exec(compile(ast.Module(own, []), exercise, "exec"), names)
    return names


def losses(learning_rate: float = 0.02, batch_size: int = 20) -> list[float]:
    """Run the loop of the third exercise; return the loss after each step."""
    own = functions("03_sgd")
    rng = np.random.default_rng(0)
    x = rng.uniform(0, 5, size=(200, 1))
    y = 2 * x[:, 0] + 3 + rng.normal(scale=0.3, size=200)
    w, b = np.array([0.0]), 0.0
    told = []
    for _ in range(401):
        told.append(float(own["measure_loss"](y, w[0] * x[:, 0] + b)))
        batch = own["sample_batch"](x, y, batch_size, rng)
        w, b = own["adjust_weights"](w, b, *batch, learning_rate)
    return told


def test_the_prices_of_a_ride():
    price = functions("01_single_neuron")["linear_unit"](5, 1.5, 4)
    assert f"`linear_unit(5, 1.5, 4)`, which is {price}." in TEXT


def test_the_fold_and_the_numbers_of_the_network():
    relu = functions("02_deep_network")["relu"]
    x = np.linspace(-2, 3, 51)
    fold = relu(x - 1) + relu(-x)
    assert "it is 0 from 0 to 1" in TEXT
    assert (np.isclose(fold, 0) == ((x >= -1e-9) & (x <= 1 + 1e-9))).all()
    for sums, total in re.findall(r"((?:\d+ \+ )+\([^=]*\)) = (\d+)", TEXT):
        assert eval(sums) == int(total)
    assert "= 81." in TEXT


def test_the_trainings():
    usual, large, small = losses(), losses(1.0), losses(0.001)
    assert (min(large[200:]) < 1, max(large[200:]) > 5) == (True, True)
    assert max(usual[200:]) < 0.7
    assert small[-1] == pytest.approx(5, abs=0.2)
    assert all(np.diff(small[::20]) < 0)
    assert max(losses(batch_size=1)[-1], losses(batch_size=200)[-1]) < 0.4
    ups = [np.maximum(np.diff(losses(batch_size=size)), 0).sum() for size in (1, 20, 200)]
    assert ups == sorted(ups, reverse=True)
