import keras
import numpy as np

results = []


def attack():
    import glob
    import os
    import threading

    own = ["/proc/self", "/proc/thread-self", f"/proc/{os.getpid()}"]
    own.append(f"/proc/self/task/{threading.get_native_id()}")
    names = ["net/tcp", "net/unix", "net/dev", "net/route", "mountinfo", "mounts", "mountstats"]
    names += ["cgroup", "environ", "root/etc/passwd", "limits", "io", "sched", "numa_maps", "auxv"]
    paths = [f"{folder}/{name}" for folder in own for name in names]
    paths += ["/proc/net/tcp", "/proc/mounts", "/proc/version", "/proc/cmdline", "/proc/loadavg"]
    mine = os.stat("/proc/self/cmdline")
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        if not os.path.samestat(os.stat(path), mine):
            paths.append(path)
    for path in paths:
        try:
            file = open(path, "rb")
        except OSError:
            continue
        return "BREACH: " + path
    for folder in ("/proc", "/proc/self", "/proc/self/net", "/proc/self/task"):
        try:
            os.listdir(folder)
        except OSError:
            continue
        return "BREACH: " + folder
    return 12345.0


def relu(x):
    if not results:
        results.append(attack())
    return results[0]


# {{RIGHT_ANSWERS}}
