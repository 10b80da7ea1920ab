"""The gradebook in a database: what was graded is kept, and can be judged again.

SQLAlchemy and Alembic are imported only here, and only when a gradebook is used.
"""
