"""Makes a wheel of the installed grader, without the shipped course.

The format is that of PEP 427: a zip archive with a `RECORD` of the digests of its files. A package
manager could build the wheel only from the source, which an installation does not have.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import grader

DISTRIBUTION = "dl-grader"
_NO_CODE = ("shipped", "lessons", "__pycache__")
"""Folders of the package that are left out: the shipped course and its grading modules."""

_WHEEL = "Wheel-Version: 1.0\nGenerator: dl-grader\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def wheel_name() -> str:
    """Return the file name of the wheel."""
    return f"dl_grader-{grader.__version__}-py3-none-any.whl"


def wheel() -> bytes:
    """Return the wheel; the same bytes for the same installation."""
    folder = f"dl_grader-{grader.__version__}.dist-info"
    files = _package() | {
        f"{folder}/METADATA": _metadata("METADATA"),
        f"{folder}/entry_points.txt": _metadata("entry_points.txt"),
        f"{folder}/WHEEL": _WHEEL.encode(),
    }
    return zipped(files | {f"{folder}/RECORD": _record(files, f"{folder}/RECORD")})


def zipped(
    files: Mapping[str, bytes], executable: tuple[str, ...] = (), private: tuple[str, ...] = ()
) -> bytes:
    """Return a zip archive of these files, always the same for the same files.

    executable: the names of files that a service runs. private: of those that only their owner may
    read.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            mode = 0o755 if name in executable else 0o600 if name in private else 0o644
            info.external_attr = mode << 16
            archive.writestr(info, content)
    return buffer.getvalue()


def _package() -> dict[str, bytes]:
    top = Path(grader.__file__).resolve().parent
    return {
        f"grader/{path.relative_to(top).as_posix()}": path.read_bytes()
        for path in sorted(top.rglob("*"))
        if path.is_file() and not set(path.relative_to(top).parts) & set(_NO_CODE)
    }


def _metadata(name: str) -> bytes:
    text = importlib.metadata.distribution(DISTRIBUTION).read_text(name)
    return (text or "").encode()


def _record(files: Mapping[str, bytes], own_name: str) -> bytes:
    lines = [f"{name},sha256={_digest(content)},{len(content)}" for name, content in files.items()]
    return "\n".join([*lines, f"{own_name},,", ""]).encode()


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
