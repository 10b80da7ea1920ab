"""Proving a course: each mismatch is printed on one line."""

import pytest

from grader.commands.prove import prove_course
from tests.conftest import REPOSITORY

SOLUTION = REPOSITORY / "solutions" / "02_deep_network.py"


def known_answer(folder, name, source, *expected, only=None):
    lines = ["# about: a test", *(f"# expect: {line}" for line in expected)]
    lines += [] if only is None else [f"# only: {only}"]
    path = folder / "02_deep_network" / "relu" / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n" + source)


@pytest.mark.slow
def test_each_false_expectation_is_reported(tmp_path, capsys):
    right = SOLUTION.read_text()
    wrong = right.replace("np.maximum(0.0, x)", "np.minimum(0.0, x)")
    known_answer(tmp_path, "honest", wrong, 'relu failed "minimum"', "relu_unit failed")
    known_answer(tmp_path, "too_strict", right, "relu failed")
    known_answer(tmp_path, "too_kind", wrong, "relu failed")
    known_answer(tmp_path, "other_words", wrong, 'relu failed "maximum!"', "relu_unit failed")
    known_answer(tmp_path, "no_such_task", right, "rleu failed")
    only_relu = wrong.partition("def relu_unit")[0]
    known_answer(tmp_path, "honest_about_one", only_relu, "relu failed", only="relu")
    known_answer(tmp_path, "only_one", right, only="relu_")
    assert prove_course(submissions=tmp_path) == 1
    told = capsys.readouterr().out
    assert "honest" not in told
    assert "relu/too_strict, relu: must be failed, is passed" in told
    assert "relu/too_kind, relu_unit: must be passed, is failed" in told
    assert "relu/other_words, relu: must contain 'maximum!'" in told
    assert "relu/no_such_task: expects a grade for rleu, which is not a task" in told
    assert "relu/only_one: expects a grade for relu_, which is not a task" in told
    assert "NOT proven" in told
