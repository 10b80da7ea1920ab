"""What was decided for the learners of a run: their rows tell who they are."""

from grader.gradebook.conditions import new_row
from grader.gradebook.decided import grading_of_run
from grader.gradebook.decisions import keep_extension, keep_override
from grader.gradebook.schema import LEARNERS
from grader.grades.late import Extension
from grader.grades.overrides import Override

GIVEN = Override("", "01_double", "double", 1.5, "It works on paper.")


def test_learners_of_a_run_get_what_was_decided_for_their_rows_whatever_they_are_called(database):
    with database.writing() as connection:
        values = {"account": b"", "notes": "[]"}
        ada, bob, eve = (
            new_row(connection, LEARNERS, {"name": name, "identity": f"name {name}", **values})
            for name in ("ada", "bob", "eve")
        )
        for row in (ada, bob):
            keep_override(connection, row, GIVEN)
            keep_extension(connection, row, Extension(1.0))
        # Somebody new is called as bob was.
        grading = grading_of_run(connection, {"Ada L.": ada, "ada (2)": ada, "bob": eve})
    assert [one.learner for one in grading.overrides] == ["Ada L.", "ada (2)"]
    assert grading.deadlines.extensions == dict.fromkeys(["Ada L.", "ada (2)"], Extension(1.0))
