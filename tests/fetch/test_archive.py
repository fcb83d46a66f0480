"""The archive's index to captures, and the publication dates that captures prove."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from encounters.fetch.archive import index_url, read_index

COLUMNS = ["timestamp", "original", "statuscode", "digest"]
FILES = "https://www.cbp.gov/sites/default/files"
APRIL = f"{FILES}/assets/documents/2022-May/sbo-encounters-fy19-fy22-apr.csv"


def published(*rows: tuple[str, str, str]) -> list[str]:
    index = [COLUMNS, *([stamp, original, "200", digest] for stamp, original, digest in rows)]
    return [f"{capture.taken:%Y-%m-%d} {capture.link.published}" for capture in read_index(index)]


def test_the_question_asks_for_good_captures_of_csv_files() -> None:
    parts = urlsplit(index_url("https://web.archive.org"))
    query = parse_qs(parts.query)
    assert (parts.netloc, parts.path) == ("web.archive.org", "/cdx/search/cdx")
    assert query["url"] == ["www.cbp.gov/sites/default/files/"]
    assert query["matchType"] == ["prefix"]
    assert query["output"] == ["json"]
    assert "statuscode:200" in query["filter"]


@pytest.mark.parametrize(
    ("stamp", "told"),
    [
        ("20220518120000", "2022-05-18 2022-05-18 (inferred)"),  # seen before its month ended: published by then
        ("20220531120000", "2022-05-31 2022-05"),
        ("20240101120000", "2024-01-01 2022-05"),  # seen late: the folder says when it was published
        ("20220410120000", "2022-04-10 2022-05"),  # seen before its data ended: the archive's date is of something else
    ],
)
def test_a_capture_brings_a_date_forward_and_never_back(stamp: str, told: str) -> None:
    assert published((stamp, APRIL, "A")) == [told]


def test_a_later_content_was_published_by_the_day_it_was_first_seen() -> None:
    found = published(
        ("20220620000000", APRIL, "B"),
        ("20220518000000", APRIL, "A"),
        ("20220601000000", APRIL, "A"),
        ("20230101000000", APRIL, "B"),
    )
    assert found == ["2022-05-18 2022-05-18 (inferred)", "2022-06-20 2022-06-20 (inferred)"]


def test_spellings_of_one_address_are_one_file() -> None:
    spellings = [APRIL, APRIL.replace("https", "http"), APRIL.replace("www.cbp.gov", "cbp.gov:80"), APRIL + "?v=1"]
    rows = [(f"2022060{day}000000", spelling, "A") for day, spelling in enumerate(spellings, 1)]
    assert published(*rows) == ["2022-06-01 2022-05"]


def test_what_is_no_encounter_file_is_passed_over() -> None:
    index = [
        COLUMNS,
        ["20220518000000", f"{FILES}/2022-05/seizures.csv", "200", "A"],
        ["20220518000000", APRIL, "404", "B"],
        ["yesterday", APRIL, "200", "C"],
        ["20220518000000"],
        [],
    ]
    assert read_index(index) == ()
    assert read_index([]) == ()


def test_the_order_of_the_columns_is_the_answers_own() -> None:
    index = [["digest", "original", "timestamp"], ["A", APRIL, "20220518000000"]]
    (capture,) = read_index(index)
    assert capture.url("https://web.archive.org") == f"https://web.archive.org/web/20220518000000id_/{APRIL}"
