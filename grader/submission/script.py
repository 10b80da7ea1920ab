"""Decodes a script. The work is done as Python does it, for fewer encodings."""

from __future__ import annotations

import codecs
import importlib.util
import io
import re
import tokenize

from grader.errors import GraderError

# Python supports more encodings. The time that some take (punycode, idna) is quadratic in length.
_ENCODINGS = re.compile(
    r"utf-8(-sig)?|ascii|iso8859-\d+|cp\d+|mac-\w+|koi8-\w|gb[\w-]+|big5|[\w-]*jis|euc[\w-]+"
)


class ScriptError(GraderError):
    """The file is not text that can be read; the message says why."""


def decoded(content: bytes) -> str:
    """Return the source of a script, with line feeds at the ends of lines; raises ScriptError."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        if not _ENCODINGS.fullmatch(codecs.lookup(encoding).name.replace("_", "-")):
            raise ScriptError(f"the file's encoding is {encoding}. Expected UTF-8.")
        return importlib.util.decode_source(content)
    except (SyntaxError, UnicodeError, LookupError) as error:
        raise ScriptError(f"the file is not text that Python can read: {error}") from error
