"""Mutation testing of the grader: right answers, each with one small mistake put in.

`python -m tools.mutants` grades them and prints those that keep full points. Most of these are
still right, as with a patience of 6 instead of 5. Any other shows what a check overlooks.
"""

from __future__ import annotations

import ast
import difflib
import random
import symtable
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from grader.commands.progress import progress_bar
from grader.course.course import Course
from grader.course.known_answers import known_answers
from grader.course.load import load_course
from grader.options import Options
from grader.pipeline import grade
from grader.records import Status, Submission, TaskResult
from grader.session import Session, Settings
from grader.submission.archive import Archives
from grader.submission.learners import Found
from grader.submission.listing import file_on_disk
from grader.submission.read import read
from grader.submission.reader import Reader
from tools.mutations import mutations

MOST: Mapping[str, int] = {"train": 150}
"""How many mutants of a task are graded at most. Each of `train` takes seconds."""


@dataclass(frozen=True)
class Answer:
    """An answer to one task: those statements of a file that the task needs."""

    name: str
    exercise: str
    task: str
    source: str
    is_right: bool = True


@dataclass(frozen=True)
class Mutant:
    """An answer whose source has been changed in one place."""

    answer: Answer
    source: str

    def __str__(self) -> str:
        lines = difflib.ndiff(self.answer.source.splitlines(), self.source.splitlines())
        changed = " | ".join(" ".join(line.split()) for line in lines if line[0] in "+-")
        return f"{self.answer.task}, {self.answer.name}: {changed}"


# ---- The answers, and their mutants


def answers_of(course: Course) -> Iterator[Answer]:
    """Yield the solutions and known answers of a course that are scripts, by task."""
    for exercise, path in course.solutions.items():
        yield from _answers(course, "solution", exercise, path)
    if course.known_answers is None:
        return
    for known in known_answers(course.known_answers, course.names):
        if known.file.suffix == ".py":
            wrong = known.expected.tasks
            for answer in _answers(course, Path(known.name).name, known.exercise, known.file):
                if not known.expected.only or answer.task in known.expected.only:
                    is_right = known.name.split("/")[1] == "right" and answer.task not in wrong
                    yield replace(answer, is_right=is_right)


def _answers(course: Course, name: str, exercise: str, path: Path) -> Iterator[Answer]:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8-sig"))
    except SyntaxError:  # Some known answers are about that.
        return
    for task in course.exercise(exercise).tasks:
        source = needed_for(task.name, tree)
        if source:
            yield Answer(name, exercise, task.name, source)


def needed_for(task: str, tree: ast.Module) -> str:
    """Return the source of the top-level statements that a task needs; "" if it is not there.

    Docstrings and annotations are left out, so that answers which differ in these alone are equal.
    """
    bound = [_bound(statement) for statement in tree.body]
    wanted, used = {task}, set[int]()
    while found := {at for at, names in enumerate(bound) if names & wanted} - used:
        used |= found
        for at in found:
            wanted |= _read_names(symtable.symtable(ast.unparse(tree.body[at]), "", "exec"))
    kept = ast.Module([tree.body[at] for at in sorted(used)], [])
    return ast.unparse(_Bare().visit(ast.parse(ast.unparse(kept))))


def _read_names(table: symtable.SymbolTable) -> set[str]:
    """Return the global names that are read in a part of a file."""
    is_module = table.get_type() == "module"
    names = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_referenced() and (is_module or symbol.is_global())
    }
    return names.union(*map(_read_names, table.get_children()))


def _bound(statement: ast.stmt) -> set[str]:
    """Return the names that a top-level statement binds."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name}
    names = set[str]()
    for node in ast.walk(statement):
        if isinstance(node, ast.alias):
            names.add(node.asname or node.name.partition(".")[0])
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names


class _Bare(ast.NodeTransformer):
    """Leaves out docstrings and annotations."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        return None if isinstance(node.value, ast.Constant) else self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        self.generic_visit(node)
        node.body = node.body or [ast.Pass()]
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node


def mutants_of(answers: Iterable[Answer], known: Iterable[Answer]) -> list[Mutant]:
    """Return the mutants of answers, without duplicates and without those that are known."""
    seen = {(answer.task, answer.source) for answer in known}
    mutants = []
    for answer in answers:
        for source in mutations(answer.source):
            if (answer.task, source) not in seen and _is_valid(source):
                seen.add((answer.task, source))
                mutants.append(Mutant(answer, source))
    return mutants


def _is_valid(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def chosen(mutants: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """Choose this many, from each task about equally many; the same for the same seed."""
    order = random.Random(seed).sample(range(len(mutants)), len(mutants))  # noqa: S311  no secret
    rank = Counter[str]()
    ranked = []
    for at in order:
        task = mutants[at].answer.task
        rank[task] += 1
        if rank[task] <= MOST.get(task, count):
            ranked.append((rank[task], at))
    return [mutants[at] for at in sorted(at for _, at in sorted(ranked)[:count])]


# ---- Grading


def graded(
    changed: Sequence[Answer | Mutant], course: Course, session: Session, timeout: float
) -> list[TaskResult]:
    """Grade each answer or mutant on its task alone."""
    with tempfile.TemporaryDirectory() as folder:
        session.reader.start()
        submissions = [
            _read(one, Path(folder) / f"{number}.py", course, session.reader)
            for number, one in enumerate(changed)
        ]
        session.reader.stop()
    options = Options(timeout=timeout, progress=progress_bar(), diagnoses=False)
    return [result.tasks[0] for result in grade(submissions, course, session, options)]


def _read(one: Answer | Mutant, path: Path, course: Course, reader: Reader) -> Submission:
    answer = one.answer if isinstance(one, Mutant) else one
    path.write_text(one.source, encoding="utf-8")
    found = Found(file_on_disk(path), path.stem, answer.exercise, path.parent)
    with Archives() as archives:
        exercise = course.exercise(answer.exercise)
        return read(found, exercise, archives, reader, (answer.task,), course.placeholder)


def _is_full(result: TaskResult) -> bool:
    return result.status is Status.PASSED and result.score == result.max_score


def _why(result: TaskResult) -> str:
    """Return what the first check that did not pass said."""
    failed = next(check for check in result.checks if check.status is not Status.PASSED)
    return f"{failed.status.value}: {failed.message}"


@click.command()
@click.option("--count", default=1000, show_default=True, help="How many mutants to grade.")
@click.option("--exercise", help="Only this exercise.")
@click.option("--task", help="Only this task.")
@click.option("--seed", default=0, show_default=True, help="Which mutants are chosen.")
@click.option("--killed", is_flag=True, help="Print also the mutants that lost points, and why.")
@click.option("--timeout", default=20.0, show_default=True, help="Seconds for each mutant.")
def main(
    count: int, exercise: str | None, task: str | None, seed: int, killed: bool, timeout: float
) -> None:
    """Grade right answers, each with one small mistake, and print those that keep full points."""
    course = load_course(None)
    known = [
        answer
        for answer in answers_of(course)
        if exercise in (None, answer.exercise) and task in (None, answer.task)
    ]
    if not known:
        raise click.UsageError("There is no answer to such a task.")
    unique = {(answer.task, answer.source): answer for answer in known if answer.is_right}
    right = list(unique.values())
    with Session(Settings(protected=course.secret)) as session:
        results = graded(right, course, session, timeout)
        # A few answers need the rest of their file too.
        right = [one for one, result in zip(right, results, strict=True) if _is_full(result)]
        mutants = chosen(mutants_of(right, known), count, seed)
        click.echo(f"{len(right)} right answers of {len(results)}, {len(mutants)} mutants")
        survived = Counter[str]()
        for name in dict.fromkeys(mutant.answer.task for mutant in mutants):
            some = [mutant for mutant in mutants if mutant.answer.task == name]
            for mutant, result in zip(some, graded(some, course, session, timeout), strict=True):
                if _is_full(result):
                    survived[name] += 1
                    click.echo(f"SURVIVED {mutant}")
                elif killed or result.status is Status.INTERNAL_ERROR:
                    click.echo(f"killed {mutant}\n    {_why(result)}")
            click.echo(f"{name}: {survived[name]} of {len(some)} keep full points.")


if __name__ == "__main__":
    main()
