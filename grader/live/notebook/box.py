"""A verdict as HTML that stands alone: no scripts, no other files, and all text escaped.

Notebooks choose their theme themselves, so colours do not depend on `prefers-color-scheme`: text
has the colour of the notebook's text, and each other colour shows on white and on black.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from grader.judge.phrases import count
from grader.live.notebook.content import PRACTICE, WORDS, Content, expected_units, layer_boxes
from grader.live.notebook.pictures import curve_picture, layers_picture
from grader.records import Place, Status
from grader.report.diagnostics import Comparison, Diagnostic

_COLOURS = {
    Status.PASSED: "#23803f",
    Status.NOT_ATTEMPTED: "#6a737d",
    Status.INTERNAL_ERROR: "#8957b5",
}
_RED = "#c4403b"

_STYLE = """
.dl-grader{border:1px solid rgba(128,128,128,.45);border-left:4px solid var(--dl);
border-radius:6px;padding:8px 12px;margin:4px 0;max-width:46em;color:inherit;background:transparent;
font:14px/1.45 system-ui,sans-serif;overflow-wrap:anywhere}
.dl-grader .head{display:flex;flex-wrap:wrap;gap:4px 10px;align-items:baseline}
.dl-grader .pill{background:var(--dl);color:#fff;border-radius:9px;padding:0 9px;font-weight:600}
.dl-grader .name{font:600 14px monospace}
.dl-grader .quiet{opacity:.75;font-size:12.5px}
.dl-grader .told{margin:6px 0;font-weight:600}
.dl-grader p{margin:6px 0}
.dl-grader .title{margin:10px 0 0;opacity:.75}
.dl-grader pre{margin:6px 0;padding:6px 8px;background:rgba(128,128,128,.14);border-radius:4px;
white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.4 monospace;color:inherit}
.dl-grader .values{display:flex;flex-wrap:wrap;gap:6px}
.dl-grader .values>div{flex:1 1 12em;min-width:0}
.dl-grader .values pre{margin:2px 0 6px}
.dl-grader .mark{text-decoration:underline wavy #c4403b;text-underline-offset:3px}
.dl-grader .elements{margin:2px 0 6px;border-collapse:collapse;font:13px/1.4 monospace}
.dl-grader .elements th{opacity:.75;font-weight:400}
.dl-grader .elements th,.dl-grader .elements td{padding:1px 14px 1px 0;text-align:right;
background:transparent;color:inherit;border:0}
.dl-grader details{margin:4px 0}
.dl-grader summary{cursor:pointer}
.dl-grader .hint{border-left:3px solid #b08800;padding-left:8px}
""".replace("\n", "")

_PRACTICE = f'<p class="quiet">{PRACTICE}</p>'


def box(content: Content) -> str:
    """Return the verdict as HTML."""
    colour = _COLOURS.get(content.task.status, _RED)
    inside = "".join((_head(content), *_body(content), *_pictures(content), _PRACTICE))
    # MathJax would set what is between dollar signs as a formula.
    names = "dl-grader tex2jax_ignore mathjax_ignore"
    return f'<style>{_STYLE}</style><div class="{names}" style="--dl:{colour}">{inside}</div>'


def _head(content: Content) -> str:
    task = content.task
    points = f"{task.score} of {count(task.max_score, 'point')}"
    return (
        f'<div class="head"><span class="pill">{WORDS[task.status]}</span>'
        f'<span class="name">{escape(task.task)}</span><span>{points}</span></div>'
    )


def _body(content: Content) -> Iterator[str]:
    for part in content.parts:
        yield from _diagnostic(part)
        yield from _hints(part.hints, content.hints)


def _diagnostic(one: Diagnostic) -> Iterator[str]:
    if one.title:
        yield f'<p class="title">{escape(one.title)}</p>'
    if one.told:
        yield f'<p class="told">{escape(one.told)}</p>'
    if one.quote is not None:
        yield _quote(one.quote)
    if one.comparison is not None:
        yield _comparison(one.comparison)
    if one.advice:
        yield f"<p>{escape(one.advice)}</p>"
    if one.cause is not None:
        yield from _diagnostic(one.cause)


def _quote(place: Place) -> str:
    where = f"cell [{place.cell}]" if place.cell else place.file
    line = f'<span class="quiet">{escape(where)}, line {place.line}</span>'
    return f"<pre>{line}\n{_marked(place)}</pre>"


def _marked(place: Place) -> str:
    """Return the learner's line, with a line below the part that is meant."""
    text, start, end = place.excerpt.text, place.excerpt.start, place.excerpt.end
    if not text or not end:
        return escape(place.source)
    text = text.ljust(end)  # The mark may stand behind the line, where something is missing.
    first, last = escape(text[:start].lstrip()), escape(text[end:])
    return f'{first}<u class="mark">{escape(text[start:end])}</u>{last}'


def _comparison(one: Comparison) -> str:
    call = f"<pre>{escape(one.call)}</pre>" if one.call else ""
    columns = "".join(
        f'<div><span class="quiet">{label}</span><pre>{escape(value)}</pre></div>'
        for label, value in (("expected", one.expected), ("received", one.returned))
        if value
    )
    values = f'<div class="values">{columns}</div>' if columns else ""
    return call + values + (_elements(one) if one.elements else "")


def _elements(one: Comparison) -> str:
    """Return a table of the elements that differ."""
    rows = "".join(
        f"<tr><td>{escape(each.index)}</td>"
        + (f"<td>{escape(each.row)}</td>" if one.rows_of else "")
        + f"<td>{escape(each.expected)}</td><td>{escape(each.returned)}</td></tr>"
        for each in one.elements
    )
    more = f'<p class="quiet">and {one.more} more</p>' if one.more else ""
    of = f"<th>{escape(one.rows_of)}</th>" if one.rows_of else ""
    heading = f"<tr><th>index</th>{of}<th>expected</th><th>received</th></tr>"
    return f'<table class="elements">{heading}{rows}</table>{more}'


def _hints(hints: tuple[str, ...], shown: int) -> Iterator[str]:
    for hint in hints[:shown]:
        yield f'<p class="hint">Hint: {escape(hint)}</p>'
    for hint in hints[shown:]:
        told = f'<p class="hint">{escape(hint)}</p>'
        yield f"<details><summary>Next hint</summary>{told}"
    yield "</details>" * len(hints[shown:])


def _pictures(content: Content) -> Iterator[str]:
    boxes, expected = layer_boxes(content), expected_units(content)
    if boxes:
        received = "received" if expected else "The model's layers"
        yield _picture(received, layers_picture(boxes, received))
    if expected:
        yield _picture("expected", layers_picture(expected, "expected"))
    curve = curve_picture(content.task.curve)
    if curve:
        yield _picture("The learning curve", curve)


def _picture(label: str, picture: str) -> str:
    return f'<p class="title">{label}</p>{picture}'
