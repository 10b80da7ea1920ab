"""The command under odd circumstances: never a traceback, always a line and an exit code."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import EXERCISES, SOLUTIONS, one_line, run_grade, run_shell
from tests.conftest import REPOSITORY, default_signals

NEEDS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")


@pytest.fixture
def names(tmp_path) -> Path:
    """A class whose names and messages no narrow encoding has; reading alone decides its grades."""
    for name in ("Zoë", "λ王"):
        folder = tmp_path / "class" / name
        folder.mkdir(parents=True)
        (folder / "02_deep_network.py").write_text("def relu(x):\n    return = 'λ王…'\n")
    return tmp_path / "class"


NARROW = [
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "ascii:strict"},
    {"PYTHONIOENCODING": "utf-16"},
    {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
]


@pytest.mark.parametrize(
    "encoding",
    [*NARROW[:2], *(pytest.param(one, marks=pytest.mark.slow) for one in NARROW[2:])],
    ids=str,
)
def test_any_encoding_of_standard_output_will_do(names, encoding):
    for arguments in (f"'{names}'", f"'{names}/λ王'"):
        done = run_shell(f"$GRADE {arguments} --only relu", **encoding)
        assert (done.returncode, done.stderr) == (1, "")
        assert "relu" in done.stdout.replace("\0", "")
    done = run_shell(f"$GRADE '{names}' --only relu --json -", **encoding)
    assert (done.returncode, done.stderr) == (1, "")
    name = encoding.get("PYTHONIOENCODING", "ascii").partition(":")[0]
    document = json.loads(done.stdout.encode("latin-1").decode(name))
    learners = {one["learner"] for one in document["submissions"]}
    # Where Python reads the names of files as ASCII, their other bytes are spelled out.
    assert learners in ({"Zoë", "λ王"}, {r"Zo\udcc3\udcab", r"\udcce\udcbb\udce7\udc8e\udc8b"})


def test_a_report_in_ascii_has_marks_in_ascii():
    done = run_grade(EXERCISES, PYTHONIOENCODING="ascii")
    assert done.stdout.isascii()
    assert "- linear_unit" in " ".join(done.stdout.split())
    assert "?" not in done.stdout


@pytest.mark.slow
def test_a_width_that_no_terminal_has_is_not_used(names, tmp_path):
    usual = run_grade(names, COLUMNS="120").stdout
    assert "Zoë" in usual
    assert run_grade(names, COLUMNS="60").stdout != usual
    for size in ("0", "²", "9" * 12):
        done = run_grade(names, COLUMNS=size, LINES=size)
        assert (done.returncode, done.stdout, done.stderr) == (1, usual, "")
    done = run_grade("key", tmp_path / "key", COLUMNS="0")
    assert "a new key" in done.stdout


def test_a_closed_standard_output_is_one_line_once_the_results_are_written(tmp_path):
    done = run_shell(f"$GRADE exercises --json {tmp_path}/out.json >&-")
    assert done.returncode == 4
    assert "cannot write to standard output" in one_line(done)
    assert json.loads((tmp_path / "out.json").read_text())["version"] == 1
    assert run_shell("$GRADE exercises --quiet >&-").returncode == 1


@pytest.mark.slow
def test_closed_standard_streams_do_not_become_the_files_of_the_run(tmp_path):
    line = f"$GRADE solutions/02_deep_network.py --json {tmp_path}/out.json -q <&- >&- 2>&-"
    assert run_shell(line).returncode == 0
    (one,) = json.loads((tmp_path / "out.json").read_text())["submissions"]
    assert one["score"] == one["max_score"]


@pytest.mark.parametrize("where", [">&-", "> /dev/full"])
def test_json_for_a_standard_output_that_takes_nothing_is_refused_before_grading(where):
    done = run_shell(f"$GRADE exercises --json - {where}")
    assert done.returncode == 2
    assert "--json -: cannot write to standard output" in one_line(done)


@pytest.mark.parametrize("what", ["exercises", "--help", "--version", "prove --help"])
def test_a_full_standard_output_is_one_line(what):
    done = run_shell(f"$GRADE {what} > /dev/full")
    assert done.returncode == 4
    assert "No space left" in one_line(done)


def test_a_full_standard_error_changes_no_exit_code():
    assert run_shell("$GRADE nothing.py 2> /dev/full").returncode == 2


@pytest.mark.parametrize("what", ["exercises", "exercises --json -"])
def test_a_reader_that_leaves_gets_no_traceback(what):
    done = run_shell(f"$GRADE {what} | true; echo ${{PIPESTATUS[0]}}")
    assert done.stderr == ""
    assert done.stdout.strip() in ("141", "1")  # 1 if the reader left after all was written


@pytest.mark.slow
def test_few_open_files_are_enough_or_one_line():
    done = run_shell("ulimit -n 64; $GRADE solutions/02_deep_network.py")
    assert (done.returncode, done.stderr) == (0, "")
    done = run_shell("ulimit -n 30; $GRADE solutions/02_deep_network.py")
    assert done.returncode == 2
    assert "ulimit -n" in one_line(done)
    done = run_shell("ulimit -n 8; $GRADE solutions/02_deep_network.py")
    assert done.returncode == 3
    assert "Too many open files" in one_line(done)


@pytest.mark.slow
def test_few_open_files_that_can_be_more_are_made_more():
    done = run_shell("ulimit -S -n 30; $GRADE solutions/02_deep_network.py")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_a_working_folder_that_is_gone_is_one_line_and_full_paths_still_work(tmp_path):
    gone = f"mkdir {tmp_path}/gone; cd {tmp_path}/gone; rmdir {tmp_path}/gone"
    done = run_shell(f"{gone}; $GRADE .")
    assert done.returncode == 2
    assert "working folder" in one_line(done)
    done = run_shell(f"{gone}; $GRADE {SOLUTIONS}/02_deep_network.py")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_no_home_is_needed():
    done = run_shell("unset HOME; $GRADE solutions/02_deep_network.py -q")
    assert (done.returncode, done.stderr) == (0, "")
    done = run_grade(SOLUTIONS / "02_deep_network.py", "-q", HOME="/nonexistent")
    assert (done.returncode, done.stderr) == (0, "")


@NEEDS_ROOT
def test_without_any_temporary_folder_there_is_one_line():
    # Nothing is hidden, since this checkout may be in one of these folders.
    folders = ("/tmp", "/dev/shm", "/var/tmp")
    mounts = (f"mount --bind {one} {one} && mount -o remount,ro,bind {one}" for one in folders)
    line = f"{' && '.join(mounts)} && cd /tmp && $GRADE $0 -q"
    done = in_namespace(line, SOLUTIONS / "02_deep_network.py")
    assert done.returncode == 3 or (done.returncode, done.stderr) == (0, "")
    assert len(done.stderr.splitlines()) <= 1


def in_namespace(line, *arguments) -> subprocess.CompletedProcess[str]:
    """Run a line of shell whose mounts nobody else sees."""
    return subprocess.run(
        ["unshare", "--mount", "bash", "-c", line, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY), "GRADE": f"{sys.executable} -m grader"},
        cwd=REPOSITORY,
        timeout=300,
    )


def test_a_disk_that_becomes_full_keeps_the_old_grades_and_prints_the_report(tmp_path):
    """A limit on the size of files acts like it: the trial before grading fits, the results not."""
    out = tmp_path / "out.json"
    out.write_text("old")
    done = run_shell(f"ulimit -f 5; $GRADE exercises --json {out}")
    assert done.returncode == 4
    assert "the results were not written" in one_line(done)
    assert "not attempted yet" in done.stdout
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


@NEEDS_ROOT
@pytest.mark.parametrize(("size", "code"), [("16k", 4), ("4k", 2)])
def test_a_full_disk_keeps_the_old_grades(tmp_path, size, code):
    """16 KB have room for the trial and not for the results; 4 KB are taken by the old grades."""
    line = f"mount -t tmpfs -o size={size} none $0 && echo old > $0/out.json && "
    line += "$GRADE exercises --json $0/out.json; code=$?; cat $0/out.json; ls -A $0; exit $code"
    done = in_namespace(line, tmp_path)
    assert done.returncode == code
    assert "No space left" in one_line(done)
    assert done.stdout.endswith("old\nout.json\n")
    assert ("not attempted yet" in done.stdout) is (code == 4)


LOOP = "def relu(x):\n    while True:\n        pass\n"


def start_endless(tmp_path, *before: str) -> subprocess.Popen[str]:
    """Grade an endless loop; return once it runs. before: a command that starts the run."""
    (tmp_path / "02_deep_network.py").write_text(LOOP)
    (tmp_path / "out.json").write_text("old")
    run = subprocess.Popen(
        [*before, sys.executable, "-m", "grader", "02_deep_network.py", "--json", "out.json"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=default_signals,  # noqa: PLW1509  it takes no lock
    )
    # The fork server has two children: the trainer and the learner's process.
    while max(map(len, map(children, children(run.pid))), default=0) < 2:
        assert run.poll() is None, run.stderr.read()
        time.sleep(0.05)
    return run


def children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += map(int, task.read_text().split())
    return found


def left_by(run: subprocess.Popen[str]) -> tuple[list[int], list[Path]]:
    """Return the processes of a run, and the folders that they work in."""
    ours = children(run.pid)
    folders = {Path(f"/proc/{pid}/cwd").readlink() for pid in ours}
    return [*ours, *(each for pid in ours for each in children(pid))], sorted(folders)


def assert_nothing_is_left(tmp_path, processes, folders):
    assert processes
    assert not [pid for pid in processes if Path(f"/proc/{pid}").exists()]
    assert not [folder for folder in folders if folder.name.startswith("grade") and folder.exists()]
    assert (tmp_path / "out.json").read_text() == "old"
    assert {each.name for each in tmp_path.iterdir()} == {"02_deep_network.py", "out.json"}


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (signal.SIGTERM, "grade: ended by the signal SIGTERM"),
        pytest.param(signal.SIGINT, "grade: interrupted", marks=pytest.mark.slow),
        pytest.param(signal.SIGHUP, "grade: ended by the signal SIGHUP", marks=pytest.mark.slow),
    ],
)
def test_a_signal_ends_a_run_in_order(tmp_path, number, says):
    run = start_endless(tmp_path)
    left = left_by(run)
    run.send_signal(number)
    out, err = run.communicate(timeout=60)
    assert run.returncode == 128 + number
    assert (out, err) == ("", f"{says}\n")
    assert_nothing_is_left(tmp_path, *left)


@pytest.mark.slow
def test_more_signals_do_not_interrupt_the_clean_up(tmp_path):
    run = start_endless(tmp_path)
    left = left_by(run)
    while run.poll() is None:
        for number in (signal.SIGINT, signal.SIGTERM):
            run.send_signal(number)
        time.sleep(0.001)
    assert run.returncode in (130, 143)
    assert run.stderr.read().count("\n") == 1
    assert_nothing_is_left(tmp_path, *left)


@pytest.mark.slow
def test_a_run_that_ignores_hanging_up_goes_on(tmp_path):
    run = start_endless(tmp_path, "nohup")
    left = left_by(run)
    run.send_signal(signal.SIGHUP)
    run.send_signal(signal.SIGTERM)  # What comes later ends it, and what came first did not.
    _, err = run.communicate(timeout=60)
    assert "ended by the signal SIGTERM" in err
    assert run.returncode == 143
    assert_nothing_is_left(tmp_path, *left)
