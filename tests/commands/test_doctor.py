from importlib.metadata import version

from grader.commands.doctor import examine
from grader.processes.isolation import PROTECTIONS
from grader.sandbox import landlock


def test_doctor_tests_every_protection_and_shows_versions(capsys):
    assert examine() == 0
    told = capsys.readouterr().out
    assert f"ABI {landlock.abi()}" in told
    for name in ("tensorflow", "keras"):
        assert version(name) in told
    for words in PROTECTIONS.values():
        assert words in told
    assert "NO" not in told


def test_doctor_shows_no_if_nothing_can_be_confined(capsys, monkeypatch):
    monkeypatch.setattr("grader.commands.doctor.can_fork", lambda: False)
    assert examine() == 1
    told = capsys.readouterr().out
    assert told.count("NO") == len(PROTECTIONS)
    assert "changing a verdict" in told
