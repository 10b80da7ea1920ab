"""Finding the exercise and the learner in the names of files."""

import pytest

from grader.records import Account
from grader.submission.layouts.canvas import canvas_account, canvas_learners
from grader.submission.names import exercise_of, moodle_learner

EXERCISES = ("01_single_neuron", "02_deep_network", "03_sgd")


@pytest.mark.parametrize(
    ("name", "exercise"),
    [
        ("03_sgd.py", "03_sgd"),
        ("Copy_of_03_sgd.ipynb", "03_sgd"),
        ("Copy of 03_sgd.ipynb", "03_sgd"),
        ("03_sgd (1).py", "03_sgd"),
        ("03-SGD.py", "03_sgd"),
        ("03sgd.py", "03_sgd"),
        ("lastname_123_456_03_sgd.ipynb", "03_sgd"),
        ("lee_LATE_12_34_01_single_neuron-2.py", "01_single_neuron"),
        ("02_deep_network_final_FINAL.py", "02_deep_network"),
        ("sgd.py", None),
        ("103_sgd.py", None),
        ("03_sgdx.py", None),
        ("03_3_sgd.py", None),
        ("03_sgd副本.ipynb", "03_sgd"),
        ("“03_sgd.ipynb”的副本.ipynb", "03_sgd"),
        ("notes.py", None),
        (".py", None),
        ("", None),
    ],
)
def test_an_exercise_is_recognised_by_its_name_within_a_file_name(name, exercise):
    assert exercise_of(name, EXERCISES) == exercise


@pytest.mark.parametrize(
    ("name", "exercise"),
    [
        ("урок_2.py", "урок_2"),
        ("Копия Урок-2 (1).ipynb", "урок_2"),
        ("u\u0308bung.py", "übung"),  # as macOS writes it
        ("lee_1_2_übung.py", "übung"),
        ("2.py", None),
        ("bung.py", None),
        ("notes.py", None),
        ("☆.py", "☆"),
    ],
)
def test_an_exercise_may_have_a_name_in_any_script(name, exercise):
    assert exercise_of(name, ("урок_1", "урок_2", "übung", "☆")) == exercise


def test_only_as_much_of_a_name_is_looked_at_as_a_disk_can_hold():
    assert exercise_of(f"{'x' * 240}_03_sgd.py", EXERCISES) == "03_sgd"
    assert exercise_of(f"{'x' * 255}_03_sgd.py", EXERCISES) is None


def test_of_two_exercises_in_one_name_the_first_in_the_course_counts():
    assert exercise_of("03_sgd_like_01_single_neuron.py", EXERCISES) == "01_single_neuron"


def test_an_exercise_is_not_taken_for_a_longer_one():
    assert exercise_of("03_sgd_momentum.py", ("03_sgd_momentum", "03_sgd")) == "03_sgd_momentum"
    assert exercise_of("03_sgd.py", ("03_sgd_momentum", "03_sgd")) == "03_sgd"


def test_canvas_names_give_each_learner_their_files():
    assert canvas_learners(
        ["lee_1_2_03_sgd.py", "kim_LATE_3_4_03_sgd.py", "kim_3_5_01_single_neuron.py", "notes.txt"]
    ) == {
        "lee_1_2_03_sgd.py": "lee",
        "kim_LATE_3_4_03_sgd.py": "kim",
        "kim_3_5_01_single_neuron.py": "kim",
    }


def test_learners_with_the_same_last_name_are_distinguished_by_user_id():
    learners = canvas_learners(["lee_1_7_a.py", "lee_2_8_a.py", "lee_1_9_b.py", "kim_3_9_a.py"])
    assert list(learners.values()) == ["lee_1", "lee_2", "lee_1", "kim"]


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["03_sgd.py", "01_single_neuron.py"],
        ["lee_1_2_03_sgd.py"],
        ["lee_1_2_03_sgd.py", "lee_1_3_01_single_neuron.py"],
        ["deep_network_2_03_sgd.py", "_1_2_03_sgd.py"],
    ],
)
def test_names_of_fewer_than_two_learners_are_not_from_canvas(names):
    assert canvas_learners(names) == {}


def test_the_number_of_a_user_is_in_the_name_that_canvas_gave():
    assert canvas_account("lee_LATE_12_34_03_sgd.py") == Account("12")
    assert canvas_account("03_sgd.py") == Account()


@pytest.mark.parametrize(
    ("folder", "id_"),
    [
        ("Ada Lovelace_123_assignsubmission_file_", "123"),
        ("Ada Lovelace_123_assignsubmission_file", "123"),
        ("Participant_7_assignsubmission_file_", "7"),
        ("Ada Lovelace_123_assignsubmission_onlinetext_", "123"),
        ("Ada_x_assignsubmission_file_", ""),
        ("_1_assignsubmission_file", ""),
        ("ada", ""),
    ],
)
def test_the_number_of_a_participant_is_in_the_name_that_moodle_gave(folder, id_):
    name, account = moodle_learner(folder)
    assert account == (Account(id_, folder) if id_ else Account())
    assert name == (folder.partition("_")[0] if id_ else folder)
