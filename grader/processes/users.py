"""User ids for the processes of a run, which no other run on the machine uses at the same time."""

from __future__ import annotations

import secrets
import socket

_FIRST, _LAST = 61_184, 65_519
"""systemd reserves these user ids for dynamic users, so no person has one of them."""

_SIZE = 271
_BLOCKS = (_LAST + 1 - _FIRST) // _SIZE


class UserBlock:
    """A block of user ids, claimed for as long as this process lives or until `close`.

    The claim is an abstract Unix socket: the kernel gives its name to one process at a time and
    frees it however the process ends. Runs in different network namespaces do not see each other's
    claims. They meet with a probability of one in sixteen, and so do more than sixteen runs.
    """

    def __init__(self, name: str = "dl-grader-users") -> None:
        """Claim a block among those runs that give the same name to their claims."""
        self._name = name
        blocks = secrets.SystemRandom().sample(range(_BLOCKS), _BLOCKS)
        self._claim: socket.socket | None = None
        block = next((one for one in blocks if self._claims(one)), blocks[0])
        self.first = _FIRST + block * _SIZE

    def _claims(self, block: int) -> bool:
        claim = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            claim.bind(f"\0{self._name}-{block}")
        except OSError:
            claim.close()
            return False
        self._claim = claim
        return True

    def close(self) -> None:
        """Let other runs use these user ids."""
        if self._claim is not None:
            self._claim.close()


def learner_user(first: int, number: int) -> int:
    """Return the user id of a learner's process in the block from `first` on.

    The first one of the block is for the grader's own processes. Successive numbers get different
    user ids, so that those that run at the same time do.
    """
    return first + 1 + number % (_SIZE - 1)
