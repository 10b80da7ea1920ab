"""Overrides, and the order in which points change."""

from grader.grades.adjust import Grading, adjusted
from grader.grades.late import ALL, Deadlines
from grader.grades.moves import Move, moves
from grader.grades.overrides import Override
from grader.grades.policy import LatePolicy
from grader.records import Adjustment
from grader.report.rows import has_internal_error
from tests.grades.books import DUE, book_of, handed_in
from tests.report.books import ADA, BOB, IDA

HALF = ("01_first", "half")
GIVEN = Override("bob", *HALF, 2, "It works on paper.")
LATE = Deadlines({ALL: DUE}, LatePolicy(10))


def test_an_override_gives_a_task_its_points_whatever_the_checks_say():
    bob = adjusted(book_of(ADA, BOB), Grading(overrides=(GIVEN,))).learners[1]
    assert (bob.score, bob.exercises[0].score, bob.exercises[0].tasks[1].score) == (2, 2, 2)
    (told,) = bob.exercises[0].adjustments
    assert told == Adjustment("override", "half", 0, 2, "It works on paper.")
    assert bob.exercises[0].tasks[1].status is BOB.exercises[0].tasks[1].status


def test_an_override_keeps_its_share_when_the_task_gets_other_points():
    bob = adjusted(book_of(BOB), Grading({HALF: 30}, (GIVEN,))).learners[0]
    assert (bob.exercises[0].tasks[1].score, bob.exercises[0].tasks[1].max_score) == (20, 30)


def test_an_override_never_gives_more_than_the_task_has():
    much = Override("bob", *HALF, 99, "")
    assert adjusted(book_of(BOB), Grading(overrides=(much,))).learners[0].score == 3


def test_an_override_settles_an_internal_error():
    settled = Override("ida", "01_first", "double", 3, "Read by me.")
    ida = adjusted(book_of(IDA), Grading(overrides=(settled,))).learners[0]
    assert has_internal_error(IDA)
    assert not has_internal_error(ida)
    assert ida.max_score == 10


def test_an_override_of_what_is_not_there_is_told():
    book = adjusted(book_of(ADA), Grading(overrides=(GIVEN,)))
    assert book.notes == (
        "points set by the teacher for learners or tasks that are not here (1): bob (half)",
    )


def test_what_cannot_be_read_is_told_in_every_report():
    book = adjusted(book_of(ADA), Grading(unread={"due": "the due dates cannot be read"}))
    assert book.notes == ("the due dates cannot be read",)


def test_points_come_first_then_overrides_then_lateness():
    book = book_of(handed_in(BOB, first=1, second=1))
    bob = adjusted(book, Grading({HALF: 30}, (GIVEN,), LATE)).learners[0]
    # 33 points for the exercise; 20 set by the teacher; 3.3 off.
    assert bob.exercises[0].score == 17
    assert [one.kind for one in bob.exercises[0].adjustments] == ["override", "late"]


def test_what_moved_is_listed_by_exercise():
    before = book_of(handed_in(ADA, first=1, second=-1))
    after = adjusted(before, Grading(deadlines=LATE))
    assert list(moves(before, after)) == [Move("ada", "01_first", 6, 6, 5, 6)]
    assert list(moves(after, after)) == []
