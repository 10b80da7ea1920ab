"""`grade key FILE` and `--key FILE`: a secret that decides which inputs are drawn."""

from __future__ import annotations

import os
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.errors import UsageError
from grader.protocol.text import plain
from grader.submission.seeds import Key

_SHORTEST = 16
_LONGEST = 4096
_NEW = 32


def read_key(file: Path) -> Key:
    """Read a key; raises UsageError if the file has none. Newlines at its end do not count."""
    try:
        if file.exists() and not file.is_file():
            raise UsageError(f"--key {file}: this is not a regular file.")
        if not file.exists():
            raise UsageError(f"--key {file}: there is no such file. grade key FILE makes one.")
        with file.open("rb") as opened:
            content = opened.read(_LONGEST + 1)
    except OSError as error:
        raise UsageError(f"--key {file}: {error.strerror}.") from error
    if len(content) > _LONGEST:
        raise UsageError(f"--key {file}: the file is larger than {_LONGEST:,} bytes.")
    secret = content.rstrip(b"\r\n")  # Editors add some, and remove others.
    if len(secret) < _SHORTEST:
        raise UsageError(
            f"--key {file}: a key of {len(secret)} bytes can be guessed. Expected {_SHORTEST} or "
            "more. grade key FILE makes one."
        )
    return Key(secret)


def make_key(file: Path) -> int:
    """Write a new random key that only this user may read; return 0. Raises UsageError.

    Prints the key's digest, which reports show too.
    """
    # Text, so that no newline is part of the key, and it can be copied.
    secret = os.urandom(_NEW).hex().encode()
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise UsageError(
            f"{file}: this file exists. Another key would change every learner's inputs."
        ) from error
    except OSError as error:
        raise UsageError(f"{file}: cannot write the key: {error.strerror}.") from error
    try:
        with open(descriptor, "wb") as opened:  # noqa: PTH123  a descriptor
            opened.write(secret + b"\n")
    except OSError as error:
        file.unlink()  # Half a key must not be used.
        raise UsageError(f"{file}: cannot write the key: {error.strerror}.") from error
    digest = read_key(file).digest
    told = f"{plain(str(file))}: a new key, with the digest {digest}. Keep it secret."
    Console(highlight=False).print(Text(told), soft_wrap=True)
    return 0
