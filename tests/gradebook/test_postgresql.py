"""A gradebook in a real PostgreSQL: it is kept, read, regraded and forgotten as in SQLite."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import insert

from grader.errors import GradebookError, UsageError
from grader.gradebook import opening
from grader.gradebook.forgetting import Forgotten, forget
from grader.gradebook.opening import migrate, open_database
from grader.gradebook.reading import Opened
from grader.gradebook.schema import METADATA, SETTINGS, VERSION_TABLE
from tests.gradebook.mine import COURSE, graded, keep, known, submitted
from tests.gradebook.test_regrade import LENIENT, again, points


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs; Debian's package puts them under its version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def as_postgres(*command) -> None:
    """Run a program of PostgreSQL, which refuses to be root's."""
    user = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
    done = subprocess.run(
        list(map(str, command)), cwd="/", stdout=subprocess.DEVNULL, timeout=120, **user
    )
    assert done.returncode == 0, command


@pytest.fixture(scope="module")
def server():
    """Start a PostgreSQL that only a Unix socket in a new folder leads to; return the folder."""
    folder_of_programs = programs()
    if folder_of_programs is None:
        assert not os.environ.get("NEEDS_POSTGRESQL"), "PostgreSQL is missing"
        pytest.skip("no PostgreSQL: install Debian's package postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # A socket's path must be short.
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data = folder / "data"
    as_postgres(
        folder_of_programs / "initdb", "-D", data, "-A", "trust", "-U", "teacher", "-E", "UTF8"
    )
    control = (folder_of_programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log")
    as_postgres(*control, "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start")
    yield folder
    as_postgres(*control, "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture
def url(server):
    """Return the URL of an empty database."""
    url = f"postgresql://teacher@/postgres?host={server}"
    database = open_database(url, create=True)
    with database.writing() as connection:
        METADATA.drop_all(connection)
        connection.exec_driver_sql(f"DROP TABLE {VERSION_TABLE}")
    database.engine.dispose()
    return url


@pytest.fixture
def database(url):
    database = open_database(url, create=True)
    yield database
    database.engine.dispose()


def test_what_is_kept_is_known_and_read(database):
    ada, bob = submitted("ada", "# a"), submitted("b\udcffb\0", "# b")
    keep(database, graded(ada), graded(bob, float("nan")))
    assert [one.score for one in known(database, ada, bob).values()] == [3, 0]
    assert points(database) == {"ada": (3, 3), r"b\udcffb\x00": (0, 3)}


def test_many_are_kept_by_two_writers_at_once(database, url):
    other = open_database(url, create=False)
    several = [graded(submitted(f"learner {n}", f"# {n}")) for n in range(300)]
    threads = [Thread(target=keep, args=(one, *several)) for one in (database, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.engine.dispose()
    assert points(database) == {f"learner {n}": (3, 3) for n in range(300)}


def test_grades_are_regraded_and_a_learner_is_forgotten(database):
    keep(database, graded(submitted("ada", "# a")), graded(submitted("bob", "# b"), 3.0))
    assert len(again(database, LENIENT).regrade().moves) == 2
    assert points(database, LENIENT) == {"ada": (7, 7), "bob": (5, 7)}
    gone = forget(database, Opened(database).learner("ada"))
    assert gone == Forgotten(submissions=1, contents=1, shared=0, overrides=0)
    assert points(database, LENIENT) == {"bob": (5, 7)}


def test_a_migration_that_fails_leaves_the_database_as_it_was(url, monkeypatch):
    database = open_database(url, create=True)
    with database.writing() as connection:
        METADATA.drop_all(connection)
        connection.exec_driver_sql(f"DROP TABLE {VERSION_TABLE}")

    def breaks(connection):
        migrate(connection)
        raise GradebookError("midway")

    monkeypatch.setattr(opening, "migrate", breaks)
    with pytest.raises(UsageError, match="midway"):
        open_database(url, create=True)
    with pytest.raises(UsageError, match="has no gradebook"):
        open_database(url, create=False)


def test_tables_of_others_are_refused_where_their_names_are_ours(url):
    database = open_database(url, create=True)
    with database.writing() as connection:
        connection.execute(insert(SETTINGS).values(name="theirs", value="1"))
        connection.exec_driver_sql(f"DROP TABLE {VERSION_TABLE}")
    with pytest.raises(UsageError, match="has other tables"):
        open_database(url, create=True)
    with database.writing() as connection:
        METADATA.drop_all(connection)
    assert keep(open_database(url, create=True), graded(submitted("ada")), course=COURSE) is None
