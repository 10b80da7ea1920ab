"""What a learner gets beside the exercises' scripts: the same as notebooks, and a README."""

from __future__ import annotations

import json

from grader.course.course import Course

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}

_README = """\
# {title}

{exercises}

Each file explains an idea, shows an example and asks you to write a few short functions. Replace
each `raise NotImplementedError` by your answer, save the file, and check it:

    grade {first}

The answer says what is right, what is wrong, and what to try next. Nothing is sent anywhere.

## Opening the files

- **VS Code**: install the extensions Python and Jupyter, then open this folder. In a `.py` file,
  *Run Cell* stands above each cell. As the interpreter, choose the Python with which you installed
  the grader.
- **Jupyter**: `pip install jupyterlab`, then run `jupyter lab` in this folder. It opens `.ipynb`
  files; `grade start --notebooks` makes them.
- **Colab**: upload an `.ipynb` file. To check your work, download the notebook and run `grade` on
  it on your own computer.

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
        (f"grade {files[0]} --hints 3", "show more hints"),
        ("grade .", "check all files of this folder"),
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
        commands="\n".join(f"    {command:{width}}  {about}" for command, about in commands),
    )


def as_notebook(script: str) -> str:
    """Return a script with `# %%` cells as the JSON of a notebook, always the same for a script."""
    import jupytext

    notebook = jupytext.reads(script, fmt="py:percent")
    notebook.metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    for number, cell in enumerate(notebook.cells, 1):
        cell["id"], cell["metadata"] = f"cell-{number}", {}
    notebook.nbformat_minor = 5
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
