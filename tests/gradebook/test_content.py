"""The content of a submission: it names nobody, and it comes back."""

import msgspec
import pytest

from grader.errors import GradebookError
from grader.gradebook.codec import encode
from grader.gradebook.content import content_of, content_or_none, submission_of
from grader.protocol.problems import Problem
from grader.records import UNKNOWN_ACCOUNT, Account, Place
from tests.gradebook.mine import submitted

CODE = "def double(x):\n    return 2 * x"
MINE = "in/lovelace_ada_4711_01_double.py"
ADA = submitted("Ada Lovelace", CODE, MINE, Account("4711", email="ada@x.org"))


def other(**fields):
    return msgspec.structs.replace(ADA, **fields)


def test_a_content_names_nobody():
    content = content_of(ADA)
    assert content.plain == "01_double.py"
    for word in (b"Ada", b"Lovelace", b"lovelace", b"4711", b"ada@x.org"):
        assert word not in content.record


def test_a_submission_comes_back_as_nobodys_under_the_name_that_was_handed_out():
    content = content_of(ADA)
    nobody = submission_of(content.record, content.seed)
    assert (nobody.learner, nobody.account, nobody.file) == ("", UNKNOWN_ACCOUNT, "01_double.py")
    assert nobody.seed == ADA.seed
    assert nobody.cells[0].source == CODE
    assert {nobody.cells[0].file, nobody.tasks["double"].place.file} == {"01_double.py"}
    assert content_of(nobody) == content


def test_the_seed_is_part_of_the_digest_and_no_part_of_the_record():
    one, keyed = content_of(ADA), content_of(other(seed=2**128 - 1))
    assert one.record == keyed.record
    assert one.digest != keyed.digest
    assert submission_of(keyed.record, keyed.seed).seed == 2**128 - 1


@pytest.mark.parametrize(
    "another",
    [
        other(exercise="02_other"),
        other(file=MINE.replace(".py", ".ipynb")),
        other(file=""),
        other(is_entangled=True),
        other(internal_error="it died"),
        other(unparsed=(Problem("syntax"),)),
        other(loading=(Place("x.py", 0, 1, "print(1)"),)),
        other(written=("as typed",)),
    ],
    ids=["exercise", "notebook", "no file", "entangled", "error", "unparsed", "loading", "written"],
)
def test_what_a_verdict_may_depend_on_makes_another_content(another):
    assert content_of(another).digest != content_of(ADA).digest


@pytest.mark.parametrize(
    "odd", [submitted("ada", "# \ud800"), other(seed=2**128), other(seed=-1)],
    ids=["a surrogate", "a seed of 129 bits", "a negative seed"],
)  # fmt: skip
def test_what_cannot_be_stored_is_like_no_other(odd):
    assert content_or_none(odd) is None
    assert content_or_none(ADA) == content_of(ADA)


@pytest.mark.parametrize("record", [b"", b"\xc1", encode(Account("41")), encode([1, 2])])
def test_a_record_that_is_no_submission_is_refused(record):
    with pytest.raises(GradebookError):
        submission_of(record, bytes(16))
