"""`grade doctor`: tests which protections against learner code work on this machine."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
from contextlib import closing

from rich.console import Console
from rich.table import Table

from grader.processes.isolation import PROTECTIONS, Isolation, Mode, isolate
from grader.sandbox import landlock, seccomp
from grader.sandbox.limits import DEFAULT_LIMITS
from grader.session import can_fork, start_processes

_LIBRARIES = ("tensorflow", "keras", "numpy", "dl-grader")


def examine() -> int:
    """Test every protection and print the results; return 0 if all of them work and 1 otherwise."""
    console = Console(highlight=False)
    mode: Mode = "auto" if can_fork() else "off"
    with closing(start_processes(mode)) as processes:
        isolation = isolate(processes, mode, DEFAULT_LIMITS)
    facts = Table("this machine", "", box=None, pad_edge=False, title_justify="left")
    facts.add_row("Python", f"{platform.python_version()} on {sys.platform}")
    for name in _LIBRARIES:
        facts.add_row(name, _version(name))
    facts.add_row("Landlock", f"ABI {landlock.abi()}" if landlock.abi() else "no")
    facts.add_row("seccomp", "yes" if seccomp.is_available() else "no")
    facts.add_row("learner code runs as", _user(isolation))
    facts.add_row("limits", _limits(isolation))
    console.print(facts)
    console.print()
    tried = Table("learner code is prevented from", "", box=None, pad_edge=False)
    tried.add_row("changing a verdict", "[green]yes[/], judged in another process")
    tried.add_row("running forever", "[green]yes[/], --timeout for each call")
    for name, words in PROTECTIONS.items():
        holds = isolation.refused.get(name, False)
        tried.add_row(words, "[green]yes[/], tested" if holds else "[red]NO[/]")
    console.print(tried)
    return 1 if isolation.missing else 0


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "not installed as a package"


def _user(isolation: Isolation) -> str:
    if isolation.user is None:
        return "you"
    return "you" if isolation.user == os.getuid() else f"user {isolation.user}, not you"


def _limits(isolation: Isolation) -> str:
    if isolation.confinement is None:
        return "time only"
    limits = isolation.confinement.limits
    return (
        f"memory {limits.memory} MB, one file {limits.file} MB, all files {limits.disk} MB, "
        f"{limits.files} files, {limits.descriptors} open at once, {limits.threads} threads"
    )
