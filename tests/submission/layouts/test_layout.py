"""What layouts are asked with: names of exercises, folders without work, files at any depth."""

from pathlib import Path

import pytest

from grader.submission.layouts import LAYOUTS
from grader.submission.layouts.layout import (
    files_below,
    handed_in,
    is_script,
    is_work,
    layout,
    problems_below,
)
from grader.submission.listing import Folder, file_on_disk
from tests.submission.layouts.listings import CLASS, listed, written
from tests.submission.layouts.trees import SGD


@pytest.mark.parametrize(
    ("name", "exercise"),
    [
        (f"{SGD}.py", SGD),
        (f"lee_1_2_{SGD}.IPYNB", SGD),
        (f"{SGD}.txt", None),
        (f"{SGD}.zip", None),
        ("mine.py", None),
    ],
)
def test_only_scripts_and_notebooks_are_named_after_an_exercise(name, exercise):
    assert listed().exercise(file_on_disk(CLASS / name)) == exercise


def test_the_text_of_a_course_system_is_cut_and_odd_bytes_of_it_are_replaced(tmp_path):
    listing = written(tmp_path, {"receipt.txt": b"Zo\xeb: \xc3\xa9"})
    (file,) = listing.folder.files
    assert listing.text(file, 100) == "Zo\ufffd: é"
    assert listing.text(file, 2) == "Zo"
    assert listing.text(file_on_disk(tmp_path / "gone.txt"), 100) == ""


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_layout_is_the_module_of_its_name(name):
    assert layout(name).__name__.endswith(f".layouts.{name.replace('-', '_')}")


def test_a_notebook_may_be_named_in_capitals_and_a_folders_name_is_no_suffix():
    names = ("a.py", "A.PY", "a.IpynB", "a.pyc", "py", ".py", "a.py.txt")
    assert [name for name in names if is_script(file_on_disk(Path(name)))] == [
        "a.py",
        "A.PY",
        "a.IpynB",
    ]


def test_an_environment_is_no_work_whatever_it_is_called():
    names = ("env/pyvenv.cfg", "env/lib/a.py", "work/a.py", "work/env/pyvenv.cfg", "venv/a.py")
    env, venv, work = listed(*names).folder.folders
    assert (is_work(env), is_work(venv), is_work(work)) == (False, False, True)


def test_files_of_folders_without_work_are_left_out_at_any_depth():
    below = ("b/solutions/a.py", "b/c/d/e.py", "b/c/venv/f.py", "b/env/pyvenv.cfg", "b/env/g.py")
    folder = listed("z.py", "a.py", *below).folder
    found = [str(file.path.relative_to(CLASS)) for file in files_below(folder)]
    assert found == ["a.py", "z.py", "b/c/d/e.py"]


def test_the_folder_that_is_asked_about_counts_whatever_its_name_is():
    folder = listed("a.py", folder=Path("/home/solutions")).folder
    assert len(list(files_below(folder))) == 1


def test_the_learners_own_name_of_a_file_is_that_on_the_disk_unless_a_system_adds_to_it():
    (one,) = handed_in([file_on_disk(CLASS / "lee" / "a.py")])
    assert (one.name, one.age.date, one.submitted_at) == ("a.py", "", None)


def test_every_folder_that_could_not_be_listed_is_told_however_deep_it_is():
    deep = Folder(CLASS / "lee" / "b", problem="cannot be listed: Permission denied")
    lee = Folder(CLASS / "lee", folders=(Folder(CLASS / "lee" / "a"), deep))
    top = Folder(CLASS, folders=(lee,), problem="cannot be listed: Input/output error")
    assert list(problems_below(top)) == [
        f"{CLASS}: cannot be listed: Input/output error.",
        f"{CLASS}/lee/b: cannot be listed: Permission denied.",
    ]
