"""Finds the people of the roster among the learners, and who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import msgspec

from grader.notes import listed_if_any
from grader.people import Person, Roster
from grader.records import Account
from grader.submission.discover import Discovery
from grader.submission.distinct import distinct_learners
from grader.submission.learners import LearnerFiles
from grader.submission.owner import name_of, person_of


def enrolled(discovery: Discovery, roster: Roster | None) -> Discovery:
    """Call learners as the roster does, and add the people who handed in nothing.

    A person who was found twice, such as in two archives, is one learner. Learners who are not in
    the roster stay: a note names them.
    """
    if roster is None:
        return discovery
    found: dict[Person, list[LearnerFiles]] = {person: [] for person in roster.people}
    strangers = []
    for learner in discovery.learners:
        person = person_of(roster, learner.learner, learner.account)
        if person is None:
            strangers.append(_apart(roster, learner))
        else:
            found[person].append(learner)
    for person, several in found.items():
        found[person], others = _of_one(roster, person, several)
        strangers += others
    names = _names(roster)
    people = [_one(names[person], person, several) for person, several in found.items()]
    missing = [names[person] for person, several in found.items() if not several]
    learners = distinct_learners([*people, *strangers])
    return msgspec.structs.replace(
        discovery,
        learners=tuple(learners),
        notes=(
            *discovery.notes,
            *listed_if_any(
                (
                    ("in the roster, and handed in nothing", missing),
                    (
                        "not in the roster, or fitting several people in it",
                        [one.learner for one in strangers],
                    ),
                )
            ),
        ),
        is_class=True,
        is_known=True,
    )


def _of_one(
    roster: Roster, person: Person, several: list[LearnerFiles]
) -> tuple[list[LearnerFiles], list[LearnerFiles]]:
    """Return whose files are this person's, and who is somebody else.

    Users of Canvas with different numbers are different people. Only the name then tells who.
    """
    users = [one for one in several if one.account.id and not one.account.folder]
    if len({one.account.id for one in users}) < 2:
        return several, []
    others = [
        one for one in users if roster.person([name_of(one.learner, one.account)]) is not person
    ]
    return [one for one in several if one not in others], others


def _apart(roster: Roster, learner: LearnerFiles) -> LearnerFiles:
    """Return a stranger, with Moodle's number if several people of the roster have the name."""
    number, name = learner.account.id, learner.learner
    if not (learner.account.folder and roster.has_several(name)):
        return learner
    return msgspec.structs.replace(learner, learner=f"{name}_{number}")


def _names(roster: Roster) -> Mapping[Person, str]:
    """Return how to call each person: of one name, with the id or address, or else the line."""
    count = Counter(person.shown for person in roster.people)
    named = {
        person: _with_id(person) if count[person.shown] > 1 else person.shown
        for person in roster.people
    }
    several = Counter(named.values())
    return {
        person: f"{person.shown} (line {person.line})" if several[name] > 1 else name
        for person, name in named.items()
    }


def _with_id(person: Person) -> str:
    known = next(iter(person.ids), person.email)
    if not known and person.participant:
        return f"{person.shown}_{person.participant}"
    return f"{person.shown} ({known})" if known else person.shown


def _one(name: str, person: Person, several: list[LearnerFiles]) -> LearnerFiles:
    """Return this person as a learner, with all the files that are theirs."""
    first = several[0].account if several else Account()
    number = first.number or (person.ids[0] if person.ids else "")
    account = msgspec.structs.replace(
        first, number=number, email=person.email or first.email, section=person.section
    )
    return LearnerFiles(
        name,
        several[0].home if several else Path(f"line {person.line}"),
        tuple(file for one in several for file in one.files),
        account,
        tuple(note for one in several for note in one.notes),
        tuple(name for one in several for name in one.others),
        is_guess=any(one.is_guess for one in several),
    )
