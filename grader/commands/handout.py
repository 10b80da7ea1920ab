"""What a learner gets beside the exercises' scripts: the same as notebooks, and a README."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from pathlib import Path

from grader.course.course import Course

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}

_LINK = re.compile(r"!\[(?P<text>[^\]]*)\]\((?P<path>[^)\s]+)\)")
"""An image in Markdown."""

_KINDS = {".svg": "svg+xml", ".jpg": "jpeg"}

_README = """\
# {title}

{exercises}

Each file explains an idea, shows an example and asks you to write a few short functions. Replace
each `raise NotImplementedError` with your answer, save the file, and check it:

    grade {first}

The answer says what is right, what is wrong, and what to try next. Nothing is sent anywhere.

## Opening the files

- **VS Code**: install the extensions Python and Jupyter, then open this folder. In a `.py` file,
  *Run Cell* stands above each cell. As the interpreter, choose the Python with which you installed
  the grader.
- **Jupyter**: `pip install jupyterlab`, then run `jupyter lab` in this folder. It opens `.ipynb`
  files; `grade start --notebooks` makes them.
- **Colab**: upload an `.ipynb` file. Run `%pip install dl-grader` in a cell at its top. Below a
  function, check it with `from grader.notebook import check` and `check("{task}")`. The verdict
  that counts is that of `grade` on your own computer, on the notebook that you download.

## Commands

{commands}
"""


def readme(course: Course, files: tuple[str, ...]) -> str:
    """Return the README of a folder with these exercise files, in the order of the exercises."""
    listed = [
        f"{number}. `{file}`: {exercise.title}"
        for number, (file, exercise) in enumerate(zip(files, course.exercises, strict=True), 1)
    ]
    task = course.exercises[0].tasks[0].name
    commands = (
        (f"grade {files[0]}", "check one file"),
        (f"grade hints {task}", "show hints on one task, stage by stage"),
        ("grade .", "check all files of this folder"),
        ("grade watch", "check each file whenever you save it"),
        ("grade list", "show your progress, and what comes next"),
        (f"grade reset {task}", "restore one task as it was handed out, with a backup"),
        (f"grade solution {task}", "show a right answer, once yours has passed"),
        ("grade --help", "show everything else"),
    )
    width = max(len(command) for command, _ in commands)
    return _README.format(
        title=course.title,
        exercises="\n".join(listed),
        first=files[0],
        task=task,
        commands="\n".join(f"    {command:{width}}  {about}" for command, about in commands),
    )


def as_notebook(script: str, pictures: Mapping[str, Path]) -> str:
    """Return a script with `# %%` cells as the JSON of a notebook, always the same for a script.

    pictures: see `Course`. They are put into the notebook, which may be uploaded without them.
    """
    import jupytext

    notebook = jupytext.reads(script, fmt="py:percent")
    notebook.metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    for number, cell in enumerate(notebook.cells, 1):
        cell["id"], cell["metadata"] = f"cell-{number}", {}
        if cell["cell_type"] == "markdown":
            cell["source"] = _LINK.sub(lambda link: _embedded(link, pictures), cell["source"])
    notebook.nbformat_minor = 5
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def shown_pictures(course: Course) -> dict[str, Path]:
    """Return the pictures that the exercises show, by the path that their texts name."""
    texts = [course.stubs[name].read_text(encoding="utf-8") for name in course.names]
    links = (link["path"] for text in texts for link in _LINK.finditer(text))
    return {path: course.pictures[path] for path in links if path in course.pictures}


def _embedded(link: re.Match[str], pictures: Mapping[str, Path]) -> str:
    """Return an image of Markdown with the picture's own data in place of its path.

    Colab shows no SVG in a notebook's text, so the PNG of the same name is used if there is one.
    """
    stem = link["path"].rpartition(".")[0]
    path = pictures.get(f"{stem}.png", pictures.get(link["path"]))
    if path is None:
        return link[0]
    kind = _KINDS.get(path.suffix, path.suffix[1:])
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return f"![{link['text']}](data:image/{kind};base64,{data})"
