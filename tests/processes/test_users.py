"""User ids of runs that live at the same time, in real processes."""

import secrets
import subprocess
import sys
from contextlib import ExitStack, closing

import pytest

from grader.processes.users import UserBlock, learner_user
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has abstract sockets")

CLAIM = """
import sys
sys.path.insert(0, sys.argv[1])
from grader.processes.users import UserBlock
block = UserBlock(sys.argv[2])
print(block.first, flush=True)
sys.stdin.read()
"""


def of_learners(block: UserBlock) -> set[int]:
    return {learner_user(block.first, number) for number in range(1000)}


@pytest.fixture
def name():
    """A name for the claims of one test: other runs on this machine must not take part in it."""
    return f"test-{secrets.token_hex(8)}"


@pytest.fixture
def elsewhere(name):
    """Return how to start a run in another process."""
    with ExitStack() as stack:

        def start() -> tuple[subprocess.Popen, int]:
            process = subprocess.Popen(
                [sys.executable, "-c", CLAIM, str(REPOSITORY), name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            stack.callback(process.communicate)
            stack.callback(process.kill)
            return process, int(process.stdout.readline())

        yield start


def test_runs_at_the_same_time_have_no_user_in_common(elsewhere, name):
    firsts = [first for _, first in (elsewhere(), elsewhere(), elsewhere())]
    with closing(UserBlock(name)) as block:
        assert len({block.first, *firsts}) == 4
        assert not of_learners(block) & set(firsts)


def test_the_users_are_those_that_are_reserved_for_this(name):
    with closing(UserBlock(name)) as block:
        assert {block.first} | of_learners(block) <= set(range(61_184, 65_520))


def test_a_learner_has_no_user_of_the_grader_and_successive_ones_differ(name):
    with closing(UserBlock(name)) as block:
        assert block.first not in of_learners(block)
        assert len({learner_user(block.first, number) for number in range(200)}) == 200


def test_a_killed_run_gives_its_users_back(elsewhere, name):
    process, first = elsewhere()
    process.kill()
    process.wait()
    with ExitStack() as stack:
        blocks = [stack.enter_context(closing(UserBlock(name))) for _ in range(16)]
        assert first in {block.first for block in blocks}


def test_a_run_that_finds_all_users_claimed_takes_some_of_them(name):
    with ExitStack() as stack:
        blocks = [stack.enter_context(closing(UserBlock(name))) for _ in range(17)]
    assert blocks[-1].first in {block.first for block in blocks[:-1]}
