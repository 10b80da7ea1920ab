"""Which mutants are made of an answer, which are left out, and which are chosen."""

import ast

import pytest

from tools.mutants import MOST, Answer, Mutant, chosen, mutants_of, needed_for
from tools.mutations import mutations

LINE = "def line(x, w):\n    return w * x + 1"


def answer(source: str, task: str = "line") -> Answer:
    return Answer("own", "01_line", task, ast.unparse(ast.parse(source)))


@pytest.mark.parametrize(
    ("source", "mutant"),
    [
        ("y = w * x", "y = w + x"),
        ("y = w * x", "y = w"),
        ("y = a - b", "y = b - a"),
        ("y = a < b", "y = a <= b"),
        ("f(n=5)", "f(n=6)"),
        ("f(n=5)", "f()"),
        ("f(a, b)", "f(b, a)"),
        ("f(a, b)", "f(a)"),
        ("f(flag=True)", "f(flag=False)"),
        ("np.sum(x, axis=0)", "np.sum(x, axis=1)"),
        ("np.sum(x)", "np.mean(x)"),
        ("Dense(3, activation='relu')", "Dense(3, activation='tanh')"),
        ("Dense(3)", "Dense(3, use_bias=False)"),
        ("y = x[1:]", "y = x[1 + 1:]"),
        ("y = a if t else b", "y = b"),
        ("y = -x", "y = x"),
        ("if t:\n    y = 1", "if not t:\n    y = 1"),
        ("a = 1\nb = 2", "a = 1\npass"),
        ("for a in b:\n    f(a)", "for a in list(b)[1:]:\n    f(a)"),
        ("def f(a, b):\n    return a", "def f(b, a):\n    return a"),
        ("def f(a, b):\n    return a", "def f(a, b):\n    return b"),
        ("def f(a):\n    return a", "def f(a):\n    return -a"),
        ("def f(a):\n    return (a, 1)", "def f(a):\n    return (-a, 1)"),
        ("def f(a):\n    return a", "import numpy as np\ndef f(a):\n    return np.abs(a)"),
    ],
)
def test_a_typical_mistake_is_made(source, mutant):
    assert mutant in set(mutations(source))


def test_a_mutation_changes_one_place_and_leaves_the_others():
    assert "y = a - b + (a + b)" in set(mutations("y = (a + b) + (a + b)"))
    assert "y = a - b + (a - b)" not in set(mutations("y = (a + b) + (a + b)"))


def test_only_the_statements_that_a_task_needs_are_kept():
    source = (
        "import a\nimport b\nN = 2\nx = 3\ndef helper(x): return x * N\n"
        "def line(x, w):\n    '''Text.'''\n    return helper(w) + a.b\ndef other(): return b\n"
    )
    kept = "import a\nN = 2\n\ndef helper(x):\n    return x * N\n\ndef line(x, w):\n"
    assert needed_for("line", ast.parse(source)) == kept + "    return helper(w) + a.b"


def test_a_task_that_is_not_in_the_file_needs_nothing():
    assert needed_for("curve", ast.parse(LINE)) == ""


def test_there_is_no_mutant_twice_and_none_that_is_a_known_answer():
    known = answer("def line(x, w):\n    return w + x + 1")
    texts = [mutant.source for mutant in mutants_of([answer(LINE), answer(LINE)], [known])]
    assert known.source in set(mutations(LINE))
    assert len(texts) == len(set(texts)) > 20
    assert known.source not in texts


def test_the_same_seed_chooses_the_same_mutants_and_each_task_gets_its_part():
    few, many = (
        [Mutant(answer(LINE, task), f"{task} = {n}") for n in range(count)]
        for task, count in (("few", 5), ("many", 500))
    )
    first = chosen(few + many, 100, seed=1)
    assert first == chosen(few + many, 100, seed=1) != chosen(few + many, 100, seed=2)
    assert len(first) == 100
    assert set(few) <= set(first)


def test_a_slow_task_gets_no_more_than_its_limit():
    slow = [Mutant(answer(LINE, "train"), f"n = {n}") for n in range(2 * MOST["train"])]
    assert len(chosen(slow, 10_000, seed=0)) == MOST["train"]
