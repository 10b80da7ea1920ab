"""Which layout a folder has, and how many levels of it are looked at."""

import pytest

from grader.errors import UsageError
from grader.submission.arrange import arrange
from grader.submission.layouts.layout import Arranged, Listing
from tests.submission.layouts.listings import CLASS, listed, written
from tests.submission.layouts.trees import DEEP, NEURON, SGD, packed


def shown(listing: Listing, layout_name: str = "auto") -> tuple[str, dict[str, list[str]]]:
    """Return the layout, and the files of each learner below the folder."""
    name, arranged = arrange(listing, layout_name)
    return name, {
        one.learner: [str(each.file.path.relative_to(listing.folder.path)) for each in one.files]
        for one in arranged.learners
    }


def test_what_is_no_work_does_not_make_a_folder_around_a_class_a_class():
    names = (f"hw/ada/{SGD}.py", f"hw/bo/{SGD}.py", f"solutions/{SGD}.py", "grades.csv")
    assert shown(listed(*names)) == (
        "folders",
        {"ada": [f"hw/ada/{SGD}.py"], "bo": [f"hw/bo/{SGD}.py"]},
    )


def test_a_script_beside_the_only_folder_ends_the_way_down():
    beside = (f"{NEURON}.py", f"old/{NEURON}.py")
    assert shown(listed(*beside)) == ("learner", {"class": [f"{NEURON}.py"]})


def test_the_outermost_level_that_a_course_system_made_is_the_class():
    names = (f"Jo Diaz_1_assignsubmission_file/lee_1_2_{SGD}.py",)
    name, learners = shown(listed(*names))
    assert (name, list(learners)) == ("moodle", ["Jo Diaz"])


def test_a_course_systems_layout_comes_before_folders_of_learners():
    names = (f"lee_1_2_{SGD}.py", f"kim_3_4_{SGD}.py", f"ada/{SGD}.py", f"bo/{SGD}.py")
    name, learners = shown(listed(*names))
    assert (name, set(learners)) == ("canvas", {"lee", "kim", "ada", "bo"})


@pytest.mark.parametrize(
    ("files", "learners"),
    [
        ({f"ada/{SGD}.py": b"", f"bo/{SGD}.py": b""}, ["ada", "bo"]),
        ({f"week 1/{NEURON}.py": b"", f"week 2/{SGD}.py": b""}, ["work"]),
        ({f"{SGD}.py": b"", f"a/{SGD}.py": b"", f"b/{SGD}.py": b""}, ["work"]),
    ],
    ids=["the same exercise twice", "other exercises", "answers beside them"],
)
def test_folders_in_the_only_archive_are_learners_if_they_have_the_same_exercise(
    files, learners, tmp_path
):
    listing = written(tmp_path, {"work.zip": packed(files)})
    with listing.archives:
        name, arranged = arrange(listing)
    assert name == "folders"
    assert [one.learner for one in arranged.learners] == learners


def test_only_a_single_archive_with_nothing_beside_it_is_a_guess(tmp_path):
    work = packed({f"{SGD}.py": b""})
    alone = written(tmp_path / "one", {"ada.zip": work})
    two = written(tmp_path / "two", {"ada.zip": work, "bo.zip": work})
    beside = written(tmp_path / "beside", {"ada.zip": work, "solutions/a.py": b""})
    guesses = []
    for listing in (alone, two, beside):
        with listing.archives:
            guesses.append([one.is_guess for one in arrange(listing)[1].learners])
    assert guesses == [[True], [False, False], [False]]


def test_an_archive_that_cannot_be_opened_is_still_its_learners(tmp_path):
    listing = written(tmp_path, {"ada.zip": b"no archive"})
    assert shown(listing) == ("folders", {"ada": ["ada.zip"]})


def test_a_class_in_an_archive_in_an_archive_is_not_looked_for(tmp_path):
    inner = packed({f"{who}/{SGD}.py": b"" for who in ("ada", "bo")})
    listing = written(tmp_path, {"outer.zip": packed({"inner.zip": inner})})
    with listing.archives:
        assert list(shown(listing)[1]) == ["outer"]


def test_the_forced_layout_learner_takes_the_folder_itself():
    names = (f"hw/ada/{SGD}.py", f"hw/bo/{DEEP}.py")
    assert shown(listed(*names), "learner") == ("learner", {"class": list(names)})


def test_a_forced_layout_is_looked_for_in_the_folders_below():
    names = (f"a/b/lee_1_2_{SGD}.py", f"a/b/kim_3_4_{SGD}.py")
    name, learners = shown(listed(*names), "canvas")
    assert (name, set(learners)) == ("canvas", {"lee", "kim"})


def test_a_forced_layout_without_a_trace_of_it_has_no_learners():
    assert arrange(listed(f"ada/{SGD}.py"), "blackboard") == ("blackboard", Arranged())


def test_a_group_is_refused_only_if_every_folder_with_work_is_a_group():
    groups = [f"{group}/{who}/{SGD}.py" for group in "AB" for who in ("ada", "bo")]
    with pytest.raises(UsageError, match=rf"^{CLASS}: each folder .* such as A\."):
        arrange(listed(*groups, "notes/read.txt"))
    assert list(shown(listed(*groups, f"eve/{SGD}.py"))[1]) == ["A", "B", "eve"]
    weeks = [f"{who}/week {n}/{name}.py" for who in "AB" for n, name in ((1, NEURON), (2, SGD))]
    assert list(shown(listed(*weeks))[1]) == ["A", "B"]
