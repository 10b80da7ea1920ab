"""Running a file statement by statement: a failure affects only its statement and has its line."""

import errno
import inspect
import linecache
import sys
import warnings
from pathlib import Path

import msgspec
import pytest

from grader.protocol.calls import Binding, Cell, Job
from grader.protocol.events import EVENTS, StatementFailed, StatementStarted
from grader.protocol.problems import Problem
from grader.runner.statements import problem_of, run_cells

pytestmark = pytest.mark.usefixtures("as_before")
MODULE = "learners_file"


def job_of(*cells: Cell | str, **parts) -> Job:
    made = (one if isinstance(one, Cell) else Cell("a.py", 0, 1, one) for one in cells)
    return Job(MODULE, tuple(made), parts.pop("bindings", ()), (), **parts)


def run(*cells: Cell | str, **parts):
    """Run cells; return the module's names and values, and the problems in order."""
    events = []
    module = run_cells(job_of(*cells, **parts), events.append)
    failed = [event.problem for event in events if isinstance(event, StatementFailed)]
    return module.__dict__, failed


def problem(source: str) -> Problem:
    _, failed = run(source)
    assert len(failed) == 1
    return failed[0]


def test_a_statement_that_raises_costs_only_itself():
    names, failed = run("a = 1\nb = a / 0\nc = a + 1\n")
    assert (names["a"], names["c"]) == (1, 2)
    assert "b" not in names
    (one,) = failed
    assert (one.kind, one.type_name, one.message) == (
        "exception",
        "ZeroDivisionError",
        "division by zero",
    )
    assert (one.file, one.cell, one.line, one.source) == ("a.py", 0, 2, "b = a / 0")


def marked(problem: Problem, source: str) -> str:
    """Return the part of a line that the columns of a problem are."""
    return source.split("\n")[problem.line - 1][problem.column - 1 : problem.end_column - 1]


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python 3.10 knows no columns")
@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("w = 2\ndef f(x):\n    return w * x + c\nf(1)\n", "c"),
        ("x = [1]\nfor i in range(2):\n\ty = x[i] + 1\n", "x[i]"),
        ("größe = '漢字'; y = größe + c\n", "c"),
        ("y\u0301 = '\u0301' + c\n", "c"),
        ("x = len(1) + 2\n", "len(1)"),
        ("x = len(\n    1,\n) + 2\n", "len("),
        ("é = 1; return é\n", "return é"),
        ("def f(é, a, a):\n    pass\n", "a"),
    ],
)
def test_the_columns_of_an_exception_are_characters_of_its_line(source, part):
    assert marked(problem(source), source) == part


@pytest.mark.skipif(sys.version_info >= (3, 11), reason="newer Pythons know columns")
def test_python_3_10_knows_no_columns():
    failed = problem("x = 1 + c\n")
    assert (failed.line, failed.column, failed.end_column) == (1, 0, 0)


@pytest.mark.parametrize(
    "raised",
    [
        "SyntaxError('no', ('a.py', 'x', [], 7))",
        "SyntaxError('no', ('a.py', 1, 'x', 'y', 2**70, {}))",
        "ValueError().with_traceback(types.TracebackType(None, sys._getframe(), -1, -7))",
    ],
)
def test_a_forged_place_is_no_error_of_the_runner(raised):
    failed = problem(f"def f():\n    raise {raised}\nimport sys, types\nf()\n")
    assert failed.kind == "exception"


def test_an_exception_outside_the_file_has_no_columns():
    failed = problem("eval('1 +')\n").line, problem_of(ValueError("no"), {}).column
    assert failed == (1, 0)


def test_every_statement_is_announced_before_it_runs():
    events = []
    cells = (Cell("a.ipynb", 1, 1, "x = 1\nraise ValueError"), Cell("a.ipynb", 2, 1, "y = 2"))
    run_cells(job_of(*cells), events.append)
    assert [
        (event.cell, event.statement) for event in events if isinstance(event, StatementStarted)
    ] == [
        (0, 0),
        (0, 1),
        (1, 0),
    ]
    assert isinstance(events[2], StatementFailed)


@pytest.mark.parametrize(
    ("source", "kind", "type_name"),
    [
        ("raise SystemExit(3)", "exit", "SystemExit"),
        ("import sys; sys.exit()", "exit", "SystemExit"),
        ("raise MemoryError", "memory", "MemoryError"),
        ("bytearray(2**62)", "memory", "MemoryError"),
        (
            "raise type('ResourceExhaustedError', (Exception,), {})",
            "memory",
            "ResourceExhaustedError",
        ),
        (f"raise OSError({errno.EFBIG}, 'too large')", "file_size", "OSError"),
        (f"raise OSError({errno.EMFILE}, 'too many')", "descriptors", "OSError"),
        (f"raise OSError({errno.ENOENT}, 'gone')", "exception", "FileNotFoundError"),
        (f"raise OSError({errno.EIO}, 'broken')", "exception", "OSError"),
        (f"class E(OSError): pass\nraise E({errno.EFBIG}, 'x')", "exception", "E"),
        ("raise KeyboardInterrupt", "exception", "KeyboardInterrupt"),
        ("raise GeneratorExit", "exception", "GeneratorExit"),
    ],
)
def test_the_kind_of_a_problem_depends_on_the_exception(source, kind, type_name):
    found = problem(source)
    assert (found.kind, found.type_name) == (kind, type_name)


def test_an_exception_has_the_innermost_learner_line():
    source = "import json\n\ndef f(x):\n    return json.loads(x)\n\nf('{')\n"
    found = problem(source)
    assert (found.type_name, found.line, found.source) == (
        "JSONDecodeError",
        4,
        "return json.loads(x)",
    )


def test_an_exception_in_a_notebook_has_its_cell():
    cells = (Cell("a.ipynb", 2, 1, "def f():\n    return nul"), Cell("a.ipynb", 5, 1, "\nf()"))
    _, (found,) = run(*cells)
    assert (found.file, found.cell, found.line, found.source) == ("a.ipynb", 2, 2, "return nul")


def test_a_piece_of_a_file_keeps_the_lines_of_the_file():
    pieces = (Cell("a.py", 0, 1, "x = 1"), Cell("a.py", 0, 11, "\ny = nul"))
    _, (found,) = run(*pieces)
    assert (found.line, found.source) == (12, "y = nul")


@pytest.mark.parametrize("source", ["return 1", "await x", "x: int = (yield)", "break"])
def test_source_that_parses_but_does_not_compile_has_its_line(source):
    names, (found,) = run(f"a = 1\n\n{source}\nb = 2\n")
    assert (found.kind, found.type_name) == ("exception", "SyntaxError")
    assert (found.file, found.line, found.source) == ("a.py", 3, source)
    assert names["b"] == 2


def test_a_message_is_cut_at_its_first_empty_line_and_at_2000_characters():
    assert problem("raise ValueError('short\\n\\nArguments: pages')").message == "short"
    assert problem("raise ValueError('x' * 5000)").message == "x" * 2_000


def test_a_message_that_cannot_be_read_is_empty():
    source = "class E(Exception):\n    def __str__(self):\n        raise SystemExit\nraise E\n"
    assert (problem(source).type_name, problem(source).message) == ("E", "")


def test_in_learner_text_only_characters_that_cannot_be_encoded_are_escaped():
    found = problem("raise ValueError('a\\x1b[2J\\ud800')  # \u202e")
    assert found.message == "a\x1b[2J\\ud800"
    assert found.source.endswith("# \u202e")


@pytest.mark.parametrize("character", ["\\ud800", "\\U000e0041"])
def test_the_longest_problem_can_be_sent(character):
    source = f"text = '{character}' * 50_000\nraise type(text, (Exception,), {{}})(text)"
    failed = StatementFailed(problem(source))
    assert EVENTS.decode(msgspec.msgpack.encode(failed)) == failed


def test_an_exception_without_a_learners_line_has_no_place():
    try:
        Path("/no/such/file").stat()
    except OSError as error:
        found = problem_of(error, {cell.name: cell for cell in job_of("x = 1").cells})
    assert (found.file, found.line, found.source) == ("", 0, "")


def test_a_future_import_holds_for_all_later_statements_and_cells():
    names, failed = run(
        "from __future__ import annotations\ndef f(x: Nowhere): pass\n",
        Cell("a.py", 0, 10, "def g(x: Nowhere): pass\n"),
    )
    assert failed == []
    assert names["g"].__annotations__ == {"x": "Nowhere"}


def test_future_imports_of_the_grader_do_not_apply_to_learner_code():
    assert run("def f(x: int): pass\n")[0]["f"].__annotations__ == {"x": int}


def test_a_task_keeps_the_function_that_its_answer_defined():
    source = "def relu(x):\n    return 'answer'\nrelu = 3\n"
    names, _ = run(source, bindings=(Binding("relu", 0, 0),))
    assert names["relu"](1) == "answer"


def test_without_an_answer_a_name_has_its_last_value():
    assert run("relu = 1\nrelu = 2\n")[0]["relu"] == 2


def test_an_answer_that_fails_binds_nothing():
    names, _ = run("relu = 1 / 0\nrelu = 2\n", bindings=(Binding("relu", 0, 0),))
    assert names["relu"] == 2


def test_a_placeholder_can_be_read_but_not_used_in_a_sum():
    names, (found,) = run("x = ____\ny = ____ + 1\n", placeholder="____")
    assert names["x"] is None
    assert (found.type_name, found.line) == ("TypeError", 2)


def test_a_skipped_statement_is_neither_run_nor_announced():
    events = []
    names = run_cells(job_of("a = 1\nwhile True: pass\nb = 2\n", skip=((0, 1),)), events.append)
    assert (names.a, names.b) == (1, 2)
    assert events == [StatementStarted(0, 0), StatementStarted(0, 2)]


def test_magic_does_nothing():
    source = "get_ipython().run_line_magic('matplotlib', 'inline')\nget_ipython().system('rm x')\n"
    assert run(source)[1] == []


def test_a_file_is_not_the_main_module():
    source = "import sys\nNAME = __name__\nSELF = sys.modules[__name__]\n"
    names, _ = run(source)
    assert names["NAME"] == MODULE
    assert names["SELF"].__dict__ is names


def test_a_warning_is_not_an_error_even_if_the_file_says_so():
    source = "import warnings\nwarnings.simplefilter('error')\nwarnings.warn('w')\nx = 1\n"
    names, failed = run(source)
    assert failed == []
    assert names["x"] == 1
    assert warnings.filters[0][0] == "ignore"


def test_functions_show_their_source():
    names, _ = run(Cell("b.py", 0, 1, "x = 1"), Cell("b.py", 0, 5, "def f():\n    return 2\n"))
    assert inspect.getsource(names["f"]) == "def f():\n    return 2\n"
    assert linecache.getline("b.py", 1) == "x = 1\n"


def test_the_module_is_in_sys_modules_while_its_file_runs():
    assert MODULE not in sys.modules
    run("x = 1")
    assert MODULE in sys.modules


def test_the_reason_that_keras_puts_after_a_sentence_of_its_own_is_kept():
    source = (
        "import keras\nimport numpy as np\n"
        "model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])\n"
        "model(np.ones((2, 4)))\n"
    )
    events = []
    run_cells(job_of(source), events.append)
    (failed,) = (event for event in events if isinstance(event, StatementFailed))
    assert "Exception encountered" not in failed.problem.message
    assert "expected" in failed.problem.message.lower()
