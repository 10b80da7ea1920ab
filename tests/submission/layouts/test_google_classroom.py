"""Names of files in a folder of Google Drive."""

import unicodedata

import pytest

from grader.submission.layouts.google_classroom import arranged, fits
from grader.submission.layouts.layout import Arranged
from tests.submission.layouts.listings import listed
from tests.submission.layouts.trees import NEURON, SGD


def test_accents_that_macos_takes_apart_are_read_as_one_character():
    copy = unicodedata.normalize("NFD", "Cópia de Zoë - mine.py")
    (one,) = arranged(listed(copy)).learners
    assert one.learner == "Zoë"


@pytest.mark.parametrize(
    ("names", "does_fit"),
    [
        ((f"Ada - {SGD}.py", f"Bo - {SGD}.py"), True),
        ((f"Ada - {SGD}.py", f"Bo - Copy of {SGD}.ipynb"), True),
        (("Ada - Mine.py", "Bo - mine.py"), True),
        (("Ada - all.zip", "Bo - all.zip"), True),
        ((f"Ada - {SGD}.py", f"Ada - {SGD} (1).py"), False),
        ((f"Ada - {SGD}.py", f"Copy of Ada - {SGD}.py"), False),
        ((f"Ada - {SGD}.py", f"Bo - {NEURON}.py"), False),
        (("Ada - essay.docx", "Bo - essay.docx"), False),
        ((f"Ada-{SGD}.py", f"Bo-{SGD}.py"), False),
        ((f" - {SGD}.py", f"Bo - {SGD}.py"), False),
        ((), False),
    ],
)
def test_it_fits_if_one_file_is_there_under_several_names(names, does_fit):
    assert fits(listed(*names)) is does_fit


@pytest.mark.parametrize(
    ("name", "learner", "file"),
    [
        ("Ada L - a.py", "Ada L", "a.py"),
        ("Copy of Copy of Ada - a.py", "Ada", "a.py"),
        ("Kopie von Ada - a.py", "Ada", "a.py"),
        ("Cópia de Ada - a.py", "Ada", "a.py"),
        ("Ada - Bo - a.py", "Ada", "Bo - a.py"),
    ],
)
def test_the_name_ends_at_the_first_dash_between_blanks(name, learner, file):
    (one,) = arranged(listed(name)).learners
    assert (one.learner, [each.name for each in one.files]) == (learner, [file])


def test_files_of_any_kind_belong_to_the_name_and_others_to_the_folder():
    found = arranged(listed("Ada - a.py", f"{SGD}.py", "Ada - plot.png", f"bo/{SGD}.py"))
    assert [(one.learner, len(one.files)) for one in found.learners] == [
        ("Ada", 2),
        ("class", 1),
        ("bo", 1),
    ]


def test_a_folder_without_such_a_name_has_no_learners():
    assert arranged(listed(f"ada/{SGD}.py", "Ada-a.py")) == Arranged()
