"""A report from a gradebook tells what the report of the run told of each learner."""

from tests.command import run_grade


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
