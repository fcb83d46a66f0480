"""Pictures in a real browser, with its own fonts: every text within the picture, over no other text and no bar."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from driver import CHROMEDRIVER, CHROMIUM, Browser, browser

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "render"))
from made_pictures import SHOWN

from encounters.render import image
from encounters.render.formats import Look, render

FAULTS = """
const box = document.documentElement.getBoundingClientRect();
const at = (each) => each.getBoundingClientRect();
const texts = [...document.querySelectorAll('text')].map((each) => {
  const {left, right, top, bottom} = at(each);
  return {words: each.textContent, left, right, top: top + 3, bottom: bottom - 3};
});
const bars = [...document.querySelectorAll('rect[data-value]')].map(at);
const crossed = (a, b) =>
  a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
const outside = texts.filter((a) => a.left < 0 || a.right > box.right || a.top < 0 || a.bottom > box.bottom);
const over = texts.filter((a, place) => [...texts.slice(place + 1), ...bars].some((b) => crossed(a, b)));
return [...outside, ...over].map((each) => each.words);
"""

pytestmark = pytest.mark.skipif(
    CHROMIUM is None or CHROMEDRIVER is None,
    reason="no chromium with chromedriver here: apt-get install chromium-driver",
)


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as made:
        made.look(1600, "light")
        yield made


@pytest.mark.parametrize("width", [360, 820, 1600])
@pytest.mark.parametrize("name", SHOWN)
def test_every_text_can_be_read(
    window: Browser, name: str, width: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(image, "WIDTH", width)
    drawn = tmp_path / "picture.svg"
    drawn.write_text(str(render(SHOWN[name], "svg", Look()).content), "utf-8")
    window.go(drawn)
    assert window.run(FAULTS) == []
