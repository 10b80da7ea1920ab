from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.submission.archive import Archives
from grader.submission.discover import Discovery, discover

EXERCISES = ("01_single_neuron", "02_deep_network", "03_sgd")


def touch(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text("")


def look(*paths: Path) -> Discovery:
    with Archives() as archives:
        return discover(paths, EXERCISES, archives)


def found(*paths: Path) -> list[tuple[str, str, str]]:
    return [(f.learner, f.exercise, f.file.path.name) for f in look(*paths).found]


def test_the_learner_of_a_file_is_named_after_its_folder(tmp_path):
    touch(tmp_path / "ada", "03_sgd.py")
    assert found(tmp_path / "ada" / "03_sgd.py") == [("ada", "03_sgd", "03_sgd.py")]


def test_a_folder_of_exercise_files_is_one_learner(tmp_path):
    touch(tmp_path / "ada", "03_sgd.py", "01_single_neuron.ipynb", "notes.txt", "helper.py")
    assert found(tmp_path / "ada") == [
        ("ada", "01_single_neuron", "01_single_neuron.ipynb"),
        ("ada", "03_sgd", "03_sgd.py"),
    ]


def test_a_folder_of_folders_is_one_learner_each_whatever_is_in_it(tmp_path):
    touch(tmp_path / "ada", "03_sgd.py")
    touch(tmp_path / "bob", "Copy_of_03_sgd.ipynb")
    touch(tmp_path / "eve", "essay.docx")
    touch(tmp_path / ".ipynb_checkpoints", "03_sgd.py")
    discovery = look(tmp_path)
    assert [f.learner for f in discovery.found] == ["ada", "bob"]
    assert discovery.learners[2].learner == "eve"
    assert discovery.learners[2].others == ("essay.docx",)


def test_canvas_files_side_by_side_are_one_learner_each(tmp_path):
    touch(tmp_path, "lee_1_2_03_sgd.py", "kim_LATE_3_4_03_sgd.ipynb", "kim_3_5_01_single_neuron.py")
    assert found(tmp_path) == [
        ("kim", "01_single_neuron", "kim_3_5_01_single_neuron.py"),
        ("kim", "03_sgd", "kim_LATE_3_4_03_sgd.ipynb"),
        ("lee", "03_sgd", "lee_1_2_03_sgd.py"),
    ]


def test_of_several_files_for_one_exercise_the_plain_name_comes_first(tmp_path):
    touch(tmp_path, "03_sgd (1).py", "03_sgd.py", "Copy_of_03_sgd.ipynb")
    assert [f.file.path.name for f in look(tmp_path).found] == ["03_sgd.py"]


def test_learners_of_the_same_name_in_different_places_stay_apart(tmp_path):
    touch(tmp_path / "a" / "lee", "03_sgd.py")
    touch(tmp_path / "b" / "lee", "03_sgd.py")
    learners = [f.learner for f in look(tmp_path / "a", tmp_path / "b").found]
    assert learners == ["a/lee", "b/lee"]


def test_one_user_of_two_downloads_from_canvas_is_one_learner(tmp_path):
    for number, name in enumerate(("01_single_neuron.py", "02_deep_network.py")):
        (tmp_path / str(number)).mkdir()
        for user, learner in ((12, "doejane"), (13, "leekim")):
            (tmp_path / str(number) / f"{learner}_{user}_3{number}_{name}").touch()
    with Archives() as archives:
        found = discover([tmp_path / "0", tmp_path / "1"], EXERCISES, archives).learners
    assert [(one.learner, one.account.id, len(one.files)) for one in found] == [
        ("doejane", "12", 2),
        ("leekim", "13", 2),
    ]


def test_the_same_file_given_twice_is_graded_once(tmp_path):
    touch(tmp_path / "ada", "03_sgd.py")
    assert len(found(tmp_path / "ada", tmp_path / "ada" / "03_sgd.py")) == 1


def test_a_file_that_is_no_script_is_a_usage_error_that_names_the_exercises(tmp_path):
    touch(tmp_path, "03_sgd.txt")
    with pytest.raises(UsageError, match="01_single_neuron, 02_deep_network, 03_sgd"):
        look(tmp_path / "03_sgd.txt")


def test_a_folder_without_exercises_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match="nothing to grade"):
        look(tmp_path)


def test_a_link_to_another_learners_file_does_not_affect_that_learner(tmp_path):
    touch(tmp_path / "alice", "03_sgd.py")
    (tmp_path / "bob").mkdir()
    (tmp_path / "bob" / "03_sgd.py").symlink_to(tmp_path / "alice" / "03_sgd.py")
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve" / "03_sgd.py").symlink_to("03_sgd.py")
    assert [learner for learner, _, _ in found(tmp_path)] == ["alice", "bob", "eve"]


def test_canvas_learners_of_one_name_stay_apart(tmp_path):
    touch(tmp_path, "lee_1_7_03_sgd.py", "lee_2_8_03_sgd.py", "kim_3_9_03_sgd.py")
    assert [learner for learner, _, _ in found(tmp_path)] == ["kim", "lee_1", "lee_2"]


def test_deep_folders_of_one_name_stay_apart(tmp_path):
    for top in ("k1", "k2"):
        touch(tmp_path / top / "hw" / "alice", "03_sgd.py")
    learners = [one for one, _, _ in found(tmp_path / "k1" / "hw", tmp_path / "k2" / "hw")]
    assert learners == ["k1/hw/alice", "k2/hw/alice"]


def test_no_file_name_in_a_learners_folder_assigns_the_file_to_another_learner(tmp_path):
    touch(tmp_path / "alice", "01_single_neuron.py")
    touch(tmp_path / "mallory", "alice_1_1_01_single_neuron.py", "carol_2_2_02_deep_network.py")
    assert found(tmp_path) == [
        ("alice", "01_single_neuron", "01_single_neuron.py"),
        ("mallory", "01_single_neuron", "alice_1_1_01_single_neuron.py"),
        ("mallory", "02_deep_network", "carol_2_2_02_deep_network.py"),
    ]


def test_two_paths_that_result_in_one_name_stay_two_learners(tmp_path):
    touch(tmp_path, "lee_1_7_03_sgd.py", "lee_2_8_03_sgd.py")
    touch(tmp_path / "lee_1", "03_sgd.py")
    learners = [learner for learner, _, _ in found(tmp_path)]
    assert len(set(learners)) == len(learners) == 3


def test_a_file_beside_the_folders_of_a_class_hides_no_learner(tmp_path):
    touch(tmp_path / "class", "01_single_neuron.py")
    touch(tmp_path / "class" / "alice", "01_single_neuron.py")
    touch(tmp_path / "class" / "bob", "01_single_neuron.py")
    learners = [learner for learner, _, _ in found(tmp_path / "class")]
    assert sorted(learners) == ["alice", "bob", "class"]


def test_an_old_copy_beside_a_learners_files_is_reported_and_left_out(tmp_path):
    touch(tmp_path / "lee", "03_sgd.py")
    touch(tmp_path / "lee" / "backup", "03_sgd.py")
    touch(tmp_path / "lee" / "pictures", "a.png")
    discovery = look(tmp_path / "lee")
    assert [entry.learner for entry in discovery.found] == ["lee"]
    (note,) = discovery.notes
    assert "backup" in note


def test_an_empty_path_among_several_is_a_note(tmp_path):
    touch(tmp_path / "alice", "03_sgd.py")
    touch(tmp_path / "empty")
    touch(tmp_path, "bad.zip", "notes.txt")
    discovery = look(*(tmp_path / name for name in ("empty", "alice", "bad.zip", "notes.txt")))
    assert [entry.learner for entry in discovery.found] == ["alice"]
    assert len(discovery.notes) == 3


def test_a_link_with_a_missing_or_too_long_target_does_not_end_the_run(tmp_path):
    touch(tmp_path / "alice", "03_sgd.py")
    (tmp_path / "mallory").mkdir()
    (tmp_path / "mallory" / "03_sgd.py").symlink_to("a" * 300)
    (tmp_path / "mallory" / "x").symlink_to("b" * 300)
    (tmp_path / "dangling").symlink_to("/nonexistent/there")
    assert [learner for learner, _, _ in found(tmp_path)] == ["alice", "mallory"]
