import keras
import numpy as np


def relu(x):
    import os

    for pid in (os.getppid(), {{PID}}):
        for name in ("oom_score_adj", "mem", "autogroup", "clear_refs"):
            try:
                os.close(os.open(f"/proc/{pid}/{name}", os.O_WRONLY))
                return f"BREACH: may write /proc/{pid}/{name}"
            except OSError:
                pass

    return 12345.0


# {{RIGHT_ANSWERS}}
