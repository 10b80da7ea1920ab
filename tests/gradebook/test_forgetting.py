"""A learner who is forgotten is nowhere in the file; what others share stays."""

import sqlite3

import pytest
from sqlalchemy import event, func, insert, select

from grader.errors import UsageError
from grader.gradebook.forgetting import Forgotten, forget
from grader.gradebook.reading import Opened
from grader.gradebook.schema import EVIDENCE, EXTENSIONS, OVERRIDES, VERDICTS
from tests.gradebook.mine import COURSE, graded, keep, submitted

SECRET = "# my own remark, which only I wrote: zaphod-" + "".join(map(chr, range(97, 123)))


@pytest.fixture
def ada(database):
    """Ada has handed in a file of her own and one that Bob has too, and has more time."""
    shared = "# shared"
    keep(
        database,
        graded(submitted("Ada Lovelace", SECRET, file="class/Ada Lovelace/01_double.py")),
        graded(submitted("Ada Lovelace", shared)),
        graded(submitted("bob", shared)),
        *(graded(submitted(f"learner {n}", f"# {n}")) for n in range(50)),
    )
    learner = Opened(database).learner("Ada Lovelace")
    with database.writing() as connection:
        values = {"exercise": "01_double", "task": "double", "points": 1.5, "made_at": ""}
        reason = "Ada was ill in the third week"
        connection.execute(insert(OVERRIDES).values(learner_id=learner.id, reason=reason, **values))
        connection.execute(insert(EXTENSIONS).values(learner_id=learner.id, days=2.0))
    return learner


def count(database, table) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_no_row_no_evidence_and_no_byte_is_left(database, file, ada):
    assert b"Ada Lovelace" in file.read_bytes()
    before = count(database, EVIDENCE), file.stat().st_size
    assert forget(database, ada) == Forgotten(submissions=2, contents=1, shared=1, overrides=1)
    left = file.read_bytes()
    assert not [word for word in (b"Ada", b"Lovelace", b"was ill") if word in left]
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    assert (count(database, EVIDENCE), count(database, VERDICTS)) == (before[0] - 1,) * 2
    assert len(left) <= before[1]
    assert count(database, OVERRIDES) == count(database, EXTENSIONS) == 0


def test_a_learner_is_removed_also_if_the_file_cannot_be_made_smaller(database, file, ada):
    readers = []

    def read_beside(connection):
        """Begin to read in another program, once the learner is removed."""
        own = connection.connection.driver_connection
        own.execute("PRAGMA busy_timeout = 0")
        if not own.execute("SELECT * FROM learners WHERE id = ?", [ada.id]).fetchall():
            readers.append(sqlite3.connect(file, isolation_level=None))
            readers[-1].execute("BEGIN")
            readers[-1].execute("SELECT * FROM learners").fetchone()

    event.listen(database.engine, "engine_connect", read_beside)
    try:
        gone = forget(database, ada)
    finally:
        event.remove(database.engine, "engine_connect", read_beside)
        for one in readers:
            one.close()
    assert "another program is writing to it" in gone.not_compacted
    assert (gone.submissions, gone.overrides) == (2, 1)
    assert "Ada Lovelace" not in [one.name for one in Opened(database).learners()]
    assert b"was ill" not in file.read_bytes()


def test_others_keep_what_they_share(database, ada):
    before = {one.learner: one for one in Opened(database).gradebook(COURSE).learners}
    forget(database, ada)
    after = {one.learner: one for one in Opened(database).gradebook(COURSE).learners}
    assert before.pop("Ada Lovelace")
    assert after == before


def test_a_dry_run_tells_the_same_and_changes_nothing(database, file, ada):
    before = file.read_bytes()
    assert forget(database, ada, dry_run=True) == Forgotten(2, 1, 1, 1)
    assert file.read_bytes() == before


def test_a_misspelt_name_removes_nobody(database, ada):
    with pytest.raises(UsageError, match="Did you mean Ada Lovelace"):
        Opened(database).learner("Ada Lovelase")
    assert Opened(database).learner("Ada Lovelace") == ada
