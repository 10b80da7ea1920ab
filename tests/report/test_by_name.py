import pytest

from grader.errors import UsageError
from grader.report.by_name import the_learner

NAMES = ["Doe, Jane", "ada", "adam", "b/lee", "Müller Jörg"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ada", "ada"),
        ("ADAM", "adam"),
        ("Jane Doe", "Doe, Jane"),
        ("doejane", "Doe, Jane"),
        ("lee", "b/lee"),
        ("jörg", "Müller Jörg"),
        ("mu\u0308ller", "Müller Jörg"),
    ],
)
def test_a_learner_is_found_by_other_ways_to_write_the_name(typed, meant):
    assert the_learner(typed, NAMES, "--learner") == meant


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("adda", "no learner has this name. Did you mean ada or adam?"),
        ("e", "several learners have this name (3): Doe, Jane, b/lee, Müller Jörg"),
        ("zzz", "Learners (5): Doe, Jane, ada, adam, b/lee, Müller Jörg."),
        ("", "expected the name of a learner, received nothing"),
    ],
)
def test_a_name_that_nobody_or_several_have_is_told_with_suggestions(typed, says):
    with pytest.raises(UsageError) as told:
        the_learner(typed, NAMES, f"--learner {typed}")
    assert says in str(told.value)
