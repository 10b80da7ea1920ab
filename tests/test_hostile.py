"""Real hostile submissions: every case gets its grade, and nothing outside is harmed.

By default, up to two cases of every threat run once under full isolation. They alternate between
root, whose learner code runs as another user, and an ordinary user. Some also run without Landlock
or without seccomp, where files or the network are open but verdicts must still be right.
HOSTILE=all runs every case in each of the four ways.
"""

import itertools
import os

import pytest

from tests.hostile_harness import ORDINARY_USER, Case, HostileRun, grade_hostile, load_cases

CASES = load_cases()
ALL = os.environ.get("HOSTILE") == "all"
IS_ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not IS_ROOT, reason="only root can have code run as somebody else")

EACH_THREAT = 2


def spread(names: list[str], count: int) -> list[str]:
    """Return at most `count` of the names, evenly spread."""
    return names[:: -(-len(names) // count)]


def core() -> list[str]:
    by_threat: dict[str, list[str]] = {}
    for name, case in CASES.items():
        by_threat.setdefault(case.threat, []).append(name)
    return [name for names in by_threat.values() for name in spread(names, EACH_THREAT)]


CORE = core()
AS_ROOT = list(CASES) if ALL else CORE[::2]
AS_ORDINARY_USER = list(CASES) if ALL else CORE[1::2]


def stopped_by(protection: str) -> list[str]:
    """Return cases that only this protection stops; all cases with HOSTILE=all."""
    names = [name for name, case in CASES.items() if case.stopped_by == (protection,)]
    return list(CASES) if ALL else spread(names, 8)


def run(names: list[str], *options: str, user: int | None = None) -> HostileRun:
    """Grade these cases. Those of exercise 3 get more time, since their honest tasks train."""
    training = [name for name in names if CASES[name].exercise == "03_sgd"]
    others = [name for name in names if CASES[name].exercise != "03_sgd"]
    runs = [
        grade_hostile(some, "--timeout", seconds, "--jobs", "2", *options, user=user)
        for some, seconds in ((others, "4" if ALL else "2"), (training, "12"))
        if some
    ]
    (exit_code,) = {one.exit_code for one in runs}
    results = {name: result for one in runs for name, result in one.results.items()}
    harm = tuple(itertools.chain.from_iterable(one.harm for one in runs))
    return HostileRun(exit_code, "".join(one.errors for one in runs), results, harm)


def wrong_verdicts(outcome: HostileRun, names: list[str]) -> list[str]:
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
def as_root() -> HostileRun:
    return run(AS_ROOT, "--isolation", "strict")


@pytest.fixture(scope="module")
def as_ordinary_user() -> HostileRun:
    user = ORDINARY_USER if IS_ROOT else None
    return run(AS_ORDINARY_USER, "--isolation", "strict", user=user)


def test_every_threat_is_covered():
    assert len(CORE) >= 70
    covered = {CASES[name].threat for name in (*AS_ROOT, *AS_ORDINARY_USER)}
    assert covered == {case.threat for case in CASES.values()}


@only_root
def test_as_root_every_verdict_is_right(as_root):
    assert wrong_verdicts(as_root, AS_ROOT) == []


@only_root
def test_as_root_nothing_is_harmed(as_root):
    assert as_root.harm == ()
    assert (as_root.exit_code, as_root.errors) == (1, "")


def test_as_an_ordinary_user_every_verdict_is_right(as_ordinary_user):
    assert wrong_verdicts(as_ordinary_user, AS_ORDINARY_USER) == []


def test_as_an_ordinary_user_nothing_is_harmed(as_ordinary_user):
    assert as_ordinary_user.harm == ()
    assert (as_ordinary_user.exit_code, as_ordinary_user.errors) == (1, "")


@pytest.mark.parametrize("protection", ["landlock", "seccomp"])
@pytest.mark.slow
def test_without_one_protection_verdicts_are_still_right_and_a_warning_is_printed(protection):
    names = stopped_by(protection)
    outcome = run(names, "--without", protection, user=ORDINARY_USER if IS_ROOT else None)
    assert wrong_verdicts(outcome, names) == []
    assert outcome.exit_code == 1
    assert "learner code is not prevented from" in outcome.errors
    assert not [harm for harm in outcome.harm if "was left" in harm or "ended" in harm]
