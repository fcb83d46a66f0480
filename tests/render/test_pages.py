"""Pages: well-formed, self-contained, whole without a script, and harmless whatever the answer holds."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from made_checks import (
    CHECKED,
    COUNTS,
    FIGURE,
    HOSTILE_CHECKED,
    HOSTILE_FIGURE,
    HOSTILE_TABLE,
    MIX,
    RELEASE,
    TREND,
    VERDICTS,
    months,
    telling,
)
from msgspec.structs import replace

from encounters.claims.verdict import Checked
from encounters.render.formats import Look, render
from encounters.render.page import safe_url
from encounters.results import Column, Table, Value
from encounters.verdicts import MEANING, REASONS

VOID = {"meta", "link", "br", "input", "img", "hr"}
LOADS = {"src", "srcset", "data", "poster", "action", "formaction", "background", "xlink:href", "manifest"}
PAGES = {
    "check": CHECKED,
    "trend": TREND,
    "line": months(("All",)),
    "mix": MIX,
    "wide": replace(
        TREND,
        columns=(TREND.columns[0], Column("a", "A", "count"), Column("b", "B", "count")),
        rows=[{"month": f"2021-0{month}", "a": month, "b": 9} for month in range(1, 6)],
        y=("a", "b"),
        lines=None,
    ),
    "figure": FIGURE,
    "empty": Table("trend", "Nothing", TREND.columns, [], None, x="month", y="encounters"),
    "no claims": replace(CHECKED, verdicts=()),
    "hostile check": HOSTILE_CHECKED,
    "hostile table": HOSTILE_TABLE,
    "hostile figure": HOSTILE_FIGURE,
}


class Page(HTMLParser):
    """The elements of a page with their attributes; fails on one that is not closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: dict[str, list[str]] = {}
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), (tag, attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.text.setdefault(tag, []).append(data)

    def words(self, tag: str) -> str:
        """The text inside an element of this name."""
        return " ".join("".join(self.text.get(tag, [])).split())

    def values(self, attribute: str) -> list[str]:
        """The values of an attribute, in the order of the page."""
        return [str(attributes[attribute]) for _, attributes in self.elements if attribute in attributes]


def html(answer: Table | Value | Checked) -> str:
    content = render(answer, "html", Look()).content
    assert isinstance(content, str)
    return content


@pytest.fixture(params=sorted(PAGES))
def source(request: pytest.FixtureRequest) -> str:
    return html(PAGES[request.param])


def test_is_well_formed(source: str) -> None:
    page = Page(source)
    assert source.startswith("<!DOCTYPE html>\n")
    assert [tag for tag, _ in page.elements].count("h1") == 1
    names = page.values("id")
    assert len(names) == len(set(names))
    for reference in page.values("aria-labelledby"):
        assert set(reference.split()) <= set(names)


def test_no_heading_is_empty(source: str) -> None:
    assert [found for found in re.findall(r"<h\d[^>]*>(.*?)</h\d>", source, re.DOTALL) if not found.strip()] == []


def test_loads_nothing(source: str) -> None:
    for tag, attributes in Page(source).elements:
        assert not LOADS & attributes.keys(), (tag, attributes)
        assert tag not in {"iframe", "object", "embed", "base", "img", "image", "video", "audio"}
        if tag == "link":
            assert attributes == {"rel": "icon", "href": "data:,"}
        if tag == "a":
            assert re.match(r"#|https?://", str(attributes["href"]))
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|import\(", source)


def test_runs_only_its_own_style_and_script(source: str) -> None:
    page = Page(source)
    policy = next(a["content"] for tag, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert "default-src 'none'" in policy
    for tag in ("style", "script"):
        found = re.findall(f"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
        assert len(found) == [name for name, _ in page.elements].count(tag)
        for text in found:
            assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy
    assert not [attribute for _, given in page.elements for attribute in given if attribute.startswith("on")]
    assert not page.values("style")


def test_hostile_text_stays_text(source: str) -> None:
    assert "<img" not in source
    assert "alert(1)</script>" not in source
    assert not [url for url in Page(source).values("href") if "javascript:" in url]


def test_a_claim_is_told_in_full() -> None:
    page = Page(html(CHECKED))
    told = page.words("main")
    for verdict in VERDICTS:
        assert all(part in told for part in (verdict.id, verdict.claim.quote, str(verdict.word), MEANING[verdict.word]))
        assert all(REASONS[reason] in told for reason in verdict.reasons)
    assert "352,790 encounters" in told
    assert "today: 117,600 encounters per month" in told
    assert RELEASE.sha256 in told
    assert "encounters measure total --period 2021-01..2021-03" in told
    assert str(RELEASE.url) in page.values("href")
    assert page.words("h1") == "Numbers at the Border"
    assert "https://example.org/report.pdf" in page.values("href")


def test_every_verdict_has_a_word_and_a_shape_of_its_own() -> None:
    source = html(CHECKED)
    shapes = dict(re.findall(r'<symbol id="i-([\w-]+)"[^>]*>(.*?)</symbol>', source))
    assert len(set(shapes.values())) == 6
    badges = re.findall(r'<p class="badge ([\w-]+)"><svg .*?href="#i-([\w-]+)"/></svg> ([\w ]+)</p>', source)
    assert [
        (slug, slug, slug.replace("-", " ")) for slug in (str(v.word).replace(" ", "-") for v in VERDICTS)
    ] == badges


def test_nothing_is_hidden_without_a_script() -> None:
    source = html(CHECKED)
    assert re.findall(r"<(\w+)[^>]* hidden>", source) == ["form", "p"]  # the controls, and the line for no claims
    assert source.count("<details open>") == len(VERDICTS)


def test_the_window_is_drawn_from_its_counts() -> None:
    page = Page(html(replace(CHECKED, verdicts=VERDICTS[:1])))
    assert page.values("data-value") == [str(count) for _, count in COUNTS]
    tallest = [float(str(a["height"])) for tag, a in page.elements if tag == "rect" and "data-value" in a]
    for (_, count), height in zip(COUNTS, tallest, strict=True):
        assert height / tallest[-1] == pytest.approx(count / COUNTS[-1][1], abs=0.01)


def test_a_single_month_is_no_picture() -> None:
    assert "data-value" not in html(replace(CHECKED, verdicts=(telling(VERDICTS[0], window=COUNTS[:1]),)))


def test_the_chart_has_the_numbers_of_the_table() -> None:
    page = Page(html(TREND))
    drawn = sorted(int(value) for value in page.values("data-value"))
    assert drawn == sorted(row["encounters"] for row in TREND.rows)
    cells = page.words("tbody")
    assert all(f"{row['encounters']:,}" in cells for row in TREND.rows)


def test_a_chart_is_there_for_narrow_windows_and_for_wide_ones() -> None:
    page = Page(html(TREND))
    plots = [given for tag, given in page.elements if tag == "svg" and "plot" in str(given.get("class"))]
    assert [given["class"] for given in plots] == ["plot narrow", "plot wide"]
    assert all("Lowest 1,000" in str(given["aria-label"]) for given in plots)


def test_a_gap_stays_a_gap() -> None:
    paths = re.findall(r'<path d="(M[^"]+L[^"]+)" fill="none"', html(TREND))
    assert [path.count("M") for path in paths] == [2, 2, 2, 2]
    assert [path.count("L") for path in paths] == [5, 5, 5, 5]


def test_no_bar_looks_like_a_whole() -> None:
    # A bar has nothing behind it: a track would look like a hundred percent.
    source = html(MIX)
    assert source.count("<rect") == source.count("data-value")


def test_a_loss_has_a_colour_of_its_own() -> None:
    columns = (Column("name", "Name", key=True), Column("n", "Change", "change"))
    rows = [{"name": "a", "n": -50}, {"name": "b", "n": 100}]
    page = Page(html(Table("revisions", "Change", columns, rows, None, x="name", y="n")))
    assert [given.get("class") for tag, given in page.elements if tag == "rect"] == ["less", None]


def test_bars_are_drawn_from_the_shares() -> None:
    page = Page(html(MIX))
    bars = {float(str(a["data-value"])): float(str(a["width"])[:-1]) for _, a in page.elements if "data-value" in a}
    assert bars == {2 / 3: 100.0, 1 / 3: 50.0}
    assert page.words("h3") == "By component"
    assert "66.7%" in page.words("main")


def test_a_figure_alone() -> None:
    page = Page(html(FIGURE))
    assert "117,596.7 encounters per month" in page.words("main")
    assert "month: 2021-03" in page.words("main")


def test_the_scope_line_is_on_every_page_of_a_table() -> None:
    for answer in (TREND, MIX, FIGURE):
        assert "Encounters are events, not people." in Page(html(answer)).words("header")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("https://[", False),
        ("https://a\nb", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: object, kept: bool) -> None:
    assert safe_url(url) == (url if kept else None)
