"""Which file of a learner is graded for which exercise, and what counts."""

import pytest

from grader.errors import UsageError
from grader.processes.environment import own_paths
from grader.submission.archive import Archives
from grader.submission.choose import ReadingSettings, read_learners
from grader.submission.discover import discover
from grader.submission.reader import Reader
from tests.submission.layouts.test_layouts import files_of
from tests.submission.layouts.test_trees import reading
from tests.submission.layouts.trees import COURSE, DEEP, NEURON, SGD, answers, on_disk, untouched


def test_a_file_of_any_name_is_recognised_by_what_it_defines(tmp_path, reader):
    on_disk(tmp_path / "ada", {"mine.py": answers(SGD), "helpers.py": b"def mean(x):\n  ...\n"})
    read = reading(tmp_path / "ada", reader)
    assert files_of(read) == {("ada", SGD): str(tmp_path / "ada" / "mine.py")}
    assert read.told == {"ada": ("no exercise recognised: helpers.py",)}
    assert files_of(reading(tmp_path / "ada" / "mine.py", reader)) == files_of(read)


def test_one_file_may_answer_several_exercises(tmp_path, reader):
    on_disk(tmp_path / "ada", {"all.py": answers(NEURON) + answers(SGD)})
    assert set(files_of(reading(tmp_path / "ada", reader))) == {("ada", NEURON), ("ada", SGD)}


def test_a_few_answers_are_enough_if_no_other_exercise_has_more(tmp_path, reader):
    source = b"def train(*given):\n    return given\n"
    on_disk(tmp_path / "ada", {"mine.py": source})
    assert set(files_of(reading(tmp_path / "ada", reader))) == {("ada", SGD)}
    on_disk(tmp_path / "bo", {"mine.py": source + answers(DEEP)})
    assert set(files_of(reading(tmp_path / "bo", reader))) == {("bo", DEEP)}


@pytest.mark.parametrize(
    "source", [b"from other import train, relu\n", b"x = 1\n", b"\xff\0", b"def ("]
)
def test_a_file_that_defines_no_task_is_nothing_to_grade(source, tmp_path, reader):
    on_disk(tmp_path, {"mine.py": source})
    with pytest.raises(UsageError, match="nothing to grade"):
        reading(tmp_path / "mine.py", reader)


def test_a_helper_does_not_take_the_place_of_the_named_file(tmp_path, reader):
    helper = b"def train(*given):\n    return given\n"
    on_disk(tmp_path / "ada", {f"{SGD}.py": answers(SGD), "a.py": helper})
    read = reading(tmp_path / "ada", reader)
    assert files_of(read)["ada", SGD].endswith(f"{SGD}.py")
    (note,) = read.notes
    assert note.endswith(f"a.py: left out, {SGD}.py was graded instead.")


def test_an_untouched_stub_gives_way_to_the_work_under_another_name(tmp_path, reader):
    on_disk(tmp_path / "ada", {f"{SGD}.py": untouched(SGD), "try.py": answers(SGD)})
    assert files_of(reading(tmp_path / "ada", reader))["ada", SGD].endswith("try.py")


def test_an_untouched_stub_alone_is_graded(tmp_path, reader):
    on_disk(tmp_path / "ada", {f"{SGD}.py": untouched(SGD), f"{SGD} (1).py": untouched(SGD)})
    assert files_of(reading(tmp_path / "ada", reader))["ada", SGD].endswith(f"{SGD}.py")


def test_a_damaged_copy_gives_way_to_one_with_answers(tmp_path, reader):
    on_disk(tmp_path / "ada", {f"{SGD}.ipynb": b"{", f"{SGD}-1.py": answers(SGD)})
    assert files_of(reading(tmp_path / "ada", reader))["ada", SGD].endswith(f"{SGD}-1.py")


def test_of_copies_the_plain_name_is_graded_and_the_others_are_named(tmp_path, reader):
    names = (f"{SGD} (1).py", f"{SGD}.py", f"old/{SGD}.py")
    on_disk(tmp_path / "class" / "ada", dict.fromkeys(names, answers(SGD)))
    on_disk(tmp_path / "class" / "bo", {f"{SGD}.py": answers(SGD)})
    home = tmp_path / "class" / "ada"
    assert reading(tmp_path / "class", reader).notes == (
        f"{home}/old/{SGD}.py: left out, {home}/{SGD}.py was graded instead.",
        f"{home}/{SGD} (1).py: left out, {SGD}.py was graded instead.",
    )


def test_very_many_files_give_only_a_few_notes(tmp_path, reader):
    on_disk(tmp_path / "lee", {f"{number}_{SGD}.py": answers(SGD) for number in range(100)})
    notes = reading(tmp_path / "lee", reader).notes
    assert len(notes) == 6
    assert "94 more" in notes[-1]


@pytest.mark.parametrize(
    "names",
    [
        ("ada.py", "bo.py"),
        (f"ada_{SGD}.py", f"bo_{SGD}.py"),
        (f"2026001-{SGD}.py", f"2026002-{SGD}.py"),
        (f"{SGD}.py", *(f"{SGD}_{who}.py" for who in ("ada", "bo", "chi", "dov"))),
    ],
)
def test_files_of_several_people_are_not_taken_for_one_learners(names, tmp_path, reader):
    on_disk(tmp_path, dict.fromkeys(names, answers(SGD)))
    with pytest.raises(UsageError, match=f"{len(names)} files claim {SGD}, .*--layout learner"):
        reading(tmp_path, reader)
    with Archives() as archives:
        found = discover([tmp_path / name for name in names], COURSE.names, archives)
        with pytest.raises(UsageError, match="files claim"):
            read_learners(found, ReadingSettings(COURSE, archives, reader))
    assert len(files_of(reading(tmp_path, reader, "learner"))) == 1


@pytest.mark.parametrize(
    "names",
    [
        (f"{SGD}.py", f"{SGD} (1).py", f"Copy of {SGD}.py", f"{SGD}_final_v2.py"),
        (f"{SGD}_final.py", f"my_{SGD}_old.py"),
        (f"{SGD}.py", f"{SGD}_momentum.py", f"{SGD}_plots.py"),
        (f"lee_{SGD}.py", f"lee_{SGD}_final.py"),
    ],
)
def test_copies_by_one_learner_are_not_refused(names, tmp_path, reader):
    on_disk(tmp_path, dict.fromkeys(names, answers(SGD)))
    assert len(files_of(reading(tmp_path, reader))) == 1


def test_one_folder_alone_is_out_of_what_is_there_and_a_class_of_the_course(tmp_path, reader):
    for who in ("ada", "bo"):
        on_disk(tmp_path / who, {f"{SGD}.py": answers(SGD)})
    assert [one.exercise for one in reading(tmp_path / "ada", reader).submissions] == [SGD]
    whole = [*COURSE.names]
    assert [one.exercise for one in reading(tmp_path, reader).submissions] == whole * 2
    forced = reading(tmp_path / "ada", reader, "learner")
    assert [one.exercise for one in forced.submissions] == whole
    with Archives() as archives:
        found = discover([tmp_path / "ada"], COURSE.names, archives)
        switched = ReadingSettings(COURSE, archives, reader, is_whole=True)
        assert [one.exercise for one in read_learners(found, switched).submissions] == whole


def test_a_reader_that_fails_costs_no_points_for_a_file_of_another_name(tmp_path):
    on_disk(tmp_path / "broken" / "grader", {"__init__.py": b"raise ImportError('half')\n"})
    on_disk(tmp_path / "ada", {"mine.py": answers(SGD)})
    with Reader([str(tmp_path / "broken")]) as broken:
        read = reading(tmp_path / "ada", broken)
    assert {one.internal_error != "" for one in read.submissions} == {True}
    assert len(read.submissions) == len(COURSE.exercises)
    with Reader(own_paths()) as reader:
        assert not any(one.internal_error for one in reading(tmp_path / "ada", reader).submissions)
