"""Opens gradebooks: a file is SQLite, and any URL of SQLAlchemy is that database.

A gradebook has the newest schema when it is open. SQLite keeps its usual journal, which works on
network file systems, and overwrites what is deleted.
"""

from __future__ import annotations

import contextlib
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.errors import GradebookError, UsageError
from grader.protocol.text import one_line

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

_WAIT = 30
"""Seconds to wait while another program writes to the same gradebook."""

_LOCK = 0x6772616465
"""The number of the lock that whoever writes to a gradebook in PostgreSQL holds."""

_WHY = {
    "database or disk is full": "the disk is full",
    "database is locked": "another program is writing to it",
    "readonly database": "it may not be written to",
    "file is not a database": "this file is no gradebook",
    "unable to open database file": "it cannot be opened here",
    "disk image is malformed": "it is damaged",
    "disk i/o error": "the disk does not take what is written",
}
"""What SQLite says, and what it means."""


@dataclass(frozen=True)
class Database:
    """An open gradebook. shown: its name in messages, without a password."""

    engine: Engine
    shown: str

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Connect to read; raises GradebookError, as does all that is done with the connection."""
        with told(self.shown), self.engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Connect to write all or nothing; raises GradebookError, and nothing is written then."""
        with (
            told(self.shown),
            self.engine.connect() as connection,
            connection.execution_options(writes=True).begin(),
        ):
            yield connection

    @contextlib.contextmanager
    def outside_of_transactions(self) -> Iterator[Connection]:
        """Connect for what cannot be in a transaction; raises GradebookError."""
        with told(self.shown), self.engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")


def open_database(target: str, *, create: bool) -> Database:
    """Open a gradebook, and bring an old one to the newest schema.

    target: a file, or a URL of SQLAlchemy. create: whether to make one where there is none. Raises
    UsageError if this is no gradebook, or if libraries are missing.
    """
    url = _url(target)
    shown = target if "://" not in target else url.render_as_string(hide_password=True)
    path = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
    if path is not None and not create and not path.exists():
        raise UsageError(f"{shown}: there is no such gradebook. grade --gradebook makes one.")
    if path is not None and (path.is_dir() or not path.parent.is_dir()):
        raise UsageError(f"{shown}: a gradebook cannot be here: expected a file in a folder.")
    database = Database(_engine(url, shown), shown)
    try:
        _prepare(database, create=create)
    except GradebookError as error:
        database.engine.dispose()
        raise UsageError(str(error)) from error
    return database


def require_libraries() -> None:
    """Raise UsageError if SQLAlchemy or Alembic is not installed."""
    if not all(map(importlib.util.find_spec, ("sqlalchemy", "alembic"))):
        raise UsageError(_install("gradebook"))


def _url(target: str) -> URL:
    require_libraries()
    from sqlalchemy import URL, make_url
    from sqlalchemy.exc import ArgumentError

    if "://" not in target:
        return URL.create("sqlite", database=target)
    try:
        url = make_url(target)
    except (ArgumentError, ValueError) as error:
        raise UsageError("--gradebook: this is no URL of a database.") from error
    is_bare = url.drivername in ("postgresql", "postgres")
    return url.set(drivername="postgresql+psycopg") if is_bare else url


def _install(extra: str) -> str:
    return (
        "A gradebook needs libraries that are not installed. Install them: "
        f'python -m pip install "dl-grader[{extra}]"'
    )


def _engine(url: URL, shown: str) -> Engine:
    from sqlalchemy import create_engine, event
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    is_sqlite = url.get_backend_name() == "sqlite"
    try:
        engine = create_engine(url, connect_args={"timeout": _WAIT} if is_sqlite else {})
    except ModuleNotFoundError as error:
        needs_psycopg = url.get_backend_name() == "postgresql"
        told = _install("postgresql") if needs_psycopg else f"{shown}: {error.name} is missing."
        raise UsageError(told) from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise UsageError(f"{shown}: {one_line(str(error))}") from error
    if is_sqlite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    if url.get_backend_name() == "postgresql":
        event.listen(engine, "begin", _begin_postgresql)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # Transactions begin where we say, also for new tables.
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")


def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction. One that writes waits for its turn now: later it could only fail."""
    if connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT":
        return
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    """Let one transaction at a time write, as SQLite does."""
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _prepare(database: Database, *, create: bool) -> None:
    """Bring a gradebook to the newest schema; raises GradebookError and UsageError."""
    from grader.gradebook.schema import HEAD

    with database.reading() as connection:
        found = _version(connection, database.shown, create=create)
    if found != HEAD:
        with database.writing() as connection:
            _version(connection, database.shown, create=create)  # Another program may be faster.
            migrate(connection)


def _version(connection: Connection, shown: str, *, create: bool) -> str | None:
    """Return the migration that a gradebook has; None for an empty database."""
    from sqlalchemy import String, column, inspect, select, table

    from grader.gradebook.schema import HEAD, METADATA, VERSION_TABLE

    names = set(inspect(connection).get_table_names())
    if VERSION_TABLE in names:
        version = column("version_num", String)
        found = connection.execute(select(version).select_from(table(VERSION_TABLE))).scalar()
        if found is not None and found > HEAD:
            raise UsageError(f"{shown}: a newer version of the grader has made this gradebook.")
        return found
    is_sqlite = connection.dialect.name == "sqlite"
    if names if is_sqlite else names & set(METADATA.tables):
        raise UsageError(f"{shown}: this database is no gradebook: it has other tables.")
    if not create:
        raise UsageError(f"{shown}: this database has no gradebook. grade --gradebook makes one.")
    return None


def migrate(connection: Connection, to: str = "head") -> None:
    """Bring the database to a schema within the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _escaped(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")


@contextlib.contextmanager
def told(shown: str) -> Iterator[None]:
    """Turn what a database refuses into GradebookError, with one line that names the gradebook."""
    from sqlalchemy.exc import DBAPIError, SQLAlchemyError

    try:
        yield
    except DBAPIError as error:
        raise GradebookError(f"{shown}: {_why(str(error.orig))}.") from error
    except SQLAlchemyError as error:
        raise GradebookError(f"{shown}: {one_line(str(error))[:200]}") from error


def _why(said: str) -> str:
    known = (why for text, why in _WHY.items() if text in said.lower())
    return next(known, one_line(said.strip().split("\n")[0])[:200].rstrip("."))
