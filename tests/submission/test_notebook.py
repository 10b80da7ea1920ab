import json

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.submission.answers import find_answers
from grader.submission.notebook import NotebookError, code_cells
from grader.submission.parse import parse_cells


def notebook(*sources: str, **extra: object) -> bytes:
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells, **extra)).encode()


def python(content: bytes) -> list[str]:
    return [source.text for source in code_cells(content)]


def test_code_cells_come_in_order_and_others_do_not():
    document = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# no code"),
            nbformat.v4.new_code_cell("a = 1"),
            nbformat.v4.new_raw_cell("raw"),
            nbformat.v4.new_code_cell("b = 2"),
        ]
    )
    assert python(nbformat.writes(document).encode()) == ["a = 1", "b = 2"]


@pytest.mark.parametrize(
    "line", ["%matplotlib inline", "!pip install x", "?relu", "relu?", "files = !ls", "%time x = 1"]
)
def test_commands_become_python_and_keep_the_lines(line):
    (source,) = python(notebook(f"a = 1\n{line}\nb = 2"))
    compile(source, "cell", "exec")
    assert source.splitlines()[0] == "a = 1"
    assert source.splitlines()[2] == "b = 2"


def test_a_timed_cell_runs_and_a_shell_cell_does_not():
    cells = python(notebook("%%time\na = 1", "%%bash\nrm -rf /", "%%html\n<b>"))
    assert cells == ["\na = 1", "\n", "\n"]


def test_python_without_magics_is_left_alone():
    source = "x = 5 % 3\ny = 'what?'\nz = a != b"
    assert python(notebook(source)) == [source]


def test_version_3_notebooks_are_read():
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {},
        "worksheets": [{"cells": [{"cell_type": "code", "input": ["a = 1\n", "b = 2"]}]}],
    }
    assert python(json.dumps(old).encode()) == ["a = 1\nb = 2"]


def test_an_unknown_format_version_is_refused():
    with pytest.raises(NotebookError, match="format version 9"):
        list(code_cells(b'{"nbformat": 9, "cells": []}'))


@pytest.mark.parametrize("ends", ["\r", "\r\n"])
def test_carriage_returns_end_lines_as_python_counts_them(ends):
    (source,) = python(notebook(f"a = 1{ends}b = 2"))
    assert source == "a = 1\nb = 2"


def test_outputs_are_not_decoded():
    # The output is not JSON that Python's own decoder would accept.
    bad = b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code",'
    bad += b'"source": "a = 1", "outputs": [{"n": 1e999999}]}]}'
    assert python(bad) == ["a = 1"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"[]",
        b'{"cells": 3}',
        b'{"cells": [{"cell_type": "code", "source": 7}]}',
        b'{"cells": [{"cell_type": "code", "source": "\xff"}]}',
        b'{"x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
)
def test_a_file_that_is_not_a_notebook_is_reported_in_one_line(content):
    with pytest.raises(NotebookError) as caught:
        list(code_cells(content))
    assert "\n" not in str(caught.value)


def test_python_behind_a_prompt_is_no_annotation():
    # Python reads `In[3]: x = 5` as a declaration of the type of In[3].
    assert python(notebook("In [3]: x = 5")) == ["x = 5"]


@pytest.mark.parametrize(
    ("cell", "line", "quoted"),
    [
        (">>> x = 1\n>>> def relu(x:\n...     return x", 2, ">>> def relu(x:"),
        ("In [3]: x = 1\n   ...: y = ) # ! ", 2, "...: y = ) # !"),
        ("    x = 1\n    y = )", 2, "y = )"),
        ("\n%%time\n!ls \\\n  -l\n%time y = )", 5, "%time y = )"),
        ("!pip install keras\nx = 1\ndef f():\n    y = )\n\ndef g():\n    pass", 4, "y = )"),
    ],
)
def test_a_syntax_error_is_told_at_the_line_that_the_learner_wrote(cell, line, quoted):
    (block,) = parse_cells("a.ipynb", list(code_cells(notebook("", cell))), 1).unparsed
    problem = block.problem
    assert (problem.cell, problem.line, problem.source) == (2, line, quoted)


@pytest.mark.parametrize(
    ("cell", "line", "quoted"),
    [
        (">>> x = 1\n>>> def relu(x):\n...     return x", 2, ">>> def relu(x):"),
        ("In [3]: relu = abs", 1, "In [3]: relu = abs"),
        ("\n  %%time\n  %time relu = abs", 3, "%time relu = abs"),
        ("x = (\n!ls\ndef relu(x):\n    return x", 3, "def relu(x):"),
    ],
)
def test_an_answer_is_quoted_as_the_learner_wrote_it(cell, line, quoted):
    parsed = parse_cells("a.ipynb", list(code_cells(notebook(cell))), 1)
    spot = find_answers(parsed, ["relu"], "____").tasks["relu"].spot
    assert spot is not None
    assert (spot.line, spot.source) == (line, quoted)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ([""] * 2001, "2,000 code cells"),
        (["a\n" * 100_001], "200,000 characters"),
    ],
)
def test_a_notebook_over_a_limit_is_refused_in_one_line(cells, says):
    with pytest.raises(NotebookError, match=says):
        list(code_cells(notebook(*cells)))


@pytest.mark.parametrize(
    "lines", ["!echo " + "a" * 190_000, "!ls\n" * 40_000, "x = !ls\n" * 20_000]
)
def test_shell_lines_of_any_length_and_number_are_read(lines):
    (source,) = code_cells(notebook(f"{lines}\nrelu = abs"))
    assert source.error is None
    assert source.text.endswith("\nrelu = abs")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
fields = st.sampled_from(["cell_type", "source", "input", "outputs", "metadata", "id"])
cells = st.dictionaries(fields, anything | st.just("code")) | anything
notebooks = st.fixed_dictionaries(
    {"cells": st.lists(cells, max_size=4) | anything},
    optional={
        "nbformat": anything | st.just(3),
        "worksheets": st.lists(st.fixed_dictionaries({"cells": st.lists(cells)}), max_size=2),
        "metadata": anything,
    },
)


@settings(deadline=None)
@given(notebooks | anything)
def test_any_json_is_cells_of_text_or_no_notebook(document):
    try:
        sources = python(json.dumps(document).encode())
    except NotebookError:
        return
    assert all(isinstance(source, str) for source in sources)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_cells_of_text_or_no_notebook(content):
    told = ""
    try:
        list(code_cells(content))
    except NotebookError as error:
        told = str(error)
    assert "\n" not in told


@settings(deadline=None)
@given(st.text(alphabet="ab%!?= \n\t()'\"", max_size=60))
def test_any_source_parses_after_translation_or_is_reported(source):
    parsed = parse_cells("a.ipynb", list(code_cells(notebook(source))), 1)
    assert all(block.problem.line > 0 for block in parsed.unparsed)
