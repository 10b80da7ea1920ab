"""A file that is not looked at has a note that names it."""

import io
import zipfile

import pytest

from grader.errors import UsageError
from grader.submission.archive import Archives
from grader.submission.discover import discover
from tests.submission.layouts.trees import COURSE, NEURON, SGD, on_disk, packed

pytestmark = pytest.mark.filterwarnings("ignore:Duplicate name")

HIDDEN = {
    f"ada/{SGD}.py": b"1",
    f"ada/.work/deep/{NEURON}.py": b"2",
    "ada/.work/z.py": b"3",
    f"bob/{SGD}.py": b"4",
    f"bob/._{SGD}.py": b"5",
    f"bob/.git/{SGD}.py": b"6",
    f"bob/.ipynb_checkpoints/{SGD}.ipynb": b"7",
    f"bob/.venv/{SGD}.py": b"8",
    "bob/.own/pyvenv.cfg": b"",
    f"bob/.own/{SGD}.py": b"9",
    f"bob/__MACOSX/.work/{SGD}.py": b"10",
    "bob/.notes/readme.txt": b"",
    f".lee/{SGD}.ipynb": b"11",
}


def found(*paths):
    with Archives() as archives:
        return discover(paths, COURSE.names, archives)


def twice(*files: tuple[str, bytes]) -> bytes:
    """Return a .zip file with these entries, also if several have one name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("form", ["folder", "archive", "archive in a folder", "archives"])
def test_files_in_hidden_folders_are_named_but_for_those_of_tools(form, tmp_path):
    on_disk(
        tmp_path,
        {
            "folder": {f"class/{name}": content for name, content in HIDDEN.items()},
            "archive": {"class.zip": packed(HIDDEN)},
            "archive in a folder": {"class/all.zip": packed(HIDDEN)},
            "archives": {
                f"class/{who}.zip": packed(
                    {name.removeprefix(f"{who}/"): HIDDEN[name] for name in HIDDEN if who in name}
                )
                for who in ("ada", "bob")
            },
        }[form],
    )
    (start,) = tmp_path.iterdir()
    notes = [note.replace(str(tmp_path), "") for note in found(start).notes]
    told = "left out with 1 more file, since the folder .work is hidden."
    assert any(note.endswith(f".work/z.py: {told}") for note in notes)
    if form != "archives":
        told = "left out, since the folder .lee is hidden."
        assert any(note.endswith(f"/.lee/{SGD}.ipynb: {told}") for note in notes)
    assert len(notes) == (1 if form == "archives" else 2)


def test_a_class_whose_files_are_all_hidden_is_told_so(tmp_path):
    on_disk(tmp_path, {f".ada/{SGD}.py": b""})
    with pytest.raises(UsageError, match=r"03_sgd.py: left out, since the folder .ada is hidden"):
        found(tmp_path)


def test_many_hidden_folders_have_a_bounded_number_of_notes(tmp_path):
    on_disk(
        tmp_path, {f"learner{n}/{where}{SGD}.py": b"" for n in range(30) for where in ("", ".x/")}
    )
    notes = found(tmp_path).notes
    assert len(notes) == 21
    assert notes[-1].endswith("and 10 more notes on files that were left out.")


@pytest.mark.parametrize("again", [f"ada/{SGD}.py", f"./ada/{SGD}.py"])
@pytest.mark.parametrize("is_inner", [True, False])
def test_of_two_entries_with_one_path_the_later_counts_and_a_note_says_so(
    again, is_inner, tmp_path
):
    entries = twice(
        (f"ada/{SGD}.py", b"old"),
        (again, b"new"),
        (f"bob/{SGD}.py", b""),
        ("ada/x.txt", b"1"),
        ("ada/x.txt", b"2"),
    )
    path = "class/lee.zip" if is_inner else "class.zip"
    beside = {f"class/max/{SGD}.py": b""} if is_inner else {}
    on_disk(tmp_path, {path: entries, **beside})
    discovery = found(tmp_path / path.partition("/")[0])
    (note,) = discovery.notes
    told = "its archive has two files of this name, and the later one counts."
    assert note == f"{tmp_path / path}/ada/{SGD}.py: {told}"
    files = [each.file for one in discovery.learners for each in one.files]
    with Archives() as archives:
        assert b"new" in [archives.content(one, 100) for one in files if one.members]


def test_two_equal_entries_need_no_note(tmp_path):
    entries = [(f"ada/{SGD}.py", b"same")] * 2 + [(f"bob/{SGD}.py", b"")]
    on_disk(tmp_path, {"class.zip": twice(*entries)})
    assert found(tmp_path / "class.zip").notes == ()
