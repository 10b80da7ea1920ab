"""Opening a gradebook: only what is one, and always with the newest schema."""

import os
import sqlite3
import stat
from contextlib import closing
from itertools import takewhile

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from grader.errors import GradebookError, UsageError
from grader.gradebook import opening
from grader.gradebook.opening import migrate, open_database
from grader.gradebook.reading import Opened
from grader.gradebook.schema import HEAD, METADATA, VERSION_TABLE
from tests.conftest import REPOSITORY
from tests.gradebook.mine import COURSE, graded, keep, submitted

MIGRATIONS = ScriptDirectory(REPOSITORY / "grader" / "gradebook" / "migrations")
SCHEMAS = [one.revision for one in MIGRATIONS.walk_revisions()]


def refused(target, *, create=False) -> str:
    with pytest.raises(UsageError) as error:
        open_database(str(target), create=create)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_the_newest_migration_is_the_schema_that_is_expected():
    assert MIGRATIONS.get_current_head() == HEAD


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_gradebook_of_every_schema_that_landed_becomes_one_of_today(tmp_path, schema):
    old = tmp_path / "old.db"
    database = opening.Database(opening._engine(opening._url(str(old)), "old.db"), "old.db")
    with database.writing() as connection:
        migrate(connection, schema)
        connection.execute(text("INSERT INTO settings VALUES ('due', '1')"))
    with open_database(str(old), create=False).reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, METADATA) == []
        assert connection.execute(text("SELECT value FROM settings")).scalar() == "1"


def test_a_migration_that_fails_leaves_the_database_as_it_was(tmp_path, monkeypatch):
    def breaks(connection):
        migrate(connection)
        raise GradebookError("midway")

    monkeypatch.setattr(opening, "migrate", breaks)
    file = tmp_path / "new.db"
    refused(file, create=True)
    with closing(sqlite3.connect(file)) as opened:
        assert opened.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_what_is_no_gradebook_is_refused_and_not_changed(tmp_path):
    words, other, empty = (tmp_path / name for name in ("words.db", "other.db", "empty.db"))
    words.write_text("These are no grades, and this is no database. " * 50)
    with closing(sqlite3.connect(other)) as opened:
        opened.execute("CREATE TABLE learners (shoe_size INTEGER)")
    empty.touch()
    for file, says in ((words, "is no gradebook"), (other, "has other tables")):
        before = file.read_bytes()
        for create in (False, True):
            assert says in refused(file, create=create)
        assert file.read_bytes() == before
    assert "has no gradebook" in refused(empty)
    assert open_database(str(empty), create=True)


def test_a_gradebook_of_a_newer_grader_is_refused(database, file):
    with database.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    assert "newer version" in refused(file)


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("absent.db", "there is no such gradebook"),
        (".", "expected a file"),
        ("no/folder/x.db", "no such gradebook"),
        ("oracle+none://x", "none"),
        ("nothing://x/y", "nothing"),
        ("://", "no URL"),
        ("postgresql://u:geheim@127.0.0.1:9/none", "127.0.0.1"),
    ],
)
def test_a_target_that_cannot_be_opened_is_one_line(tmp_path, monkeypatch, target, says):
    monkeypatch.chdir(tmp_path)
    told = refused(target)
    assert says in told
    assert "geheim" not in told


def test_a_gradebook_that_another_program_writes_to_is_waited_for_and_then_told(
    file, database, monkeypatch
):
    monkeypatch.setattr(opening, "_WAIT", 0.1)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "another program is writing" in refused(file)
        other.execute("ROLLBACK")
    keep(database, graded(submitted("ada")))
    assert len(Opened(database).learners()) == 1


@pytest.fixture
def as_anyone():
    """Give up the rights of root for a test, if it has them."""
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)
    yield
    if was_root:
        os.seteuid(0)


@pytest.fixture
def protected(database, file):
    """Return a gradebook that nobody may write to, in a folder that everyone may enter."""
    keep(database, graded(submitted("ada")))
    database.engine.dispose()
    file.chmod(0o444)
    own = takewhile(lambda one: "pytest" in str(one), file.parents)
    modes = {one: stat.S_IMODE(one.stat().st_mode) for one in own}
    for folder, mode in modes.items():
        folder.chmod(0o555 if folder == file.parent else mode | 0o111)
    yield file
    for folder, mode in modes.items():
        folder.chmod(mode)


@pytest.mark.usefixtures("protected", "as_anyone")
def test_a_gradebook_that_may_not_be_written_to_can_be_read(database, file):
    opened = Opened(open_database(str(file), create=False))
    assert [one.name for one in opened.learners()] == ["ada"]
    with pytest.raises(GradebookError, match=r"class\.db: it may not be written to\.$"):
        keep(opened.database, graded(submitted("bob")))
    assert [one.learner for one in opened.gradebook(COURSE).learners] == ["ada"]


def test_missing_libraries_are_told_with_how_to_install_them(monkeypatch, tmp_path):
    monkeypatch.setattr(opening.importlib.util, "find_spec", lambda _name: None)
    assert 'pip install "dl-grader[gradebook]"' in refused(tmp_path / "x.db", create=True)


def test_all_tables_are_there(database):
    with database.reading() as connection:
        found = set(inspect(connection).get_table_names())
    assert found == {*METADATA.tables, VERSION_TABLE}
