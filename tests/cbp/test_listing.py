"""Listing pages to links, and which links to take."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from encounters.cbp.listing import LIKELY, UNKNOWN, Link, choose, link_of, read_listing
from encounters.cbp.page import read_page
from encounters.errors import PublisherError
from encounters.periods import Month, Period

PAGE = "https://www.cbp.gov/document/stats/nationwide-encounters"
FILES = "https://www.cbp.gov/sites/default/files"


def listing_of(*hrefs: str) -> str:
    return "".join(f'<li><a href="{href}">text</a></li>' for href in hrefs)


def names(links: Iterable[Link]) -> list[str]:
    return [link.file for link in links]


def months(*years: int) -> set[Month]:
    return {month for year in years for month in Period.fiscal_year(year)}


@pytest.mark.parametrize(("name", "count"), [("2026-10-03", 28), ("2026-09-06", 3)])
def test_saved_pages_are_read(shared: Path, name: str, count: int) -> None:
    html = (shared / f"cbp/pages/nationwide-encounters-{name}.html").read_text("utf-8")
    links = read_listing(html, PAGE).links
    assert len(links) == count
    assert all(link.url.startswith(FILES) for link in links)
    assert all(link.text == " ".join(link.text.split()) for link in links)
    for dataset in ("nationwide-aor", "nationwide-state"):
        days = [link.published.day for link in links if link.dataset == dataset]
        assert days == sorted(days, reverse=True)


def test_the_newest_real_link_is_known_in_full(shared: Path) -> None:
    html = (shared / "cbp/pages/nationwide-encounters-2026-10-03.html").read_text("utf-8")
    link = read_listing(html, PAGE).links[0]
    assert link.dataset == "nationwide-aor"
    assert link.url == f"{FILES}/2026-09/nationwide-encounters-fy23-fy26-aug-aor_0.csv"
    assert link.file == "nationwide-encounters-fy23-fy26-aug-aor_0.csv"
    assert link.text == "FY23 - FY26 (FYTD) Nationwide Encounters by Area of Responsibility - August"
    assert (str(link.published), link.published.precision, link.published.inferred) == (
        "2026-09",
        "month",
        False,
    )
    assert (link.first_year, link.last_year, link.month, link.final) == (2023, 2026, Month(2026, 8), False)


@pytest.mark.parametrize(
    ("path", "published", "through", "final"),
    [
        ("assets/documents/2022-Oct/sbo-encounters-fy19-fy22.csv", "2022-10", "2022-09", True),
        ("assets/documents/2023-Jul/sbo-encounters-fy20-fy23-jun.csv", "2023-07", "2023-06", False),
        ("assets/documents/2023-Nov/nationwide-encounters-fy20-fy23-state.csv", "2023-11", "2023-09", True),
        ("2024-10/sbo-encounters-fy21-fy24.csv", "2024-10", "2024-09", True),
        ("2024-12/sbo-encounters-fy22-fy25-nov.csv", "2024-12", "2024-11", False),
        ("2025-03/SBO-Encounters-FY22-FY25-Feb.CSV", "2025-03", "2025-02", False),
        ("2026-05/sbo-encounters-fy23-fy26-sept_12.csv", "2026-05", "2026-09", False),
        ("sbo-encounters-fy22-fy25-nov.csv", "2024-12 (inferred)", "2024-11", False),
        ("sbo-encounters-fy22-fy25.csv", "2025-10 (inferred)", "2025-09", True),
        # Named like a final file, yet published while the year ran.
        ("assets/documents/2022-Jan/sbo-encounters-fy19-fy22.csv", "2022-01", "2021-12", False),
    ],
)
def test_a_path_says_what_the_file_is(path: str, published: str, through: str, final: bool) -> None:
    link = link_of(f"{FILES}/{path}")
    assert link is not None
    assert (str(link.published), str(link.data_through), link.final) == (published, through, final)


@pytest.mark.parametrize(
    "name",
    [
        "x.csv",
        "sbo-encounters-fy22-fy25-nov.pdf",
        "sbo-encounters-fy25-fy22.csv",
        "sbo-encounters-fy22-fy25-xyz.csv",
    ],
)
def test_other_names_are_no_links(name: str) -> None:
    assert link_of(f"{FILES}/2025-01/{name}") is None


def test_relative_absolute_padded_and_repeated_links_are_one() -> None:
    path = "/sites/default/files/2024-12/sbo-encounters-fy22-fy25-nov.csv"
    html = f"""<base target="_top"><a href="{path}"></a><a href=" https://www.cbp.gov{path}
      ">  FY22 -
         FY25 </a><a href="../..{path}#top">again</a><a>none</a><a href="">empty</a><a href="http://[">broken</a>"""
    (link,) = read_listing(html, PAGE).links
    assert (link.url, link.text) == (f"https://www.cbp.gov{path}", "FY22 - FY25")


def test_a_base_element_counts() -> None:
    html = f'<base href="{FILES}/2024-12/">' + listing_of("sbo-encounters-fy22-fy25-nov.csv")
    assert read_listing(html, PAGE).links[0].url == f"{FILES}/2024-12/sbo-encounters-fy22-fy25-nov.csv"


def test_links_elsewhere_and_unknown_files_are_told() -> None:
    html = listing_of(
        f"{FILES}/2024-12/sbo-encounters-fy22-fy25-nov.csv",
        "https://cbp.gov.example.com/2024-12/sbo-encounters-fy22-fy25-dec.csv",
        "/sites/default/files/2024-12/drug-seizures-fy22-fy25-nov.csv",
    )
    listing = read_listing(html, PAGE, lambda url: url.startswith(FILES))
    assert names(listing.links) == ["sbo-encounters-fy22-fy25-nov.csv"]
    assert [(skipped.url.rpartition("/")[2], skipped.reason) for skipped in listing.skipped] == [
        ("sbo-encounters-fy22-fy25-dec.csv", "is not on a host of CBP's"),
        ("drug-seizures-fy22-fy25-nov.csv", "is no encounter file that this version knows"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "sbo-encounters-fy24-fy27-october.csv",
        "SBO-Encounters-FY2024-FY2027-Oct.CSV",
        "sbo-encounters-fy24-fy27-oct-1.csv",
        "nationwide-encounters-fy2024-fy2027-october-state.csv",
    ],
)
def test_a_name_that_says_the_same_otherwise_is_read(name: str) -> None:
    (link,) = read_listing(listing_of(f"{FILES}/2026-11/{name}"), PAGE).links
    assert (link.first_year, str(link.data_through)) == (2024, "2026-10")


@pytest.mark.parametrize(
    "name",
    [
        "sbo-encounters-fy24-fy27-oct.xlsx",
        "sbo-encounters-fy24-fy27-oct-final.csv",
        "southwest-land-border-encounters-fy27.zip",
        "sbo_encounters_fy24_fy27_oct.csv",
    ],
)
def test_what_looks_like_an_encounter_file_is_told_apart_from_others(name: str) -> None:
    known = f"{FILES}/2026-08/sbo-encounters-fy23-fy26-jul.csv"
    others = [f"{FILES}/2026-11/{each}" for each in ("seizures-fy24-fy27-oct.csv", name, "dictionary-fy27.zip")]
    listing = read_listing(listing_of(*others, known), PAGE)
    assert names(listing.links) == ["sbo-encounters-fy23-fy26-jul.csv"]
    assert [(one.url, one.reason) for one in listing.skipped] == [(others[0], UNKNOWN), (others[1], LIKELY)]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<title>CBP\n | Stats</title><p>Nothing", "titled 'CBP | Stats', links no encounter file."),
        ("", "links no encounter file."),
        (listing_of("/2024-12/seizures.csv"), "It links 1 other files"),
        ("%PDF-1.7 \x00\x01", "links no encounter file."),
    ],
)
def test_a_page_without_links_is_an_error(html: str, told: str) -> None:
    with pytest.raises(PublisherError, match="links no encounter file") as caught:
        read_listing(html, PAGE)
    assert told in caught.value.message
    assert PAGE in caught.value.message
    assert "encounters import" in str(caught.value.hint)


def links(*paths: str) -> list[Link]:
    return list(read_listing(listing_of(*(f"/files/{path}" for path in paths)), PAGE).links)


PUBLISHED = (
    "2026-09/sbo-encounters-fy23-fy26-aug.csv",
    "2026-08/sbo-encounters-fy23-fy26-jul.csv",
    "2025-11/sbo-encounters-fy22-fy25.csv",
    "2024-10/sbo-encounters-fy21-fy24.csv",
    "assets/documents/2023-Nov/sbo-encounters-fy20-fy23.csv",
)


def test_the_newest_and_the_closed_years_are_chosen() -> None:
    assert names(choose(links(*PUBLISHED), ())) == [
        "sbo-encounters-fy23-fy26-aug.csv",
        "sbo-encounters-fy22-fy25.csv",
        "sbo-encounters-fy21-fy24.csv",
        "sbo-encounters-fy20-fy23.csv",
    ]


def test_closed_years_that_the_store_has_are_not_chosen() -> None:
    assert names(choose(links(*PUBLISHED), months(2020, 2021))) == [
        "sbo-encounters-fy23-fy26-aug.csv",
        "sbo-encounters-fy22-fy25.csv",
    ]
    assert names(choose(links(*PUBLISHED), months(2020, 2021, 2022))) == ["sbo-encounters-fy23-fy26-aug.csv"]
    most = months(2020, 2021, 2022) - {Month(2020, 9)}
    assert names(choose(links(*PUBLISHED), most))[-1] == "sbo-encounters-fy20-fy23.csv"


def test_a_final_file_that_brings_no_year_is_left_alone() -> None:
    paths = ("2026-09/sbo-encounters-fy23-fy26-aug.csv", "2024-12/sbo-encounters-fy23-fy24.csv")
    assert names(choose(links(*paths), ())) == ["sbo-encounters-fy23-fy26-aug.csv"]


def test_a_renewed_upload_and_the_order_of_the_page_do_not_matter() -> None:
    paths = (
        "2026-09/sbo-encounters-fy23-fy26-aug_0.csv",
        "2026-09/sbo-encounters-fy23-fy26-aug.csv",
        *PUBLISHED[1:2],
    )
    for order in (paths, paths[::-1]):
        assert names(links(*order)) == [path.rpartition("/")[2] for path in paths]
        assert names(choose(links(*order), ())) == ["sbo-encounters-fy23-fy26-aug_0.csv"]


def test_nothing_linked_is_nothing_chosen() -> None:
    assert choose([], ()) == []


def test_what_only_looks_like_a_link_is_none() -> None:
    path = "/files/2024-12/sbo-encounters-fy22-fy25"
    html = f"""<title><a href="{path}-jan.csv"></title><!-- <a href="{path}-feb.csv"> -->
      <script>'<a href="{path}-mar.csv">'</script><textarea><a href="{path}-apr.csv"></textarea>
      <a data-href="{path}-may.csv" title="href={path}-jun.csv"></a>
      <abbr href="{path}-jul.csv"></abbr><A HREF={path}-nov.csv
      HREF={path}-dec.csv>A &amp; <b>b</b><!-- c -->d<a href='{path}-oct.csv' >e"""
    found = read_listing(html, PAGE).links
    assert [(link.file[-7:], link.text) for link in found] == [("nov.csv", "A & bd"), ("oct.csv", "e")]


def test_bounds_are_on_the_input() -> None:
    with pytest.raises(PublisherError, match="links more than 2,000 files"):
        read_listing(listing_of(*(f"/files/{number}.csv" for number in range(2001))), PAGE)
    with pytest.raises(PublisherError, match="has more than 2,000,000 characters"):
        read_listing("<p>" * 700_000, PAGE)


@pytest.mark.parametrize("piece", ["<div>", "<a ", "<a b='\"", "<!--", "<script>", "<base href=x>", '<a href=".csv'])
def test_neither_depth_nor_broken_tags_cost_more_than_length(piece: str) -> None:
    """A page of a tree's worst kind takes steps in proportion to its length: counted, so that no clock decides."""
    steps = [counted(piece * count) for count in (1_000, 2_000)]
    assert steps[1] <= 2.2 * steps[0] + 200


def counted(html: str) -> int:
    """The calls and lines that reading a page takes."""
    count = 0

    def trace(frame: object, event: str, argument: object) -> object:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read_page(html, PAGE, (".csv",))
    finally:
        sys.settrace(before)
    return count
