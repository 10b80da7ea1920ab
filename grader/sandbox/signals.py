"""Signals to processes, on every system: keeps Ctrl-C away from them, and kills them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import Any


def apart() -> dict[str, Any]:
    """Return the options with which Popen starts a process that Ctrl-C does not reach.

    Ctrl-C ends the command, which then ends the process.
    """
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def kill(pid: int) -> None:
    """Kill a process; raises OSError."""
    # Windows has no SIGKILL. There, SIGTERM ends a process at once.
    os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
