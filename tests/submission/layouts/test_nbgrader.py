"""The folder `submitted` of a course of nbgrader."""

from datetime import datetime, timezone
from pathlib import Path

import pytest

from grader.records import Account
from grader.submission.layouts.nbgrader import arranged, fits
from tests.submission.layouts.listings import listed, written
from tests.submission.layouts.trees import NEURON, SGD


@pytest.mark.parametrize(
    ("folder", "names", "does_fit"),
    [
        ("course", (f"submitted/ada/ps1/{SGD}.py",), True),
        ("submitted", (f"ada/ps1/{SGD}.py",), True),
        ("submitted", (f"submitted/{SGD}.py", f"ada/{SGD}.py"), False),
        ("course", (f"submitted/{SGD}.py",), False),
        ("course", (f"submitted/ada/{SGD}.py",), False),
        ("course", (f"Submitted/ada/ps1/{SGD}.py",), False),
        ("course", (f"a/submitted/ada/ps1/{SGD}.py",), False),
        ("course", (), False),
    ],
)
def test_it_fits_folders_of_folders_in_a_folder_submitted(folder, names, does_fit):
    assert fits(listed(*names, folder=Path("/") / folder)) is does_fit


def test_learners_have_their_login_and_the_files_of_all_assignments():
    names = (f"ada/ps1/{NEURON}.py", f"ada/ps2/a/{SGD}.py", "ada/own.py", f"bo/ps1/{SGD}.py")
    found = arranged(listed(*names, "grades.csv", "venv/x/a.py", folder=Path("/submitted")))
    ada, bo = found.learners
    assert [one.name for one in ada.files] == ["own.py", f"{NEURON}.py", f"{SGD}.py"]
    assert (ada.learner, ada.account, ada.home) == (
        "ada",
        Account(login="ada"),
        Path("/submitted/ada"),
    )
    assert [one.name for one in bo.files] == [f"{SGD}.py"]
    assert found.notes == ("/submitted/grades.csv: left out, it is in no learner's folder.",)


def test_each_assignment_has_its_own_time_and_the_file_of_it_is_nobodys(tmp_path):
    files = {
        f"submitted/ada/ps1/{NEURON}.py": b"",
        "submitted/ada/ps1/timestamp.txt": b"2026-11-30 15:27:25 UTC\n",
        "submitted/ada/ps1/deep/timestamp.txt": b"hello",
        f"submitted/ada/ps2/{SGD}.py": b"",
    }
    (ada,) = arranged(written(tmp_path, files)).learners
    at = datetime(2026, 11, 30, 15, 27, 25, tzinfo=timezone.utc)
    assert [(one.name, one.age.date, one.submitted_at) for one in ada.files] == [
        (f"{NEURON}.py", "2026-11-30 15:27:25 UTC", at),
        ("timestamp.txt", "2026-11-30 15:27:25 UTC", at),
        (f"{SGD}.py", "", None),
    ]


@pytest.mark.parametrize("written_time", [b"", b"yesterday", b"\xff\xfe", b"9" * 10_000])
def test_a_time_that_is_none_is_unknown_and_only_its_beginning_is_kept(written_time, tmp_path):
    files = {f"submitted/ada/ps1/{SGD}.py": b"", "submitted/ada/ps1/timestamp.txt": written_time}
    (ada,) = arranged(written(tmp_path, files)).learners
    (one,) = ada.files
    assert one.submitted_at is None
    assert len(one.age.date) <= 40


def test_without_the_folder_the_given_one_is_taken_for_it():
    assert [one.learner for one in arranged(listed(f"ada/{SGD}.py")).learners] == ["ada"]
