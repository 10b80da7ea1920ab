"""Names of learners who would otherwise have the same name."""

from pathlib import Path

import pytest

from grader.protocol.text import plain
from grader.submission.distinct import distinct_learners
from grader.submission.learners import Found
from grader.submission.listing import file_on_disk

MANY = 300


def entry(home: Path | str, learner: str = "lee", exercise: str = "03_sgd") -> Found:
    home = Path(home)
    return Found(file_on_disk(Path(f"{home}/{exercise}.py")), learner, exercise, home)


def names(*found: Found) -> list[str]:
    return [one.learner for one in distinct_learners(found)]


@pytest.mark.parametrize(
    ("homes", "expected"),
    [
        (["/a/lee"], ["lee"]),
        (["/a/lee", "/a/lee"], ["lee", "lee"]),
        (["/a/lee", "/b/lee"], ["a/lee", "b/lee"]),
        (["/k1/hw/lee", "/k2/hw/lee", "/hw/x/lee"], ["k1/hw/lee", "k2/hw/lee", "x/lee"]),
        (["/a/lee.zip", "/b/lee"], ["a/lee.zip", "b/lee"]),
        (["/lee", "/a/lee", "/b/a/lee"], ["/lee", "/a/lee", "b/a/lee"]),
        (["/a", "/b/lee"], ["a/lee", "b/lee"]),
        # Both wish to be called a/lee: the first as the owner of a file in a, which Canvas named.
        (["/x/a", "/y/a/lee"], ["a/lee", "a/lee (2)"]),
        (["/y/a/lee", "/x/a", "/x/a"], ["a/lee", "a/lee (2)", "a/lee (2)"]),
    ],
)
def test_parts_of_the_path_are_added_where_names_are_equal(homes, expected):
    assert names(*map(entry, homes)) == expected


def test_a_number_that_another_learner_has_in_the_name_is_skipped():
    found = [entry("/a", "a/lee (2)"), entry("/x/a"), entry("/y/a/lee")]
    assert names(*found) == ["a/lee (2)", "a/lee", "a/lee (3)"]


@pytest.mark.parametrize("turn", range(4))
def test_names_stay_distinct_whatever_another_learner_is_called_and_whoever_comes_first(turn):
    found = [entry("/a", "a/lee (2)"), entry("/x/a"), entry("/y/a/lee"), entry("/z", "a/lee")]
    assert len(set(names(*found[turn:], *found[:turn]))) == len(found)


def test_names_that_are_shown_alike_are_told_apart():
    hidden, typed = "lee\u200b", "lee\\u200b"
    found = names(entry("/x/a", hidden), entry("/x/b", typed))
    assert found == [hidden, f"{typed} (2)"]
    assert len(set(map(plain, found))) == 2


def test_all_files_of_a_learner_keep_one_name():
    found = [entry(f"/{top}/lee", exercise=name) for name in ("01", "02") for top in "ab"]
    assert names(*found) == ["a/lee", "b/lee", "a/lee", "b/lee"]


class Counted(str):
    """A name that counts how often it is compared with another."""

    __slots__ = ()
    comparisons = 0

    def __eq__(self, other: object) -> bool:
        Counted.comparisons += 1
        return super().__eq__(other)

    __hash__ = str.__hash__


class CountedPath(type(Path())):
    """A path that counts how often its parts are looked at."""

    looks = 0

    @property
    def parts(self) -> tuple[str, ...]:
        CountedPath.looks += 1
        return super().parts


@pytest.fixture(autouse=True)
def _nothing_counted(monkeypatch):
    monkeypatch.setattr(Counted, "comparisons", 0)
    monkeypatch.setattr(CountedPath, "looks", 0)


def test_a_name_is_not_compared_with_those_of_all_other_learners():
    learners = [Counted(f"learner {number}") for number in range(MANY)]
    assert names(*(entry(f"/class/{one}", one) for one in learners)) == learners
    assert Counted.comparisons < 20 * MANY


def test_a_path_is_not_compared_with_those_of_all_other_learners_of_the_name():
    found = [entry("/x/lee")]
    for number in range(MANY):
        home = CountedPath(f"/section {number}/hw/lee")
        found.append(Found(file_on_disk(home / "03_sgd.py"), "lee", "03_sgd", home))
    assert names(*found)[1:] == [f"section {number}/hw/lee" for number in range(MANY)]
    assert CountedPath.looks < 20 * MANY
