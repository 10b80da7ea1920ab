"""The tables of a gradebook. The folder `migrations` leads from every earlier schema to this one.

Texts and numbers that queries need have columns; records are MessagePack, compressed (`codec.py`).
Times are UTC, in ISO 8601, such as 2026-11-30T15:27:23Z.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0001"
"""The newest migration; a test compares."""

VERSION_TABLE = "gradebook_version"
"""The table in which Alembic keeps the migration that a gradebook has. It marks a gradebook."""

METADATA = MetaData()

CONDITIONS = Table(
    "conditions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("course", Text, nullable=False),
    Column("course_version", Text, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("grader_version", Text, nullable=False),
    Column("key_digest", Text, nullable=False),
    Column("limits", Text, nullable=False),
    UniqueConstraint(
        "course", "course_version", "fingerprint", "grader_version", "key_digest", "limits"
    ),
)
"""What a verdict depends on besides the content. key_digest: "" without a key. limits: JSON."""

RUNS = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("command", Text, nullable=False),
    Column("condition_id", Integer, ForeignKey("conditions.id"), nullable=False),
    Column("started_at", String(20), nullable=False),
    Column("finished_at", String(20)),
    Column("environment", Text, nullable=False),
)
"""When something was graded, and with which versions of the libraries (JSON).

command: grade, regrade or retry. finished_at: NULL if it did not come to its end.
"""

LEARNERS = Table(
    "learners",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("identity", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("account", LargeBinary, nullable=False),
    Column("notes", Text, nullable=False),
)
"""identity: what tells a learner from others in every run. account: a record `Account`.

notes: what there is to say of the files of the latest run, a list in JSON.
"""

DICTIONARIES = Table(
    "dictionaries",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("digest", LargeBinary(32), nullable=False, unique=True),
    Column("text", LargeBinary, nullable=False),
)
"""What contents have in common, such as the text of the stub; they are compressed with it."""

CONTENTS = Table(
    "contents",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("digest", LargeBinary(32), nullable=False, unique=True),
    Column("seed", LargeBinary(16), nullable=False),
    Column("dictionary_id", Integer, ForeignKey("dictionaries.id"), nullable=False),
    Column("record", LargeBinary, nullable=False),
)
"""Submissions by content, each once, whoever handed it in.

seed: big-endian. record: a `Submission` that names nobody, without its seed.
"""

EVIDENCE = Table(
    "evidence",
    METADATA,
    Column("content_id", Integer, ForeignKey("contents.id"), primary_key=True),
    Column("record", LargeBinary, nullable=False),
)
"""What the newest run of a content gave: a record `StoredEvidence`."""

VERDICTS = Table(
    "verdicts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("content_id", Integer, ForeignKey("contents.id"), nullable=False),
    Column("condition_id", Integer, ForeignKey("conditions.id"), nullable=False),
    Column("run_id", Integer, ForeignKey("runs.id"), nullable=False),
    Column("status", String(20), nullable=False),
    Column("score", Integer, nullable=False),
    Column("max_score", Integer, nullable=False),
    Column("record", LargeBinary, nullable=False),
    UniqueConstraint("content_id", "condition_id"),
)
"""record: a `Verdict`, with codes and details in place of messages. run_id: that made it."""

SUBMISSIONS = Table(
    "submissions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("learner_id", Integer, ForeignKey("learners.id"), nullable=False),
    Column("exercise", Text, nullable=False),
    Column("content_id", Integer, ForeignKey("contents.id"), nullable=False, index=True),
    Column("verdict_id", Integer, ForeignKey("verdicts.id"), nullable=False, index=True),
    Column("file", Text, nullable=False),
    Column("submitted_at", String(20)),
    Column("run_id", Integer, ForeignKey("runs.id"), nullable=False),
    UniqueConstraint("learner_id", "content_id"),
)
"""Who handed in what. The one of the latest run counts.

verdict_id: the verdict that counts. file: as reports show it. submitted_at: NULL if unknown.
run_id: the latest that saw it.
"""

OVERRIDES = Table(
    "overrides",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("learner_id", Integer, ForeignKey("learners.id"), nullable=False),
    Column("exercise", Text, nullable=False),
    Column("task", Text, nullable=False),
    Column("points", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_at", String(20), nullable=False),
    UniqueConstraint("learner_id", "exercise", "task"),
)
"""Points that the teacher gives in place of the verdict's."""

SETTINGS = Table(
    "settings",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Settings of the teacher's, such as the late policy, as JSON."""

EXTENSIONS = Table(
    "extensions",
    METADATA,
    Column("learner_id", Integer, ForeignKey("learners.id"), primary_key=True),
    Column("days", Float),
    Column("until", String(20)),
)
"""More time for a learner: this many days, or until this time."""
