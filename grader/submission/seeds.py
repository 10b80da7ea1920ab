"""Seeds, from which the inputs of questions are drawn, and the key that makes them unforeseeable.

Without a key, everyone who has the grader and a file can compute the inputs on which that file
will be graded. With a key, only who has the key can.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

_SEED_BYTES = 16
_DIGEST_BYTES = 8


@dataclass(frozen=True)
class Key:
    """A teacher's secret. It is never shown, not even in its own `repr`."""

    secret: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that tell keys apart and reveal nothing else about them."""
        return self.derive(b"key digest", b"")[:_DIGEST_BYTES].hex()

    def derive(self, label: bytes, content: bytes) -> bytes:
        """Return 32 bytes for this use of the key. Those for one use tell nothing of another's."""
        return hmac.digest(self.secret, label + b"\0" + content, "sha256")


def seed_of(content: bytes, key: Key | None = None) -> int:
    """Return the seed of a file with this content: 128 bits, the same in every run."""
    digest = hashlib.sha256(content).digest()
    if key is not None:
        digest = key.derive(b"inputs", digest)
    return int.from_bytes(digest[:_SEED_BYTES], "big")
