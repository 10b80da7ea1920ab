"""The text that records of an exercise are compressed with."""

from dataclasses import replace

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import NoResultFound

from grader.gradebook.codec import compress
from grader.gradebook.conditions import new_row
from grader.gradebook.content import content_of
from grader.gradebook.dictionaries import Dictionaries, dictionary_for
from grader.gradebook.schema import DICTIONARIES
from tests.gradebook.mine import COURSE, submitted

STUB = "def double(x):\n    " + '"""Return twice x, for any number and any array."""\n' * 3


@pytest.fixture
def with_stub(tmp_path):
    stub = tmp_path / "01_double.py"
    stub.write_text(STUB, encoding="utf-8")
    return replace(COURSE, stubs={"01_double": stub})


def test_a_dictionary_has_the_names_of_tasks_and_checks_and_ends_with_the_stub(with_stub):
    text = dictionary_for(with_stub, "01_double")
    assert text.endswith(STUB.encode())
    for name in (b"double", b"is_two", b"is_double"):
        assert name in text.removesuffix(STUB.encode())
    assert dictionary_for(with_stub, "01_double") == text


def test_names_of_fields_and_the_stub_both_make_a_submission_smaller(with_stub):
    record = content_of(submitted("ada", STUB + "    return 2 * x")).record
    texts = (dictionary_for(with_stub, "01_double"), dictionary_for(COURSE, "01_double"), b"")
    with_both, with_names, alone = (len(compress(record, text)) for text in texts)
    assert with_both < with_names < alone


def test_an_exercise_that_is_gone_or_has_no_stub_has_a_dictionary_too():
    gone, without_stub = (dictionary_for(COURSE, name) for name in ("99_gone", "01_double"))
    assert b"linear" in gone
    assert b"is_two" in without_stub


def test_a_text_is_read_once(database):
    read = Dictionaries()
    with database.writing() as connection:
        number = new_row(connection, DICTIONARIES, {"digest": bytes(32), "text": b"common"})
        assert read.known(number) is None
        assert read.text(connection, number) == b"common"
        connection.execute(delete(DICTIONARIES))
        assert read.text(connection, number) == read.known(number) == b"common"
        with pytest.raises(NoResultFound):
            Dictionaries().text(connection, number)
