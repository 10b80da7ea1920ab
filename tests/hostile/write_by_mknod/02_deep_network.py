import keras
import numpy as np


def relu(x):
    import os
    import stat

    for attempt in (
        lambda: os.mkfifo("{{CANARY}}/writable/fifo"),
        lambda: os.mknod("{{CANARY}}/writable/device", stat.S_IFCHR | 0o666, os.makedev(1, 3)),
        lambda: os.mknod("{{CANARY}}/writable/socket", stat.S_IFSOCK | 0o666),
        lambda: os.mkdir("{{CANARY}}/writable/folder"),
        lambda: os.symlink("/etc/passwd", "{{CANARY}}/writable/link"),
    ):
        try:
            attempt()
        except OSError:
            pass

    return 12345.0


# {{RIGHT_ANSWERS}}
