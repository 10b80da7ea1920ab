"""Whose file it is: twelve learners in seven layouts, zipped and with one more folder around it."""

from pathlib import Path

import pytest

from grader.records import Submission
from grader.submission.archive import Archives
from grader.submission.choose import Reading, ReadingSettings, read_learners
from grader.submission.discover import discover
from grader.submission.layouts import LAYOUTS
from grader.submission.layouts.layout import layout
from tests.submission.layouts.trees import COURSE, TREES, TWELVE, on_disk, packed


def reading(path: Path, reader, layout_name: str = "auto") -> Reading:
    with Archives() as archives:
        found = discover([path], COURSE.names, archives, layout_name)
        return read_learners(
            found, ReadingSettings(COURSE, archives, reader, is_whole=found.is_class)
        )


def graded(submissions: tuple[Submission, ...]) -> dict[str, dict[str, str]]:
    """Return the file of each exercise of each learner, without what a course system added."""
    rows: dict[str, dict[str, str]] = {}
    for one in submissions:
        row = rows.setdefault(one.learner, {})
        if one.file:
            assert {source.state for source in one.tasks.values()} == {"answered"}
            row[one.exercise] = one.file
        else:
            assert {source.state for source in one.tasks.values()} == {"missing"}
    return rows


def write(folder: Path, form: str, files: dict[str, bytes]) -> Path:
    if form.endswith("in a folder"):
        files = {f"Homework 1/{name}": content for name, content in files.items()}
    if form.startswith("zipped"):
        (folder / "download.zip").write_bytes(packed(files))
        return folder if form == "zipped, its folder" else folder / "download.zip"
    return on_disk(folder / "download", files)


FORMS = ("folder", "zipped", "in a folder", "zipped, in a folder", "zipped, its folder")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TREES)
def test_every_learner_gets_a_row_and_their_own_files(name, form, tmp_path, reader):
    tree = TREES[name]
    read = reading(write(tmp_path, form, dict(tree.files())), reader)
    rows = graded(read.submissions)
    assert set(rows) == {tree.shown(who) for who in TWELVE}
    assert len(read.submissions) == len(TWELVE) * len(COURSE.exercises)
    for who in TWELVE:
        files = rows[tree.shown(who)]
        assert set(files) == set(who.graded)
        for exercise, file in who.graded.items():
            assert files[exercise].endswith(file)
        assert read.told.get(tree.shown(who), ()) == who.told


@pytest.mark.parametrize("name", TREES)
def test_a_layout_can_be_forced(name, tmp_path, reader):
    tree = TREES[name]
    read = reading(on_disk(tmp_path, dict(tree.files())), reader, name)
    assert set(graded(read.submissions)) == {tree.shown(who) for who in TWELVE}


def test_of_hua_the_finished_copy_is_graded_and_the_stub_is_named(tmp_path, reader):
    read = reading(on_disk(tmp_path, dict(TREES["folders"].files())), reader)
    (note,) = read.notes
    assert note.endswith("03_sgd.py: left out, 03_sgd (1).py was graded instead: it has answers.")


def test_every_layout_is_a_module_with_the_two_functions():
    for name in LAYOUTS:
        assert callable(layout(name).fits)
        assert callable(layout(name).arranged)
