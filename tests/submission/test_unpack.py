"""Opening a learner's archives: what becomes a script, what is only named, and what is a note."""

from datetime import datetime, timezone
from pathlib import Path

import pytest

from grader.submission.archive import Archives
from grader.submission.learners import Age, HandedIn, LearnerFiles
from grader.submission.listing import file_on_disk
from grader.submission.unpack import MAX_NOTES, few, unpacked
from tests.submission.layouts.trees import packed

AT = datetime(2026, 11, 30, tzinfo=timezone.utc)


def of(folder: Path, files: dict[str, bytes], notes: tuple[str, ...] = ()) -> LearnerFiles:
    """Return a learner whose files, in this order, are right in a folder."""
    found = []
    for name, content in files.items():
        (folder / name).write_bytes(content)
        found.append(HandedIn(file_on_disk(folder / name), name, Age(attempt=2), AT))
    return LearnerFiles("lee", folder, tuple(found), notes=notes)


def opened(learner: LearnerFiles) -> LearnerFiles:
    with Archives() as archives:
        return unpacked(learner, archives)


def test_scripts_are_kept_and_other_files_are_only_named(tmp_path):
    files = dict.fromkeys(("a.PY", "b.ipynb", "c.pdf", "d"), b"")
    lee = opened(of(tmp_path, files))
    assert [one.name for one in lee.files] == ["a.PY", "b.ipynb"]
    assert (lee.others, lee.notes) == (("c.pdf", "d"), ())


def test_files_in_an_archive_were_handed_in_when_the_archive_was(tmp_path):
    inner = packed({"deep/b.py": b"", "plot.png": b""})
    lee = opened(of(tmp_path, {"x_1_2_all.zip": packed({"a.py": b"", "in.zip": inner})}))
    assert [(one.name, one.age, one.submitted_at) for one in lee.files] == [
        ("a.py", Age(attempt=2), AT),
        ("b.py", Age(attempt=2), AT),
    ]
    assert lee.others == ("plot.png",)


def test_folders_of_an_archive_that_are_no_work_are_left_out(tmp_path):
    names = ("a.py", "solutions/a.py", "env/pyvenv.cfg", "env/b.py", ".git/c.py")
    lee = opened(of(tmp_path, {"all.zip": packed(dict.fromkeys(names, b""))}))
    assert [one.file.path.name for one in lee.files] == ["a.py"]


@pytest.mark.parametrize(("count", "opens"), [(10, True), (11, False)])
def test_ten_archives_in_an_archive_are_opened_and_eleven_are_not(count, opens, tmp_path):
    inner = {f"{number}.zip": packed({f"{number}.py": b""}) for number in range(count)}
    lee = opened(of(tmp_path, {"all.zip": packed({**inner, "own.py": b""})}))
    assert len(lee.files) == 1 + (count if opens else 0)
    assert [one.name for one in lee.files if one.name == "own.py"] == ["own.py"]
    expected = () if opens else (f"{tmp_path}/all.zip: left out the 11 archives in it.",)
    assert lee.notes == expected


def test_an_archive_that_cannot_be_read_is_a_note_and_the_next_file_is_found(tmp_path):
    lee = opened(of(tmp_path, {"all.zip": b"no archive", "work.rar": b"", "a.py": b""}, ("so",)))
    assert [one.name for one in lee.files] == ["a.py"]
    assert lee.others == ("work.rar",)
    said, why, expected = lee.notes
    assert said == "so"
    assert why.startswith(f"{tmp_path}/all.zip: this is not a .zip file that can be read")
    assert expected == f"{tmp_path}/work.rar: left out. Expected a .zip file."


def test_an_exception_is_a_note_and_what_was_found_before_stays(tmp_path):
    lee = of(tmp_path, {"a.py": b"", "b.py": b""})
    first, second = lee.files
    strange = HandedIn(file_on_disk(tmp_path / "a\0.zip"), "a.zip")
    lee = opened(LearnerFiles("lee", tmp_path, (first, strange, second)))
    assert lee.files == (first,)
    (note,) = lee.notes
    assert note.startswith(f"{tmp_path}: left out, finding its files failed: ValueError(")


def test_so_many_notes_are_shown_and_the_others_are_counted():
    notes = [f"note {number}" for number in range(MAX_NOTES + 2)]
    assert few(notes[:MAX_NOTES], "lee") == tuple(notes[:MAX_NOTES])
    assert few(notes, "lee") == (*notes[:MAX_NOTES], "lee: and 2 more files left out.")
