"""A session: warm processes that serve several runs."""

import gc
import weakref

import psutil
import pytest

from grader.errors import ProcessError
from grader.pipeline import run
from grader.session import Session, Settings
from tests.conftest import REPOSITORY

SOLUTION = REPOSITORY / "solutions" / "02_deep_network.py"


def servers() -> list[psutil.Process]:
    children = psutil.Process().children()
    return [one for one in children if "grader.sandbox" in " ".join(one.cmdline())]


def test_two_runs_share_one_fork_server(course):
    before = set(servers())
    with Session(Settings(jobs=1)) as session:
        first = run([SOLUTION], course, session)
        (server,) = set(servers()) - before
        second = run([SOLUTION], course, session)
        assert set(servers()) - before == {server}
    assert first == second
    assert not server.is_running()


def test_nothing_is_started_for_untouched_stubs(course):
    before = set(servers())
    with Session() as session:
        run([REPOSITORY / "exercises"], course, session)
        assert set(servers()) == before


def test_a_closed_session_starts_no_processes():
    session = Session()
    session.close()
    with pytest.raises(ProcessError, match="closed"):
        session.warm()


def test_work_is_done_for_every_item_in_any_order():
    with Session(Settings(jobs=3)) as session:
        assert sorted(session.map(lambda item: item * 10, [3, 1, 2])) == [(0, 30), (1, 10), (2, 20)]


class Evidence:
    """Something that a weak reference can watch."""


def test_a_result_that_was_taken_is_not_kept():
    """A class has thousands, each with evidence of some 50 KB."""
    with Session(Settings(jobs=2)) as session:
        watched = [weakref.ref(one) for _, one in session.map(lambda _: Evidence(), range(50))]
        results = session.map(lambda _: Evidence(), range(50))
        watched += [weakref.ref(next(results)[1]) for _ in range(49)]
        gc.collect()
        # The one that was yielded last may still be held until the next is asked for.
        assert sum(one() is not None for one in watched) <= 1
        results.close()


def test_an_error_in_the_calling_thread_closes_the_session():
    session = Session(Settings(jobs=2))
    results = session.map(lambda item: item, range(100))
    next(results)
    with pytest.raises(KeyboardInterrupt):
        results.throw(KeyboardInterrupt)
    with pytest.raises(ProcessError, match="closed"):
        session.warm()
