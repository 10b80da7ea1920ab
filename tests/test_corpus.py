"""Every known answer in tests/submissions gets exactly the grade that stands beside it."""

import pytest

from grader.course.prove import cases_in, flaws_of_cases, load_case
from grader.pipeline import Options, run
from tests.conftest import REPOSITORY

CASES = cases_in(REPOSITORY / "tests" / "submissions")


@pytest.fixture(scope="module")
def book():
    return run(CASES, Options(timeout=20))


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_known_answer_gets_its_grade(book, folder):
    assert list(flaws_of_cases(book, [folder])) == []


def test_the_corpus_is_as_large_as_promised():
    wrong = [folder for folder in CASES if load_case(folder).tasks]
    notebooks = [folder for folder in CASES if list(folder.glob("*.ipynb"))]
    assert len(wrong) >= 60
    assert len(CASES) - len(wrong) >= 60
    assert len(notebooks) >= 20
