"""What is graded is kept: once, for everyone with the same content, also if the run is killed."""

import contextlib
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import msgspec
import pytest
from sqlalchemy import event, func, select, text, update

from grader.errors import GradebookError
from grader.gradebook.keeping import Keeper
from grader.gradebook.reading import Opened
from grader.gradebook.schema import CONTENTS, EVIDENCE, LEARNERS, RUNS, SUBMISSIONS, VERDICTS
from grader.graded import NOTHING, Graded
from grader.pipeline import judged
from grader.records import Account, Status
from tests.conftest import REPOSITORY
from tests.gradebook.mine import COURSE, condition, graded, keep, known, submitted

NAN = float("nan")


def rows(database, table) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_kept_result_is_known_in_the_next_run_word_for_word(database):
    ada, bob, lee = (submitted(name, f"# {name}") for name in ("ada", "bob", "lee"))
    before = [graded(ada), graded(bob, 3.0), graded(lee, NAN)]
    keep(database, *before)
    assert [one.result.score for one in before] == [3, 0, 0]
    assert before[2].result.notes
    found = known(database, ada, bob, lee, submitted("max", "# new"))
    assert {n: without_reasons(one) for n, one in found.items()} == {
        n: without_reasons(one.result) for n, one in enumerate(before)
    }


def without_reasons(result):
    """Return all that reports show. The details of a reason show in its message alone."""
    shown = msgspec.to_builtins(result)
    for task in shown["tasks"]:
        for check in task["checks"]:
            del check["reason"]
    return shown


def test_the_same_content_of_two_learners_is_stored_once_and_each_sees_the_own_file(database):
    ada = submitted("ada", file="in/ada_12_34_01_double.py")
    bob = submitted("bob", file="in/bob_56_78_01_double.py")
    keep(database, graded(ada, NAN), graded(bob, NAN))
    assert [rows(database, one) for one in (CONTENTS, EVIDENCE, VERDICTS)] == [1, 1, 1]
    assert rows(database, SUBMISSIONS) == 2
    found = known(database, ada, bob)
    assert found[0].notes == graded(ada, NAN).result.notes
    assert found[1].notes == graded(bob, NAN).result.notes
    assert "bob_56_78" in found[1].tasks[0].checks[0].message
    assert "ada" not in repr(found[1])


def test_the_same_content_is_run_once_for_all_who_handed_it_in(database):
    several = [submitted("ada"), submitted("bob", "# other"), submitted("lee")]
    with Keeper(database, COURSE, condition()) as keeper:
        assert keeper.alike(several) == [[0, 2], [1]]


@pytest.mark.parametrize(
    "other",
    [
        condition(key="0123"),
        condition(COURSE.__class__(**vars(COURSE) | {"fingerprint": "0" * 64})),
        condition().__class__(**vars(condition()) | {"grader_version": "99"}),
        condition().__class__(**vars(condition()) | {"limits": '{"timeout": 1}'}),
    ],
    ids=["key", "course", "grader", "limit"],
)
def test_a_verdict_holds_only_under_the_condition_it_was_made_under(database, other):
    ada = submitted("ada")
    keep(database, graded(ada))
    with Keeper(database, COURSE, other) as keeper:
        assert dict(keeper.known([ada])) == {}


def test_a_file_that_could_not_be_read_is_never_known(database):
    read = msgspec.structs.replace(submitted("ada"), tasks={}, cells=())
    failed = msgspec.structs.replace(read, internal_error="the reader failed")
    several = [Graded(one, judged(COURSE, one, NOTHING)) for one in (read, failed)]
    keep(database, *several)
    assert rows(database, VERDICTS) == 2
    assert list(known(database, read, failed)) == [0]


def test_a_damaged_record_is_as_if_it_were_not_there(database):
    ada = submitted("ada")
    keep(database, graded(ada))
    with database.writing() as connection:
        connection.execute(update(VERDICTS).values(record=b"\1garbage"))
    assert known(database, ada) == {}
    keep(database, graded(ada))
    assert known(database, ada)[0].score == 3


def test_a_later_run_decides_which_file_of_a_learner_counts(database):
    first, second = submitted("ada", "# first"), submitted("ada", "# second")
    keep(database, graded(first, 3.0))
    keep(database, graded(second))
    assert Opened(database).gradebook(COURSE).learners[0].score == 3
    known(database, first)  # It is handed in again, and graded by what is known.
    book = Opened(database).gradebook(COURSE)
    assert book.learners[0].score == 0
    assert [len(book.learners), rows(database, SUBMISSIONS)] == [1, 2]


def test_a_learner_without_a_file_gets_a_row_out_of_the_whole_course(database):
    keep(database, graded(submitted("ada")))
    nothing = submitted("bob").__class__("bob", "01_double", "", 0, {})
    with Keeper(database, COURSE, condition()) as keeper:
        keeper.keep(graded(submitted("ada")).__class__(nothing, graded(submitted("ada")).result))
    ada, bob = Opened(database).gradebook(COURSE).learners
    assert (ada.score, ada.max_score) == (3, 3)
    assert (bob.score, bob.max_score) == (0, 3)
    assert bob.exercises[0].status is Status.NOT_ATTEMPTED


def test_nobody_is_shadowed_by_a_missing_file_of_a_later_run(database):
    keep(database, graded(submitted("ada")))
    nothing = submitted("ada").__class__("ada", "01_double", "", 0, {})
    with Keeper(database, COURSE, condition()) as keeper:
        keeper.keep(graded(submitted("ada")).__class__(nothing, graded(submitted("ada")).result))
    assert Opened(database).gradebook(COURSE).learners[0].score == 3


def test_two_people_with_one_name_are_told_apart_by_their_number(database):
    one = submitted("chan", "# a", account=Account("41"))
    other = submitted("chan", "# b", account=Account("42"))
    keep(database, graded(one), graded(other, 3.0))
    assert [each.score for each in Opened(database).gradebook(COURSE).learners] == [3, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Account(login="lk2"), Account(login="lk3")),
        (Account(number="77"), Account(number="78")),
        (Account(email="lk2@x.org"), Account(email="lk3@x.org")),
    ],
    ids=["login", "number", "address"],
)
def test_two_people_with_one_name_are_told_apart_also_in_different_runs(database, one, other):
    keep(database, graded(submitted("Lee Kim", "# a", account=one)))
    keep(database, graded(submitted("Lee Kim", "# b", account=other), 3.0))
    assert sorted(each.score for each in Opened(database).gradebook(COURSE).learners) == [0, 3]


def test_a_person_is_known_by_the_login_when_the_name_changes(database):
    account = Account(login="lk2")
    keep(database, graded(submitted("Lee Kim", "# a", account=account)))
    keep(database, graded(submitted("Lee Kim (lk2)", "# a", account=account)))
    assert [one.name for one in Opened(database).learners()] == ["Lee Kim (lk2)"]


def test_a_person_of_whom_only_the_name_was_known_stays_one_when_more_is_known(database):
    keep(database, graded(submitted("Ada", "# a")))
    for account in (Account(number="301"), Account(number="301", email="ada@x.org")):
        keep(database, graded(submitted("Ada", "# a", account=account)))
    assert rows(database, LEARNERS) == 1
    assert Opened(database).learners()[0].account == account


@pytest.mark.parametrize("names", [("Ada", "Ada"), ("Ada", "Ada L.")])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Account(email="ada@x.org"), Account(number="301", email="ada@x.org")),
        (Account(number="301", email="ada@x.org"), Account(email="ada@x.org")),
        (Account("7", number="301"), Account(number="301", email="ada@x.org")),
    ],
    ids=["more", "less", "another"],
)
def test_a_person_of_whom_something_else_is_known_now_stays_one(database, names, first, second):
    for name, account in zip(names, (first, second), strict=True):
        keep(database, graded(submitted(name, "# a", account=account)))
    (ada,) = Opened(database).learners()
    assert (ada.name, ada.account) == (names[1], second)


def test_people_who_differ_in_anything_else_that_is_known_are_two(database):
    for number in ("301", "302"):
        account = Account(number=number, email="family@x.org")
        keep(database, graded(submitted("Lee", f"# {number}", account=account)))
    assert rows(database, LEARNERS) == 2


def test_an_address_that_several_learners_of_a_run_have_makes_them_not_one_person(database):
    people = [submitted(name, f"# {name}", account=Account(email="-")) for name in ("ada", "bob")]
    for order in (people, people[::-1]):
        with Keeper(database, COURSE, condition()) as keeper:
            assert all(True for _ in keeper.known(order))
            for one in order:
                keeper.keep(graded(one, 2.0 if one.learner == "ada" else 3.0))
    found = Opened(database).gradebook(COURSE).learners
    assert [(one.learner, one.score) for one in found] == [("ada", 3), ("bob", 0)]


def test_a_person_whom_an_earlier_grader_knew_by_name_alone_stays_one(database):
    account = Account(login="lk2")
    keep(database, graded(submitted("Lee Kim", "# a", account=account)))
    with database.writing() as connection:
        connection.execute(update(LEARNERS).values(identity="name Lee Kim"))
    keep(database, graded(submitted("Lee Kim", "# b", account=Account(login="lk3"))))
    keep(database, graded(submitted("Lee Kim", "# a", account=account)))
    with database.reading() as connection:
        found = connection.execute(select(LEARNERS.c.identity)).scalars().all()
    assert sorted(found) == ["login lk2", "login lk3"]


def test_who_handed_in_nothing_is_no_submission_that_is_kept(database):
    nothing = msgspec.structs.replace(submitted("bob", "# b"), file="")
    with Keeper(database, COURSE, condition()) as keeper:
        keeper.keep(graded(submitted("ada", "# a")))
        keeper.keep(Graded(nothing, graded(submitted("bob", "# b")).result))
    assert keeper.kept == 1


def test_a_participant_of_moodle_stays_one_person_in_the_next_assignment(database):
    first = submitted("Ada", "# a", account=Account("41", "Ada_41_assignsubmission_file"))
    keep(database, graded(first))
    later = submitted("Ada", "# b", account=Account("97", "Ada_97_assignsubmission_file"))
    keep(database, graded(later))
    assert rows(database, LEARNERS) == 1


def participant(name: str, number: int, source: str):
    account = Account(str(number), f"{name}_{number}_assignsubmission_file")
    return submitted(name, source, account=account)


def kept_apart(database, *several):
    with Keeper(database, COURSE, condition()) as keeper:
        for one in several:
            keeper.keep(graded(one))
    return keeper.apart


def names(database):
    return [one.name for one in Opened(database).learners()]


def test_participants_of_moodle_with_one_name_are_told_and_never_become_one(database):
    assert kept_apart(database, participant("Ada", 40, "# a"), participant("Bob", 43, "# b")) == ()
    pair = participant("Ada_41", 41, "# c"), participant("Ada_42", 42, "# d")
    assert kept_apart(database, *pair) == ("Ada_41", "Ada_42")
    # One of them alone may be either.
    assert kept_apart(database, participant("Ada", 50, "# e")) == ("Ada_50",)
    assert kept_apart(database, participant("Ada", 51, "# f")) == ("Ada_51",)
    assert names(database) == ["Ada", "Ada_41", "Ada_42", "Ada_50", "Ada_51", "Bob"]


def test_an_assignment_of_moodle_that_is_graded_again_has_the_same_learners(database):
    pair = participant("Ada_41", 41, "# c"), participant("Ada_42", 42, "# d")
    for _ in range(2):
        for run in ([participant("Ada", 40, "# a")], pair, [participant("Ada", 50, "# e")]):
            kept_apart(database, *run)
    assert names(database) == ["Ada", "Ada_41", "Ada_42", "Ada_50"]


def test_participants_of_one_name_with_an_address_stay_the_same_in_the_next_assignment(database):
    for number in (40, 50):
        one = participant("Ada (a@x.org)", number, "# a")
        account = msgspec.structs.replace(one.account, email="a@x.org")
        assert kept_apart(database, msgspec.structs.replace(one, account=account)) == ()
    assert names(database) == ["Ada (a@x.org)"]


def test_a_name_that_is_no_text_is_kept_as_it_is_shown(database):
    keep(database, graded(submitted("a\udcffb\0", "# x", file="in/\udcff/01_double.py")))
    assert Opened(database).learners()[0].name == r"a\udcffb\x00"


def test_a_result_that_cannot_be_stored_is_told_and_the_others_are_kept(database):
    odd = graded(submitted("ada", "# \ud800"))
    with Keeper(database, COURSE, condition()) as keeper:
        assert dict(keeper.known([odd.submission])) == {}
        assert keeper.alike([odd.submission, odd.submission]) == [[0], [1]]
        keeper.keep(odd)
        keeper.keep(graded(submitted("bob")))
    assert len(keeper.lost) == 1
    assert "ada" in keeper.lost[0]
    assert rows(database, SUBMISSIONS) == 1


def test_a_full_disk_ends_the_run_with_one_line_and_keeps_what_was_kept(database, file):
    keep(database, *(graded(submitted(f"learner {n}", f"# {n}")) for n in range(20)))
    pages = file.stat().st_size // 4096
    event.listen(
        database.engine,
        "checkout",
        lambda connection, *_: connection.execute(f"PRAGMA max_page_count = {pages + 2}"),
    )
    more = [graded(submitted(f"more {n}", f"# more {n} " + "x" * n)) for n in range(900)]
    with pytest.raises(GradebookError, match=r"class\.db: the disk is full\.$"):
        keep(database, *more)
    with closing(sqlite3.connect(file)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert opened.execute("SELECT count(*) FROM submissions").fetchone()[0] >= 20


def interrupt():
    raise KeyboardInterrupt


def test_a_run_that_ended_early_has_no_end(database):
    keeper = Keeper(database, COURSE, condition())
    with contextlib.ExitStack() as stack:
        stack.push(lambda *_: True)
        stack.enter_context(keeper)
        keeper.keep(graded(submitted("ada")))
        stack.callback(interrupt)
    keep(database)
    with database.reading() as connection:
        ends = connection.execute(select(RUNS.c.finished_at).order_by(RUNS.c.id)).scalars().all()
    assert ends[0] is None
    assert ends[1] is not None
    assert rows(database, SUBMISSIONS) == 1  # An interrupt loses nothing that was graded.


WRITER = [sys.executable, "-m", "tests.gradebook.writer"]


def kept_in(file):
    with closing(sqlite3.connect(file, timeout=30)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = ("contents", "evidence", "verdicts", "submissions", "learners")
        return [opened.execute(f"SELECT count(*) FROM {one}").fetchone()[0] for one in tables]


@pytest.mark.slow
def test_a_killed_writer_loses_only_what_was_in_flight_and_the_next_one_goes_on(file):
    total, told = 3_000, 0
    for _ in range(4):
        writer = subprocess.Popen(
            [*WRITER, str(file), str(total)], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
        )
        for line in writer.stdout:
            told = max(told, int(line))
            if told >= total // 6:
                writer.send_signal(signal.SIGKILL)
                break
        writer.wait()
        writer.stdout.close()
        kept = kept_in(file)
        assert min(kept) == max(kept) >= told
    done = subprocess.run([*WRITER, str(file), str(total)], cwd=REPOSITORY, capture_output=True)
    assert done.returncode == 0
    assert kept_in(file) == [total] * 5


def test_nothing_but_the_usual_journal_is_used(database, file):
    keep(database, graded(submitted("ada")))
    with database.reading() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "delete"
        assert [one.name for one in file.parent.iterdir()] == ["class.db"]
