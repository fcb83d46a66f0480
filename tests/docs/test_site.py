"""What scripts/check_site.py finds in a page, and that the pictures of the documentation are the program's."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

import check_site
import make_pictures

ROOT = Path(__file__).resolve().parents[2]


LOADED = [
    '<script src="https://cdn.example.org/a.js"></script>',
    '<script src="//cdn.example.org/a.js"></script>',
    '<link rel="stylesheet" href="https://cdn.example.org/a.css">',
    '<link rel="preconnect" href="https://fonts.example.org">',
    '<link rel="shortcut icon" href="https://example.org/a.ico">',
    '<img src="https://example.org/a.png">',
    '<img src="a.png" srcset="a.png 1x, https://example.org/a.png 2x">',
    '<iframe src="https://example.org"></iframe>',
    '<form action="https://example.org/search"></form>',
    '<svg><image xlink:href="https://example.org/a.png"/></svg>',
    '<p style="background: url(https://example.org/a.png)">x</p>',
    "<style>@font-face { src: local('A'), url('https://example.org/a.woff2') }</style>",
    '<style>@import "https://example.org/a.css";</style>',
]
NOT_LOADED = [
    '<a href="https://example.org">to read</a>',
    '<link rel="canonical" href="https://example.org/page">',
    '<script src="assets/a.js"></script><img src="../a.png"><img src="data:image/png;base64,AA//BB">',
    '<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>',
    "<p>url(https://example.org) in prose</p><style>p { background: url(a.png) }</style>",
]


@pytest.mark.parametrize("html", LOADED)
def test_what_another_host_would_be_asked_for_is_found(html: str) -> None:
    assert len(check_site.page_loads(html)) == 1


@pytest.mark.parametrize("html", NOT_LOADED)
def test_links_and_own_files_are_fine(html: str) -> None:
    assert check_site.page_loads(html) == []


def test_the_exit_code_and_the_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_site.main([str(tmp_path)]) == 2
    (tmp_path / "index.html").write_text(NOT_LOADED[0], encoding="utf-8")
    assert check_site.main([str(tmp_path)]) == 0
    (tmp_path / "a.css").write_text("p { background: url(//example.org/a.png) }", encoding="utf-8")
    assert check_site.main([str(tmp_path)]) == 1
    assert "a.css loads //example.org/a.png" in capsys.readouterr().out


@pytest.mark.parametrize("name", [path.name for path in (ROOT / "docs/images").glob("*.svg")])
def test_pictures_ask_no_other_host(name: str) -> None:
    text = (ROOT / "docs/images" / name).read_text(encoding="utf-8")
    assert check_site.page_loads(text) == []
    assert "aria-label" in text or "<title>" in text


def test_the_picture_of_the_terminal_is_what_the_program_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "112")
    for name, command in make_pictures.TERMINAL.items():
        kept = (ROOT / "docs/images" / name).read_text(encoding="utf-8")
        assert kept == make_pictures.terminal(command), "run: python scripts/make_pictures.py"


def test_every_column_of_a_table_has_a_heading() -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        lines = page.read_text(encoding="utf-8").splitlines()
        heads = [line for line, below in pairwise(lines) if re.fullmatch(r"[|:\- ]*\|[|:\- ]*-{3}[|:\- ]*", below)]
        assert [head for head in heads if re.search(r"\|\s*\|", head)] == [], page
