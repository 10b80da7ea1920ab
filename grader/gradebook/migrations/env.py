"""What Alembic runs for each migration: on the connection that it was given, in its transaction."""

from alembic import context

from grader.gradebook.schema import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
)
context.run_migrations()
