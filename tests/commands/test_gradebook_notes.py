"""A report from a gradebook tells what the report of the run told of each learner."""

import shutil

from tests.command import EXERCISES, run_grade


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
