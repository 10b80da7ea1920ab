"""A session: warm processes that serve several runs."""

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


def test_an_error_in_the_calling_thread_closes_the_session():
    session = Session(Settings(jobs=2))
    results = session.map(lambda item: item, range(100))
    next(results)
    with pytest.raises(KeyboardInterrupt):
        results.throw(KeyboardInterrupt)
    with pytest.raises(ProcessError, match="closed"):
        session.warm()
