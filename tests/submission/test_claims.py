"""Whether files of one exercise are copies by one learner, or several learners', by their names."""

import pytest

from grader.submission.claims import are_of_several

SGD = "03_sgd"


@pytest.mark.parametrize(
    "added",
    [
        ("",),
        (" (1)", " (2)"),
        ("-final", "_v2"),
        ("_2026", "_2027"),  # a year or an hour is too short for a student's number
        ("_Lee", "_lee final"),
        ("_jose\u0301", "_jos\u00e9"),  # macOS writes an accent as a character of its own
        ("", "_momentum", "_plots", "_slow"),
    ],
)
def test_words_of_copies_and_short_numbers_name_nobody(added):
    assert not are_of_several((f"{SGD}{one}.py" for one in added), SGD)


@pytest.mark.parametrize(
    "added",
    [
        ("_ada", "_bo"),
        ("_ada_final", "_bo_final"),
        ("_20260", "_20270"),
        ("_\u0438\u0432\u0430\u043d", "_\u043e\u043b\u044c\u0433\u0430"),
        ("", "_ada", "_bo", "_chi", "_dov"),
    ],
)
def test_other_words_and_long_numbers_name_several(added):
    assert are_of_several((f"{SGD}{one}.py" for one in added), SGD)


def test_the_same_word_beside_the_exercise_is_one_learners_whatever_their_files_are_called():
    assert not are_of_several(("lee_03_sgd.py", "03-SGD lee.ipynb", "Copy of sgd_lee (2).py"), SGD)


def test_words_of_the_exercises_own_name_are_no_learners():
    exercise = "02_deep_network"
    assert not are_of_several(("network.py", "deep.py", "Deep Network.py"), exercise)
    assert are_of_several(("network_ada.py", "deep_bo.py"), exercise)


def test_no_file_is_nobodys():
    assert not are_of_several((), SGD)
