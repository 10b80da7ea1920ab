"""Every benchmark runs to its end. Its figures are not looked at: they hang on the machine."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(
    file.stem
    for file in (ROOT / "benchmarks").glob("*.py")
    if "\ndef main(quick" in file.read_text(encoding="utf-8") and file.stem != "__main__"
)


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_a_benchmark_prints_its_table(module):
    words = [sys.executable, "-m", f"benchmarks.{module}", "--quick"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout
