"""What each layout knows beyond the names: attempts, groups, strangers' text."""

import pytest

from grader.errors import UsageError
from grader.submission.archive import Archives
from grader.submission.discover import Discovery, discover
from grader.submission.learners import Age
from tests.submission.layouts.test_trees import reading
from tests.submission.layouts.trees import COURSE, DEEP, NEURON, SGD, answers, on_disk, untouched

ATTEMPT = "HW_ada_attempt_2026-11-{}-09-03-07"


def look(folder, layout_name="auto") -> Discovery:
    with Archives() as archives:
        return discover([folder], COURSE.names, archives, layout_name)


def learners(folder) -> list[str]:
    return [one.learner for one in look(folder).learners]


def files_of(read) -> dict[tuple[str, str], str]:
    return {(one.learner, one.exercise): one.file for one in read.submissions if one.file}


def test_the_newest_attempt_of_blackboard_is_graded_and_the_other_is_named(tmp_path, reader):
    for day in ("07", "26"):
        name = f"{ATTEMPT.format(day)}_{SGD}.py"
        on_disk(tmp_path, {name: answers(SGD)})
    read = reading(tmp_path, reader)
    newest = f"{ATTEMPT.format('26')}_{SGD}.py"
    assert files_of(read) == {("ada", SGD): str(tmp_path / newest)}
    (note,) = read.notes
    assert note.endswith(
        f"07-09-03-07_{SGD}.py: left out, {newest} was graded instead: it is newer."
    )


def test_an_older_attempt_with_answers_comes_before_a_newer_stub(tmp_path, reader):
    old, new = (f"{ATTEMPT.format(day)}_{SGD}.py" for day in ("07", "26"))
    on_disk(tmp_path, {old: answers(SGD), new: untouched(SGD)})
    read = reading(tmp_path, reader)
    assert files_of(read) == {("ada", SGD): str(tmp_path / old)}
    assert read.notes == (f"{tmp_path / new}: left out, {old} was graded instead: it has answers.",)


def test_the_number_of_a_file_tells_the_newest_in_canvas(tmp_path, reader):
    names = [f"lee_1_{number}_{SGD}.py" for number in (99, 1_000)]
    on_disk(tmp_path, {name: answers(SGD) for name in (*names, f"kim_2_5_{SGD}.py")})
    read = reading(tmp_path, reader)
    assert files_of(read)["lee", SGD] == str(tmp_path / names[1])


def test_anonymous_files_of_canvas_are_one_learner_each(tmp_path):
    on_disk(tmp_path, {f"anon_a1B2c_7_{SGD}.py": b"", f"LATE_anon_Z9y8x_8_{SGD}.py": b""})
    assert sorted(learners(tmp_path)) == ["anon_Z9y8x", "anon_a1B2c"]


def test_who_is_late_in_canvas_is_told_since_no_time_is(tmp_path):
    names = ("bochan_2_7", "chanbo_LATE_3_8", "lovelaceada_1_5", "lovelaceada_LATE_1_9")
    on_disk(tmp_path, {f"{name}_{SGD}.py": b"" for name in (*names, "LATE_anon_Z9y8x_6")})
    (note,) = look(tmp_path).notes
    assert note.startswith("marked late by Canvas, which does not tell the time")
    assert note.endswith("grade policy --roster (3): anon_Z9y8x, chanbo, lovelaceada")


def test_a_file_of_a_learner_does_not_pose_as_another_ones_receipt(tmp_path):
    receipt = b"Name: Bo Chan (bo)\n"
    own = f"{ATTEMPT.format('07')}_HW_bo_attempt_2026-11-07-09-03-07.txt"
    on_disk(
        tmp_path,
        {
            own: b"Name: Ada Lovelace (ada)\n",
            f"{ATTEMPT.format('07')}_{SGD}.py": b"",
            "HW_bo_attempt_2026-11-08-09-03-07.txt": receipt,
            f"HW_bo_attempt_2026-11-08-09-03-07_{SGD}.py": b"",
        },
    )
    found = {one.learner: one.account.login for one in look(tmp_path).learners}
    assert found == {"ada": "ada", "Bo Chan": "bo"}


def test_participants_of_one_name_have_their_numbers_in_moodle(tmp_path):
    for number in (1, 2):
        on_disk(tmp_path, {f"Jo Diaz_{number}_assignsubmission_file_/{SGD}.py": b""})
    assert learners(tmp_path) == ["Jo Diaz_1", "Jo Diaz_2"]


def test_online_text_belongs_to_the_participant_of_the_folder_of_files(tmp_path):
    text = "Jo Diaz_1_assignsubmission_onlinetext/onlinetext.html"
    own = "Jo Diaz_1_assignsubmission_file"
    on_disk(tmp_path, {text: b"<p>", f"{own}/{SGD}.py": b"", "Al Ba_2" + text[9:]: b"<p>"})
    al, jo = look(tmp_path).learners
    assert (al.learner, al.others) == ("Al Ba", ("onlinetext.html",))
    assert (jo.learner, jo.account.folder, jo.others) == ("Jo Diaz", own, ("onlinetext.html",))


def test_files_of_moodle_without_folders_are_one_learner_each(tmp_path):
    names = [f"{who}_assignsubmission_file_{SGD}.py" for who in ("Jo Diaz_1", "Al Ba_2")]
    on_disk(tmp_path, dict.fromkeys(names, b""))
    found = {one.learner: one.account.folder for one in look(tmp_path).learners}
    assert found == {
        "Al Ba": "Al Ba_2_assignsubmission_file",
        "Jo Diaz": "Jo Diaz_1_assignsubmission_file",
    }


def test_the_lessons_of_one_learner_are_not_taken_for_names_of_google_classroom(tmp_path):
    on_disk(tmp_path, {f"Week 1 - {NEURON}.py": b"", f"Week 2 - {DEEP}.py": b""})
    assert learners(tmp_path) == [tmp_path.name]


def test_copies_in_any_place_belong_to_the_name_in_google_classroom(tmp_path):
    names = (f"Copy of Ada L - {SGD}.ipynb", f"Ada L - Copy of {DEEP}.ipynb", f"Bo - {SGD}.ipynb")
    on_disk(tmp_path, dict.fromkeys(names, b""))
    found = {one.learner: len(one.files) for one in look(tmp_path).learners}
    assert found == {"Ada L": 2, "Bo": 1}


def test_of_a_course_of_nbgrader_only_what_was_submitted_counts(tmp_path):
    on_disk(
        tmp_path,
        {
            f"source/ps1/{SGD}.py": b"",
            f"autograded/ada/ps1/{SGD}.py": b"",
            f"submitted/ada/ps1/{SGD}.py": b"",
            "submitted/ada/ps1/timestamp.txt": b"2026-11-30 15:27:25 UTC\n",
            f"submitted/bo/ps1/{SGD}.py": b"",
        },
    )
    ada, bo = look(tmp_path).learners
    assert (ada.learner, bo.learner) == ("ada", "bo")
    assert [one.age for one in ada.files] == [Age(date="2026-11-30 15:27:25 UTC")]


def test_every_member_of_a_group_in_gradescope_has_the_files(tmp_path):
    metadata = (
        "submission_7:\n  :submitters:\n  - :name: Ada\n    :sid: 1\n  - :name: Bo\n    :sid: 2\n"
    )
    on_disk(tmp_path, {"submission_metadata.yml": metadata.encode(), f"submission_7/{SGD}.py": b""})
    found = [(one.learner, one.account.number, len(one.files)) for one in look(tmp_path).learners]
    assert found == [("Ada", "1", 1), ("Bo", "2", 1)]


@pytest.mark.parametrize("end", ["\n", "\r", "\x85", "\u2028", "\x0b"])
def test_what_a_learner_printed_names_nobody_in_gradescope(tmp_path, end):
    forged = end.join(("x", "submission_8:", "  :submitters:", "  - :name: Eve", "    :sid: 3"))
    printed = "\n".join(f"      {line}" for line in forged.split("\n"))
    metadata = (
        f"submission_7:\n  :submitters:\n  - :name: Ada\n  :results:\n    output: |-\n{printed}\n"
        'submission_8:\n  :submitters:\n  - :name: "Bo\\u00e9"\n    :email:\n'
    )
    files = {f"submission_{number}/{SGD}.py": b"" for number in (7, 8)}
    on_disk(tmp_path, {"submission_metadata.yml": metadata.encode(), **files})
    assert learners(tmp_path) == ["Ada", "Boé"]


def test_a_list_that_cannot_be_read_leaves_the_names_of_the_folders(tmp_path):
    on_disk(tmp_path, {"submission_metadata.yml": b"\xff: [", f"submission_7/{SGD}.py": b""})
    assert learners(tmp_path) == ["submission_7"]


def test_solutions_and_environments_are_no_learner(tmp_path):
    on_disk(
        tmp_path,
        {
            f"ada/repo/exercises/{SGD}.py": b"",
            f"ada/repo/solutions/{SGD}.py": b"",
            f"ada/repo/.git/{SGD}.py": b"",
            f"ada/repo/my-env/lib/{SGD}.py": b"",
            "ada/repo/my-env/pyvenv.cfg": b"",
            f"bo/{SGD}.py": b"",
            f"solutions/{SGD}.py": b"",
        },
    )
    discovery = look(tmp_path)
    assert [(one.learner, len(one.files)) for one in discovery.learners] == [("ada", 1), ("bo", 1)]
    assert discovery.notes == (f"{tmp_path}/solutions: left out, it is no learner's folder.",)


def test_a_download_of_another_layout_than_the_forced_one_is_one_line(tmp_path):
    on_disk(tmp_path, {f"ada/{SGD}.py": b""})
    with pytest.raises(UsageError, match="not the layout canvas: files named NAME_NUMBER"):
        look(tmp_path, "canvas")


def test_folders_of_folders_of_learners_are_not_guessed(tmp_path):
    on_disk(tmp_path, {f"{group}/{who}/{SGD}.py": b"" for group in "AB" for who in ("ada", "bo")})
    with pytest.raises(UsageError, match="give the folders that they are in"):
        look(tmp_path)
    found = look(tmp_path, "folders").learners
    assert [(one.learner, len(one.files)) for one in found] == [("A", 2), ("B", 2)]


def test_two_users_of_one_name_stay_two_learners_in_blackboard(tmp_path):
    for login in ("jdoe1", "jdoe2"):
        head = f"HW_{login}_attempt_2026-11-07-09-03-07"
        receipt = f"Name: Jane Doe ({login})\n".encode()
        on_disk(tmp_path, {f"{head}.txt": receipt, f"{head}_{SGD}.py": b""})
    assert learners(tmp_path) == ["Jane Doe (jdoe1)", "Jane Doe (jdoe2)"]


def test_two_members_of_one_name_stay_two_learners_in_gradescope(tmp_path):
    people = "".join(f"  - :name: Jane Doe\n    :sid: {number}\n" for number in (1, 2))
    metadata = f"submission_7:\n  :submitters:\n{people}".encode()
    on_disk(tmp_path, {"submission_metadata.yml": metadata, f"submission_7/{SGD}.py": b""})
    assert learners(tmp_path) == ["Jane Doe", "Jane Doe (2)"]
