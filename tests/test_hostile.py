"""The threat list, for real: every case gets its grade, and nothing outside comes to harm.

Each case of tests/hostile runs once under full isolation, half of them as an ordinary user and half
as root, whose learner code runs as somebody else. Those that Landlock or seccomp stops run again
with that protection left out: then files or the network are open, and verdicts are as right as
before. HOSTILE=all runs every case in every way.
"""

import os

import pytest

from tests.hostile_harness import ORDINARY_USER, Case, Outcome, grade_hostile, load_cases

CASES = load_cases()
ALL = os.environ.get("HOSTILE") == "all"
pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become others")

# Without seccomp these could still reach what nothing else guards; see docs/security.md.
WEAKER = {"landlock": 24, "seccomp": 24}


def every_other(start: int) -> list[str]:
    return list(CASES) if ALL else list(CASES)[start::2]


def stopped_by(protection: str) -> list[str]:
    names = [name for name, case in CASES.items() if case.stopped_by == (protection,)]
    return names if ALL else names[:: max(1, len(names) // WEAKER[protection])]


def run(names: list[str], *options: str, user: int | None = None) -> Outcome:
    return grade_hostile(names, "--timeout", "6", "--jobs", "2", *options, user=user)


def wrong_verdicts(outcome: Outcome, names: list[str]) -> list[str]:
    return [flaw for name in names for flaw in flaws(name, CASES[name], outcome.results.get(name))]


def flaws(name: str, case: Case, result: dict[str, str] | None) -> list[str]:
    if result is None:
        return [f"{name}: was lost"]
    found = []
    for task, status in result.items():
        if status == "broken":
            found.append(f"{name}, {task}: broken")
        elif task in case.loses and status == "passed":
            found.append(f"{name}, {task}: forged")
        elif task not in (*case.loses, *case.may_lose) and status != "passed":
            found.append(f"{name}, {task}: {status}, though it is right")
    return found


@pytest.fixture(scope="module")
def as_root() -> Outcome:
    return run(every_other(0), "--isolation", "strict")


@pytest.fixture(scope="module")
def as_ordinary_user() -> Outcome:
    return run(every_other(1), "--isolation", "strict", user=ORDINARY_USER)


def test_the_threat_list_is_covered():
    assert len(CASES) >= 90


def test_as_root_every_verdict_is_right(as_root):
    assert wrong_verdicts(as_root, every_other(0)) == []


def test_as_root_nothing_comes_to_harm(as_root):
    assert as_root.harm == ()
    assert (as_root.exit_code, as_root.errors) == (1, "")


def test_as_an_ordinary_user_every_verdict_is_right(as_ordinary_user):
    assert wrong_verdicts(as_ordinary_user, every_other(1)) == []


def test_as_an_ordinary_user_nothing_comes_to_harm(as_ordinary_user):
    assert as_ordinary_user.harm == ()
    assert (as_ordinary_user.exit_code, as_ordinary_user.errors) == (1, "")


@pytest.mark.parametrize("protection", ["landlock", "seccomp"])
def test_without_one_protection_verdicts_are_still_right_and_it_is_said(protection):
    names = stopped_by(protection)
    assert len(names) >= 12
    outcome = run(names, "--without", protection, user=ORDINARY_USER)
    assert wrong_verdicts(outcome, names) == []
    assert outcome.exit_code == 1
    assert "learner code is not kept from" in outcome.errors
    assert not [harm for harm in outcome.harm if "was left" in harm or "ended" in harm]
