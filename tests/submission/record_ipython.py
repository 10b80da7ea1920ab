"""Records in `ipython_cells.json` what IPython makes of each cell. Not a test.

Run it in one environment for each version of IPython, the oldest first:

    python tests/submission/record_ipython.py

names: what the cell defines in the newest version that accepts it, or null if none does.
refused_by: the other versions. No shell command is run, and of the line magics `%time` and `%prun`.
"""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("ipython_cells.json")


def shown(value: object) -> str:
    return type(value).__name__ if callable(value) else repr(value)


def shell_without_commands() -> Any:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    run_line_magic = shell.run_line_magic

    def only_python(name: str, line: str, _stack_depth: int = 1) -> Any:
        return run_line_magic(name, line, _stack_depth + 1) if name in ("time", "prun") else None

    shell.run_line_magic = only_python
    shell.system = shell.getoutput = lambda _command: None
    return shell


def names(shell: Any, cell: str) -> dict[str, str] | None:
    """Return what a cell defines, and its value; None for a syntax error."""
    shell.reset(new_session=False)
    before = set(shell.user_ns)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        error = shell.run_cell(cell).error_before_exec
    new = {name: value for name, value in shell.user_ns.items() if name not in before}
    found = {name: shown(value) for name, value in new.items() if name[0] != "_"}
    return found if error is None else None


def main() -> None:
    import IPython

    version = f"{IPython.version_info[0]}"
    shell, rows = shell_without_commands(), json.loads(TABLE.read_text(encoding="utf-8"))
    for row in rows:
        found, known = names(shell, row["cell"]), row.get("names")
        refused_by = set(row.get("refused_by", ())) - {version}
        if found is None and known is not None:
            refused_by |= {version}
        row["names"] = known if found is None else found
        row["refused_by"] = sorted(refused_by)
    lines = ",\n".join(json.dumps(row) for row in rows)
    TABLE.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
