"""Every text of every picture: within it and over no other text, whatever the table and the width."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree as Tree

import pytest
from made_pictures import SHOWN

from encounters.render import image, pen
from encounters.render.formats import Look, render

SVG = "{http://www.w3.org/2000/svg}"


def boxes(root: Tree.Element, at: tuple[float, float] = (0, 0)) -> Iterator[tuple[str, float, float, float, float]]:
    """Each text with where it is: from left to right and from the top of its small letters to its base."""
    for each in root:
        x, y = at
        if "transform" in each.attrib:
            more = each.attrib["transform"].removeprefix("translate(").removesuffix(")").split()
            x, y = x + float(more[0]), y + float(more[1])
        if each.tag == f"{SVG}text" and each.text:
            size, bold = int(each.attrib["font-size"]), each.attrib.get("font-weight", "400") != "400"
            letter = image.LETTERS.get(size) or (pen.BOLD if bold else pen.LETTER)
            wide = len(each.text) * letter
            left = x + float(each.attrib["x"])
            left -= wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[each.attrib.get("text-anchor", "start")]
            base = y + float(each.attrib["y"])
            yield each.text, left, left + wide, base - size * 0.72, base
        yield from boxes(each, (x, y))


def crossed(one: tuple[str, float, float, float, float], other: tuple[str, float, float, float, float]) -> bool:
    return one[1] < other[2] - 1 and other[1] < one[2] - 1 and one[3] < other[4] - 1 and other[3] < one[4] - 1


@pytest.mark.parametrize("width", [360, 480, 820, 1600])
@pytest.mark.parametrize("name", SHOWN)
def test_no_text_is_cut_off_or_over_another(name: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "WIDTH", width)
    root = Tree.fromstring(str(render(SHOWN[name], "svg", Look()).content))
    height, found = float(root.attrib["height"]), list(boxes(root))
    assert min(left for _, left, *_ in found) >= image.PAD - pen.LETTER
    assert [words for words, _, right, *_ in found if right > width] == []
    assert [words for words, *_, base in found if base > height - 4] == []
    assert [(one[0], other[0]) for one, other in combinations(found, 2) if crossed(one, other)] == []


def test_a_word_without_room_is_broken_at_its_hyphens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "WIDTH", 360)
    root = Tree.fromstring(str(render(SHOWN["all down"], "svg", Look()).content))
    title = [each.text for each in root.iter(f"{SVG}text") if each.attrib["font-size"] == "19"]
    assert len(title) > 2
    assert all(str(row)[-1] in "-mov" for row in title)  # from, to, -, .csv


def test_where_bars_go_both_ways_or_down_alone_zero_is_drawn() -> None:
    for name, lines in (("all down", 2), ("up and down", 4), ("very unlike", 0)):
        root = Tree.fromstring(str(render(SHOWN[name], "svg", Look()).content))
        zeros = {each.attrib["x1"] for each in root.iter(f"{SVG}line")}
        assert len(list(root.iter(f"{SVG}line"))) == lines
        assert len(zeros) == (lines > 0)


def test_what_is_noted_is_inside_the_picture() -> None:
    told = " ".join(Tree.fromstring(str(render(SHOWN["with notes"], "svg", Look()).content)).itertext())
    assert told.count("and added up.") == 3
