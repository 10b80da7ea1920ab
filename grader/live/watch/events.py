"""Tells when files in a folder may have changed, as soon as the system tells."""

from __future__ import annotations

import os
import queue
import threading
from pathlib import Path

STEP = 15
"""Milliseconds. Changes are told once this time has passed without another one."""

_DEBOUNCE = 150
"""Milliseconds after which changes are told even if others follow all the time."""

_RETRY = 1.0


class Events:
    """Watches the files in a folder, in a thread, as a context manager.

    A file that the system tells about is put into `names`. That is a hint to look. Where the system
    tells nothing, as in many network folders, nothing is put there.
    """

    def __init__(self, folder: Path) -> None:
        self.names: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._folder = folder
        self._is_over = threading.Event()
        self._is_replaced = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Events:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._is_replaced.set()
        self._thread.join()

    def begin_again(self) -> None:
        """Watch the folder that has this path now: another one than before."""
        self._is_replaced.set()

    def _watch(self) -> None:
        import watchfiles

        while not self._is_over.is_set():
            self._is_replaced.clear()
            try:
                for changes in watchfiles.watch(
                    self._folder,
                    watch_filter=None,
                    debounce=_DEBOUNCE,
                    step=STEP,
                    rust_timeout=0,
                    stop_event=self._is_replaced,
                    recursive=False,
                    force_polling=False,
                ):
                    for _, path in changes:
                        self.names.put(os.path.basename(path))  # noqa: PTH119  a string
            except (OSError, RuntimeError):  # There is no folder, or the system watches no more.
                self._is_over.wait(_RETRY)
