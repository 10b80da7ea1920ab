"""A report from a gradebook tells what the report of the run told of each learner."""

import json
import shutil

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


def moodle(folder, *numbers):
    """Lay out a download of an assignment in which people of one name handed in the stub."""
    for number in numbers:
        home = folder / f"Ada Lovelace_{number}_assignsubmission_file"
        home.mkdir(parents=True)
        shutil.copy(EXERCISES / "01_single_neuron.py", home)
    return folder


def worksheet(file, *rows):
    lines = "".join(f"Participant {number},Ada Lovelace,{mail},,30,\n" for number, mail in rows)
    file.write_text(f"Identifier,Full name,Email address,Grade,Maximum grade,Comments\n{lines}")
    return file


def test_people_of_one_name_in_moodle_are_told_with_how_to_say_who_is_who(tmp_path):
    book = tmp_path / "class.db"
    done = run_grade(moodle(tmp_path / "first", 41, 42), "--gradebook", book)
    (line,) = [line for line in done.stderr.splitlines() if "Moodle" in line]
    assert "Ada Lovelace_41, Ada Lovelace_42. They are new learners in each assignment" in line
    assert line.endswith("--roster worksheet.csv")


@pytest.mark.slow
def test_the_worksheet_of_each_assignment_says_who_is_who(tmp_path):
    book = tmp_path / "class.db"
    for folder, rows in (
        ("first", [(41, "ada@x.org"), (42, "other@x.org")]),
        ("second", [(51, "other@x.org"), (52, "ada@x.org")]),
    ):
        sheet = worksheet(tmp_path / f"{folder}.csv", *rows)
        download = moodle(tmp_path / folder, *(number for number, _ in rows))
        done = run_grade(download, "--gradebook", book, "--roster", sheet)
        assert "Moodle" not in done.stderr
    table = run_grade("report", book, "csv=-").stdout
    assert [line.split(",")[0] for line in table.splitlines()[1:]] == [
        "Ada Lovelace (ada@x.org)",
        "Ada Lovelace (other@x.org)",
    ]


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
