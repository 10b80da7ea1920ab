"""The migrations of gradebooks, from the first schema on. Alembic loads them by path."""
