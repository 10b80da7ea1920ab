"""Takes from a Python on Linux what Windows does not have. Loaded before anything else is imported.

`tests/test_other_systems.py` puts this module into an environment of its own, where every
interpreter loads it at its start: the command and each process that it starts. The modules that no
other system has cannot be imported by anybody. Functions and constants are gone for the grader's
own modules and the course's, which also read `win32` as the platform. The standard library and
TensorFlow keep them: they are those of Linux, and would not start without.
"""

import builtins
import importlib.machinery
import os
import select
import signal
import socket
import subprocess
import sys
import time
import types

MODULES = ("resource", "fcntl", "termios", "pwd", "grp", "tty", "pty", "syslog", "spwd", "crypt")

GONE = {
    "os": """
        fork forkpty register_at_fork killpg kill_group getuid geteuid getgid getegid getgroups
        getpgid getpgrp getsid setuid setgid seteuid setegid setsid setpgid setgroups setresuid
        setresgid getresuid wait waitid wait3 wait4 WNOHANG chown lchown fchown chroot mkfifo mknod
        statvfs fstatvfs pread pwrite readv writev sched_getaffinity sched_setaffinity uname nice
        openpty sysconf confstr getloadavg pipe2 posix_spawn O_CLOEXEC O_NOFOLLOW O_NONBLOCK
        O_DIRECTORY O_PATH O_NOCTTY memfd_create pidfd_open getxattr setxattr lockf sync ctermid
        fchdir getpriority
    """,
    "signal": """
        SIGHUP SIGKILL SIGQUIT SIGUSR1 SIGUSR2 SIGALRM SIGPIPE SIGCHLD SIGPROF SIGXCPU SIGXFSZ
        SIGBUS SIGCONT SIGSTOP SIGTSTP SIGWINCH setitimer getitimer alarm pause ITIMER_REAL
        ITIMER_PROF ITIMER_VIRTUAL pthread_sigmask pthread_kill SIG_BLOCK SIG_UNBLOCK SIG_SETMASK
        sigwait sigpending siginterrupt
    """,
    "socket": "AF_UNIX send_fds recv_fds SO_REUSEPORT",
    "select": "poll epoll kqueue",
    "time": "clock_gettime clock_gettime_ns pthread_getcpuclockid CLOCK_MONOTONIC",
}

LINUX_FOLDERS = ("/proc", "/sys", "/dev/")


class Without(types.ModuleType):
    """A module without some of its names, and with others in their place."""

    def __init__(self, real, gone, changed):
        vars(self).update(_real=real, _gone=frozenset(gone), _changed=changed)

    def __getattr__(self, name):
        if name in self._gone:
            raise AttributeError(f"module {self._real.__name__!r} has no attribute {name!r}")
        return self._changed[name] if name in self._changed else getattr(self._real, name)

    def __setattr__(self, name, value):
        setattr(self._real, name, value)

    def __dir__(self):
        return [name for name in dir(self._real) if name not in self._gone]


def without_linux_folders(function):
    """Return a function that finds nothing where only Linux has something."""

    def call(path, *args, **options):
        if isinstance(path, (str, bytes)) and os.fsdecode(path).startswith(LINUX_FOLDERS):
            raise FileNotFoundError(2, "No such file or directory", path)
        return function(path, *args, **options)

    return call


class Popen(subprocess.Popen):
    """A process that may inherit nothing but its standard streams, as on Windows."""

    def __init__(self, *arguments, **options):
        assert not {"pass_fds", "preexec_fn"} & set(options)
        super().__init__(*arguments, **options)


CHANGED = {
    "subprocess": {"CREATE_NEW_PROCESS_GROUP": 0, "Popen": Popen},
    "os": {"name": "nt"}
    | {name: without_linux_folders(getattr(os, name)) for name in ("open", "listdir", "scandir")},
    "sys": {"platform": "win32"},
}
CHANGED["os"]["devnull"] = os.devnull
SEEN = {
    module.__name__: Without(
        module, GONE.get(module.__name__, "").split(), CHANGED.get(module.__name__, {})
    )
    for module in (os, signal, socket, select, subprocess, time, sys)
}


def import_without(name, namespace=None, local=None, fromlist=(), level=0):
    found = builtins.__import__(name, namespace, local, fromlist, level)
    return found if level else SEEN.get(name, found)


OURS = vars(builtins) | {"__import__": import_without}
exec_module = importlib.machinery.SourceFileLoader.exec_module


def exec_without(self, module):
    if module.__name__.partition(".")[0] == "grader" or module.__name__.startswith("_course_"):
        vars(module)["__builtins__"] = OURS
    exec_module(self, module)


importlib.machinery.SourceFileLoader.exec_module = exec_without
for name in MODULES:
    sys.modules[name] = None
for name in ("fork", "forkpty", "register_at_fork", "killpg"):
    delattr(os, name)
for name in ("AF_UNIX",):
    delattr(socket, name)
