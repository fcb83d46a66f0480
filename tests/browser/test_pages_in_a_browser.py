"""Pages in a real browser: axe-core finds nothing, the console is silent, nothing is requested, the controls work.

Skipped where chromium with its driver, or axe-core (`npm install --prefix .venv-test axe-core`), are not there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from driver import CHROMEDRIVER, CHROMIUM, Browser, browser

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "render"))
from made_checks import CHECKED, FIGURE, HOSTILE_CHECKED, HOSTILE_TABLE, MIX, TREND, months

from encounters.cli.app import run
from encounters.render.formats import Look, render
from encounters.results import Column, Table

ROOT = Path(__file__).resolve().parents[2]
PLACES = [Path(os.environ["AXE_CORE"])] if os.environ.get("AXE_CORE") else []
PLACES += [ROOT / folder / "node_modules/axe-core/axe.min.js" for folder in (".venv-test", ".venv", ".")]
AXE = next((place for place in PLACES if place.is_file()), None)
RUN_AXE = """
const done = arguments[0];
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
  .then(found => done(found.violations.map(rule => [rule.id, rule.nodes.map(node => node.html + node.failureSummary)])))
  .catch(error => done([["axe itself", [String(error)]]]));
"""
SAID = "What the fiscal year would come to if its other months were like those so far: a straight line, no forecast. "
PROSE = Table(
    "explain",
    "pace",
    (Column("item", "Item", key=True), Column("text", "Text", key=True), Column("unit", "Unit")),
    [{"item": "sbo-encounters-fy22-fy25-aug.csv" * 2, "text": SAID * 2, "unit": "encounters per fiscal year"}],
)
PAGES = {
    "check": CHECKED,
    "prose": PROSE,
    "trend": TREND,
    "mix": MIX,
    "many": months(tuple(f"Area {place}" for place in range(8))),
    "figure": FIGURE,
    "hostile-check": HOSTILE_CHECKED,
    "hostile-table": HOSTILE_TABLE,
}
DRAFTED = """# The border in 2021

CBP counted 1,734,686 encounters at the southwest border in fiscal year 2021, an increase of 279 percent on the year
before. There were over 9 million encounters in fiscal year 2020.
"""
NAMES = (*PAGES, "draft")
LOOKS = [(width, scheme) for width in (360, 1600) for scheme in ("light", "dark")]

pytestmark = pytest.mark.skipif(
    CHROMIUM is None or CHROMEDRIVER is None,
    reason="no chromium with chromedriver here: apt-get install chromium-driver",
)
needs_axe = pytest.mark.skipif(AXE is None, reason="no axe-core here: npm install --prefix .venv-test axe-core")


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as made:
        yield made


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    for name, answer in PAGES.items():
        (folder / f"{name}.html").write_text(str(render(answer, "html", Look()).content), "utf-8")
    (folder / "draft.md").write_text(DRAFTED, "utf-8")
    run(["draft", str(folder / "draft.md"), "--published", "2022-12-01", "-o", str(folder / "draft.html"), "-q"])
    return {name: folder / f"{name}.html" for name in NAMES}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("name", NAMES)
def test_it_is_quiet_and_fits(window: Browser, pages: dict[str, Path], name: str, width: int, scheme: str) -> None:
    window.look(width, scheme)
    window.go(pages[name])
    assert window.requests() == [pages[name].as_uri()]
    assert window.log("browser") == []
    assert window.run("return document.documentElement.scrollWidth") == width
    dark = window.run("return getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert dark == (scheme == "dark")


@needs_axe
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(window: Browser, pages: dict[str, Path], name: str, width: int, scheme: str) -> None:
    window.look(width, scheme)
    window.go(pages[name])
    assert AXE is not None
    window.run(AXE.read_text("utf-8"))
    assert window.wait(RUN_AXE) == []


def test_no_option_of_a_command_is_broken(window: Browser, pages: dict[str, Path]) -> None:
    window.look(360, "light")
    window.go(pages["check"])
    heights = window.run("return [...document.querySelectorAll('code span')].map(word => word.offsetHeight)")
    assert heights
    assert len(set(heights)) == 1


@pytest.mark.parametrize("width", [360, 1600])
@pytest.mark.parametrize("name", ["hostile-table", "prose", "trend"])
def test_no_cell_of_a_table_is_over_another(window: Browser, pages: dict[str, Path], name: str, width: int) -> None:
    window.look(width, "light")
    window.go(pages[name])
    over = (
        "return [...document.querySelectorAll('th,td')].filter(cell => cell.scrollWidth > cell.clientWidth + 1).length"
    )
    assert window.run(over) == 0


def test_a_table_that_scrolls_says_so(window: Browser, pages: dict[str, Path]) -> None:
    window.look(360, "light")
    window.go(pages["hostile-table"])
    shade = window.run("return getComputedStyle(document.querySelector('.scroll')).backgroundAttachment")
    assert shade == "local, local, scroll, scroll"


def shown(window: Browser) -> list[str]:
    """The claims that are visible."""
    script = "return [...document.querySelectorAll('.claim')].filter(c => c.offsetParent).map(c => c.id)"
    return [str(name) for name in window.run(script)]


def test_filter_and_search(window: Browser, pages: dict[str, Path]) -> None:
    window.look(1600, "light")
    window.go(pages["check"])
    assert len(shown(window)) == 6
    window.run("document.querySelector('[value=confirmed]').click()")
    assert "claim-1" not in shown(window)
    window.run("words.value = 'DIVISOR 350'; words.dispatchEvent(new Event('input', {bubbles: true}))")
    assert shown(window) == ["claim-5"]
    assert window.run("return document.getElementById('status').textContent") == "1 of 6 claims shown."
    window.run("words.value = 'nowhere'; words.dispatchEvent(new Event('input', {bubbles: true}))")
    assert shown(window) == []
    assert window.run("return document.getElementById('nothing').offsetParent !== null")
    window.run("location.hash = 'claim-2'")
    assert window.wait("setTimeout(() => arguments[0](document.querySelectorAll('.claim[hidden]').length), 200)") == 0
    assert window.log("browser") == []


def test_evidence_of_what_holds_is_folded_and_opens_at_once(window: Browser, pages: dict[str, Path]) -> None:
    window.look(1600, "light")
    window.go(pages["check"])
    opened = "return [...document.querySelectorAll('details')].map(part => part.open)"
    assert window.run(opened) == [False, False, True, True, True, True]
    window.run("document.getElementById('fold').click()")
    assert window.run(opened) == [True] * 6
    window.go(pages["check"], "#claim-1")
    assert window.run(opened)[0] is True


def test_the_keyboard_reaches_every_control(window: Browser, pages: dict[str, Path]) -> None:
    window.look(1600, "light")
    window.go(pages["check"])
    controls = window.run(
        "return [...document.querySelectorAll('a,input,button,summary')].filter(e => e.tabIndex < 0).length"
    )
    assert controls == 0
    window.run("document.querySelector('.skip').focus()")
    assert window.run("return document.querySelector('.skip').getBoundingClientRect().left") == 0


def test_it_is_whole_without_scripts(window: Browser, pages: dict[str, Path]) -> None:
    window.look(1600, "light", scripts=False)
    try:
        window.go(pages["check"])
        tree = window.cdp("DOM.getDocument", depth=-1)["root"]["nodeId"]
        found = window.cdp("DOM.querySelectorAll", nodeId=tree, selector="details[open]")["nodeIds"]
        boxes = [window.cdp("DOM.getBoxModel", nodeId=node)["model"]["height"] for node in found]
        assert len(boxes) == 6
        assert min(boxes) > 100
    finally:
        window.look(1600, "light")


def test_print_has_every_claim_and_no_controls(window: Browser, pages: dict[str, Path]) -> None:
    window.look(1600, "light", media="print")
    try:
        window.go(pages["check"])
        window.run("words.value = 'nowhere'; words.dispatchEvent(new Event('input', {bubbles: true}))")
        assert len(shown(window)) == 6
        assert window.run("return document.querySelector('#filter').offsetParent") is None
    finally:
        window.look(1600, "light")
