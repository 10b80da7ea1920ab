"""A folder or an archive for each learner: what is a class, and what is told of the rest."""

import pytest

from grader.submission.layouts.folders import arranged, fits, learners_folders, with_the_rest
from grader.submission.layouts.learner import whose
from tests.submission.layouts.listings import CLASS, listed
from tests.submission.layouts.trees import NEURON, SGD


@pytest.mark.parametrize(
    ("names", "is_class"),
    [
        ((), False),
        (("read me.txt",), False),
        (("ada/essay.docx",), True),
        (("ada.zip",), True),
        (("solutions/a.py",), False),
        ((f"{SGD}.py",), False),
        ((f"{SGD}.py", f"old/{SGD}.py"), False),
        ((f"{SGD}.py", "old.zip"), False),
        ((f"{SGD}.py", f"ada/{SGD}.py", f"bo/{SGD}.py"), True),
        ((f"{SGD}.py", f"ada/{SGD}.py", "bo.zip"), True),
        ((f"{SGD}.py", f"ada/{SGD}.py", "pictures/a.png"), False),
        (("mine.py", "pictures/a.png"), False),
        (("mine.py", f"ada/{SGD}.py"), True),
    ],
)
def test_a_class_has_learners_folders_and_an_old_copy_makes_none(names, is_class):
    assert fits(listed(*names)) is is_class


def test_learners_are_ordered_by_path_whether_they_have_folders_or_archives():
    folder = listed("bo.zip", f"ada/{SGD}.py", f"chi/{SGD}.py", "venv/a.py", "notes.txt").folder
    assert [one.path.name for one in learners_folders(folder)] == ["ada", "bo.zip", "chi"]


def test_answers_beside_the_folders_are_of_one_who_is_called_like_the_class():
    found = arranged(listed(f"{SGD}.py", f"{NEURON}.ipynb", f"ada/{SGD}.py"))
    assert [(one.learner, len(one.files)) for one in found.learners] == [("class", 2), ("ada", 1)]
    assert found.notes == ()


def test_what_is_no_learners_is_told_of_unless_it_is_no_work_at_all():
    names = ("ada/a.py", "grades.csv", "helper.py", "old.TAR", "all.rar", "venv/a.py")
    assert arranged(listed(*names)).notes == (
        f"{CLASS}/all.rar: left out. Expected a .zip file.",
        f"{CLASS}/helper.py: left out, it is in no learner's folder.",
        f"{CLASS}/old.TAR: left out. Expected a .zip file.",
        f"{CLASS}/venv: left out, it is no learner's folder.",
    )


def test_the_rest_is_arranged_without_the_files_and_folders_that_are_taken():
    listing = listed("x_1.py", "bo.zip", f"{SGD}.py", "ada/a.py", "group/a.py")
    files = {file.path.name: file for file in listing.folder.files}
    folders = {folder.path.name: folder for folder in listing.folder.folders}
    known = whose(folders["group"])
    rest = with_the_rest(listing, [known], [files["x_1.py"]], [folders["group"]])
    assert [one.learner for one in rest.learners] == ["group", "class", "ada", "bo"]
    assert rest.notes == ()
    assert rest.learners[0] is known
