"""A report from a gradebook tells what the report of the run told of each learner."""

import json

import pytest

from tests.command import EXERCISES, run_grade

NEURON = "01_single_neuron.py"


def test_a_file_that_is_no_exercise_is_told_by_the_gradebook_too(tmp_path):
    for learner, file in (("ada", "01_single_neuron.py"), ("cy", "essay.docx")):
        (tmp_path / "class" / learner).mkdir(parents=True)
        (tmp_path / "class" / learner / file).write_text("x = 1\n")
    book = tmp_path / "class.db"
    run_grade(tmp_path / "class", "--gradebook", book, "--report", f"csv={tmp_path / 'run.csv'}")
    done = run_grade("report", book, f"csv={tmp_path / 'later.csv'}")
    assert done.returncode == 0, done.stderr
    assert "no exercise recognised: essay.docx" in (tmp_path / "later.csv").read_text("utf-8")
    assert (tmp_path / "later.csv").read_bytes() == (tmp_path / "run.csv").read_bytes()


@pytest.mark.parametrize("is_rostered", [False, True], ids=["paths", "roster"])
def test_a_run_and_a_gradebook_list_the_same_learners_in_the_same_order(tmp_path, is_rostered):
    names = ["Zoe", "learner10", "ada", "learner2"]
    for learner in names:
        (tmp_path / learner).mkdir()
        (tmp_path / learner / NEURON).write_bytes((EXERCISES / NEURON).read_bytes())
    roster = tmp_path / "roster.csv"
    roster.write_text("name\nlearner2\nZoe\nMax\nada\nlearner10\n")
    run, later, book = tmp_path / "run.json", tmp_path / "later.json", tmp_path / "class.db"
    options = ("--roster", roster) if is_rostered else ()
    paths = [tmp_path / name for name in names]
    graded = run_grade(*paths, *options, "--gradebook", book, "--json", run)
    assert graded.returncode == 1, graded.stderr
    assert run_grade("report", book, f"json={later}").returncode == 0
    documents = [json.loads(file.read_text()) for file in (run, later)]
    listed = [[one["learner"] for one in document["submissions"]] for document in documents]
    order = ["ada", "learner2", "learner10", *(["Max"] if is_rostered else []), "Zoe"]
    assert listed == [order, order]
    assert documents[0]["submissions"] == documents[1]["submissions"]
