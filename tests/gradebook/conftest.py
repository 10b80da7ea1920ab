"""A gradebook in a new file."""

import pytest

from grader.gradebook.opening import open_database


@pytest.fixture
def file(tmp_path):
    return tmp_path / "class.db"


@pytest.fixture
def database(file):
    database = open_database(str(file), create=True)
    yield database
    database.engine.dispose()
