"""The image: its dependencies are all pinned, and it has what the services run in it."""

import importlib.metadata
import re

from packaging.requirements import Requirement

from tests.conftest import REPOSITORY

DOCKER = REPOSITORY / "docker"
PINS = {
    Requirement(line).name: Requirement(line)
    for line in (DOCKER / "constraints.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(distribution: str, found: set[str]) -> set[str]:
    """Return the names of all distributions that this one needs in the image, without extras.

    The image has Python 3.11. What a distribution needs is known if the pinned version of it is the
    one that is installed here.
    """
    for line in importlib.metadata.requires(distribution) or ():
        requirement = Requirement(line)
        name = canonical(requirement.name)
        image = {"extra": "", "python_version": "3.11", "python_full_version": "3.11.2"}
        applies = requirement.marker is None or requirement.marker.evaluate(image)
        if applies and name not in found:
            found.add(name)
            pin = PINS.get(name)
            if pin is not None and pin.specifier.contains(importlib.metadata.version(name)):
                needed(name, found)
    return found


def test_every_dependency_of_the_grader_is_pinned_to_one_version():
    found = needed("dl-grader", set())
    assert {"tensorflow", "keras", "watchfiles"} <= found
    assert not found - set(PINS)
    assert all(re.fullmatch(r"==[\w.]+", str(pin.specifier)) for pin in PINS.values())


def test_the_pins_are_versions_that_the_grader_declares():
    for line in importlib.metadata.requires("dl-grader") or ():
        declared = Requirement(line)
        pin = PINS.get(canonical(declared.name))
        if pin is not None:
            (version,) = (one.version for one in pin.specifier)
            assert declared.specifier.contains(version), line


def test_the_image_has_the_programs_that_classroom50_runs_in_it():
    """Its workflow fetches with curl, reads the history with git and publishes with gh."""
    script = (DOCKER / "install").read_text("utf-8")
    (line,) = (line for line in script.splitlines() if line.startswith("apt-get install"))
    assert set(line.split()) >= {"ca-certificates", "curl", "gh", "git", "python3", "python3-venv"}
