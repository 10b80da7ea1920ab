"""The box in a real browser: everything can be seen and read, in light and dark, wide and narrow.

With PICTURES=FOLDER, the pictures that were looked at are kept there.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from grader.live.notebook.box import box
from grader.records import Reason, Status
from tests.live.notebook.test_box import FULL, NETWORK, content

CHROMIUM = shutil.which("chromium")
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
THEMES = {"light": ("#ffffff", "#1f2328"), "dark": ("#111111", "#e6e6e6")}
LOSSES = tuple(5.0 * 0.93**epoch for epoch in range(60))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]

# The colours that a text and its background have, with see-through ones laid over each other.
CONTRAST = """element => {
  const parse = colour => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map(v => v / 255).map(
    v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
  ).reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  const over = (top, alpha, below) =>
    top.slice(0, 3).map((v, n) => v * alpha + below[n] * (1 - alpha));
  const chain = [];
  for (let node = element; node; node = node.parentElement) chain.unshift(getComputedStyle(node));
  let below = [255, 255, 255], opacity = 1;
  for (const style of chain) {
    const own = parse(style.backgroundColor);
    below = over(own, own[3] === undefined ? 1 : own[3], below);
    opacity *= Number(style.opacity);
  }
  const text = over(parse(getComputedStyle(element).color), opacity, below);
  const [high, low] = [luminance(text), luminance(below)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}"""


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


def boxes() -> str:
    reason = Reason("layers.too_few", {"received": [4, 1], "expected": [8, 4, 1]})
    wrong = Reason("layers.wrong_units", {"number": 1, "received": 4, "expected": 8})
    shown = (
        content(status=Status.PASSED, form=NETWORK, curve=LOSSES),
        content(FULL, form=NETWORK, reason=wrong, curve=(3.0, 2.0, 9.0, float("nan"))),
        content(FULL, status=Status.ERROR, form=NETWORK, reason=reason, hints=2),
        content(status=Status.NOT_ATTEMPTED),
        content(status=Status.INTERNAL_ERROR),
    )
    return "".join(map(box, shown))


@pytest.fixture(params=[(theme, width) for theme in THEMES for width in (900, 360)], ids=str)
def page(request, browser):
    theme, width = request.param
    ground, text = THEMES[theme]
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
    page.set_content(
        f'<!DOCTYPE html><body style="background:{ground};color:{text};margin:12px">{boxes()}'
    )
    yield page
    folder = os.environ.get("PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{theme}-{width}.png", full_page=True)
    page.close()


def test_nothing_is_wider_than_the_page_and_every_text_can_be_read(page):
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for element in page.query_selector_all(".dl-grader *"):
        is_folded = element.evaluate("one => one.closest('details:not([open])') !== null")
        own = element.evaluate(
            "one => [...one.childNodes].map(n => n.nodeType === 3 ? n.data : '').join('').trim()"
        )
        if own and not is_folded:
            assert element.is_visible(), own
            if element.evaluate("one => one.namespaceURI.endsWith('xhtml')"):
                assert element.evaluate(CONTRAST) >= 4.5, own


def test_lines_of_pictures_stand_out(page):
    for element in page.query_selector_all("svg polyline, svg rect"):
        colour = element.get_attribute("stroke")
        contrast = page.evaluate(
            f"""colour => {{
              const span = document.createElement("span");
              span.style.color = colour;
              document.body.append(span);
              const found = ({CONTRAST})(span);
              span.remove();
              return found;
            }}""",
            colour,
        )
        assert contrast >= 3, colour


def test_hints_open_one_after_the_other(page):
    summaries = page.query_selector_all("summary")
    assert [one.is_visible() for one in summaries[:2]] == [True, False]
    summaries[0].click()
    assert summaries[1].is_visible()
    assert "second hint" in page.inner_text("body")
