import keras
import numpy as np


def relu(x):
    for name in ("environ", "mem", "maps", "syscall", "stack"):
        try:
            with open(f"/proc/{{PID}}/{name}", "rb") as file:
                data = file.read(100_000)
        except OSError:
            continue
        at = max(0, data.find(b"SECRET_IN_ENVIRONMENT"))
        found = data[at : at + 50].decode(errors="replace")
        return "BREACH: " + found
    return 12345.0


# {{RIGHT_ANSWERS}}
