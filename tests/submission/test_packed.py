import msgspec
import pytest

from grader.submission.packed import PackedSubmissions
from tests.conftest import SUBMISSIONS

ANSWERS = ("01_single_neuron", "02_deep_network", "03_sgd")


@pytest.fixture
def submissions(read_source):
    return [
        read_source((SUBMISSIONS.parents[1] / "solutions" / f"{name}.py").read_text(), name)
        for name in ANSWERS
    ]


@pytest.fixture
def packed(submissions):
    packed = PackedSubmissions()
    for one in submissions:
        packed.append(one)
    return packed


def test_what_is_looked_up_is_equal_to_what_was_added(submissions, packed):
    assert list(packed) == submissions
    assert packed[-1] == submissions[-1]
    assert packed[1:] == submissions[1:]
    assert len(packed) == len(submissions)


def test_the_largest_seed_comes_back(submissions):
    packed = PackedSubmissions()
    packed.append(msgspec.structs.replace(submissions[0], seed=2**128 - 1))
    assert packed[0].seed == 2**128 - 1


def test_text_that_no_encoding_has_comes_back(read_source):
    """Python source and file names may contain lone surrogates."""
    (one,) = [read_source("x = 'é'\n", "01_single_neuron")]
    packed = PackedSubmissions()
    packed.append(msgspec.structs.replace(one, learner="a\udcff", file="b\udcff.py"))
    assert (packed[0].learner, packed[0].file) == ("a\udcff", "b\udcff.py")
