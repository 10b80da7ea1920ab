"""Names of files and receipts that Blackboard writes."""

from datetime import datetime

import pytest

from grader.records import Account
from grader.submission.layouts.blackboard import arranged, fits
from grader.submission.layouts.layout import Arranged
from tests.submission.layouts.listings import listed, written
from tests.submission.layouts.trees import SGD

ATTEMPT = "HW 1_j_doe_attempt_2026-11-07-09-03-07"


@pytest.mark.parametrize(
    ("name", "does_fit"),
    [
        (f"{ATTEMPT}.txt", True),
        (f"{ATTEMPT}_a.py", True),
        (f"{ATTEMPT}_", False),
        (ATTEMPT, False),
        (f"{ATTEMPT}.py", False),
        (f"{ATTEMPT}.txt.py", False),
        ("_attempt_2026-11-07-09-03-07_a.py", False),
        ("HW_ada_attempt_2026-11-07_a.py", False),
        ("HW_ada_attempt_2026-11-07-09-03-7_a.py", False),
    ],
)
def test_a_name_has_a_whole_date_and_a_file_or_is_a_receipt(name, does_fit):
    assert fits(listed(name)) is does_fit


def test_without_a_receipt_the_user_is_what_follows_the_last_underscore():
    (one,) = arranged(listed("HW_1_jdoe_attempt_2026-11-07-09-03-07_a.py")).learners
    assert (one.learner, one.account) == ("jdoe", Account(login="jdoe"))
    (one,) = arranged(listed("HW_attempt_2026-11-07-09-03-07_a.py")).learners
    assert (one.learner, one.account) == ("HW", Account(login="HW"))


def test_without_receipts_users_whose_names_end_alike_stay_two():
    date = "attempt_2026-11-07-09-03-07"
    names = (f"HW 1_{user}_{date}_03_sgd.py" for user in ("doe", "j_doe"))
    learners = arranged(listed(*names)).learners
    assert [(one.learner, one.account.login) for one in learners] == [
        ("doe", "doe"),
        ("j_doe", "j_doe"),
    ]


def test_a_receipt_alone_is_a_learner_without_files(tmp_path):
    (one,) = arranged(written(tmp_path, {f"{ATTEMPT}.txt": b"Name: Jo Doe (j_doe)\n"})).learners
    assert (one.learner, one.account, one.files) == ("Jo Doe", Account(login="j_doe"), ())


@pytest.mark.parametrize(
    ("receipt", "name", "login"),
    [
        ("Name: Jo Doe (j_doe)", "Jo Doe", "j_doe"),
        ("\ufeffName:  Jo Doe  (j_doe)  \nAssignment: HW", "Jo Doe", "j_doe"),
        ("Name: Jo (Joanna) Doe (j_doe)", "Jo (Joanna) Doe", "j_doe"),
        ("Name: Zoë (é)", "Zoë", "é"),
        ("Name: (j_doe)", "j_doe", "j_doe"),
        ("Name: Jo Doe (j_doe)\r\nAssignment: HW\r\n", "Jo Doe", "j_doe"),
        ("Name: Jo Doe\nComments: (j_doe)", "doe", "doe"),
        ("Name: Jo Doe\nSubmission Field:\nName: Bo Chan (bo)\n", "doe", "doe"),
        ("My Name: Jo Doe (j_doe)", "doe", "doe"),
        ("Name: " + "x" * 3_000 + " (j_doe)", "doe", "doe"),
        ("Name: " + "x" * 300 + " (j_doe)", "x" * 200, "j_doe"),
        ("", "doe", "doe"),
    ],
)
def test_the_name_and_the_login_are_on_one_line_of_the_receipt(receipt, name, login, tmp_path):
    files = {f"{ATTEMPT}.txt": receipt.encode(), f"{ATTEMPT}_a.py": b""}
    (one,) = arranged(written(tmp_path, files)).learners
    assert (one.learner, one.account.login) == (name, login)


def test_a_name_is_shown_on_one_line_without_codes_for_a_terminal(tmp_path):
    (one,) = arranged(
        written(tmp_path, {f"{ATTEMPT}.txt": b"Name: Jo\x1b[2J Doe (j\tdoe)"})
    ).learners
    assert one.learner.isprintable()
    assert one.account.login.isprintable()


def test_the_files_of_all_attempts_are_one_learners_each_with_its_date():
    names = (f"{ATTEMPT}_a.py", f"{ATTEMPT.replace('-07-09', '-26-09')}_b_attempt_.py")
    (one,) = arranged(listed(*names)).learners
    assert [(each.name, each.age.date) for each in one.files] == [
        ("a.py", "2026-11-07-09-03-07"),
        ("b_attempt_.py", "2026-11-26-09-03-07"),
    ]
    assert all(isinstance(each.submitted_at, datetime) for each in one.files)


def test_files_of_others_stay_the_folders():
    found = arranged(listed(f"{ATTEMPT}_a.py", f"{SGD}.py", f"bo/{SGD}.py", "helper.py"))
    assert [one.learner for one in found.learners] == ["doe", "class", "bo"]
    assert found.notes == ("/class/helper.py: left out, it is in no learner's folder.",)


def test_a_folder_without_such_a_name_has_no_learners():
    assert arranged(listed(f"ada/{SGD}.py", f"{SGD}.py")) == Arranged()
