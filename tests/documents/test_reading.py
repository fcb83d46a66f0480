"""Documents of each format become blocks whose characters know where they stand, within bounds."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from encounters.documents.clock import Clock
from encounters.documents.context import LONGEST, sentences
from encounters.documents.model import Document
from encounters.documents.read import LARGEST, LETTERS, read_bytes
from encounters.errors import InputFileError

XML = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def words(text: str, raised: bool = False) -> str:
    up = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>' if raised else ""
    return f"<w:r>{up}<w:t>{text}</w:t></w:r>"


def docx(body: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", XML.format(body))
    return content.getvalue()


def pdf(*pages: str) -> bytes:
    """A small PDF with a page of text each."""
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for place, text in enumerate(pages):
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in text.split("\n"))
        stream = f"BT /F1 11 Tf 72 720 Td {shown} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * place} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    made, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return f"{made}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n".encode(
        "latin-1"
    )


def test_lines_are_joined_and_words_cut_at_their_end_made_whole() -> None:
    document = read_bytes(b"The Border Pa-\ntrol had over\r\n171,840 of them.\n\nNext.\n", "a.txt")
    assert texts(document) == ["The Border Patrol had over 171,840 of them.", "Next."]
    block = document.blocks[0]
    place = block.place(block.text.index("171,840"))
    assert (place.line, place.column, place.page) == (3, 1, None)
    place = block.place(block.text.index("had"))
    assert (place.line, place.column) == (2, 6)


def test_items_rules_pages_and_headings_part_a_text() -> None:
    text = "A heading\n\n- one\n- two\n  goes on\n-----\n\nAnd a text.\fNew page here, of one sentence.\n"
    document = read_bytes(text.encode(), "a.txt")
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("heading", "A heading"),
        ("item", "- one"),
        ("item", "- two goes on"),
        ("text", "And a text. New page here, of one sentence."),
    ]


def test_markdown_marks_go_and_columns_stay() -> None:
    text = "# Title of **it**\n\nA [link](http://x.y/123) with **1,234** and `code`.[^2]\n\n"
    text += "```\n99 in code\n```\n\n[^2]: note 5\n"
    document = read_bytes(text.encode(), "a.md")
    assert texts(document) == ["Title of it", "A link with 1,234 and code.", "note 5"]
    block = document.blocks[1]
    assert block.place(block.text.index("1,234")).column == text.split("\n")[2].index("1,234") + 1


def test_cells_of_tables_know_what_heads_them() -> None:
    text = "Encounters by year:\n\n| | FY2022 | FY2023 |\n|--|--:|--:|\n| Cuba | 1,000 | 2,000 |\n"
    page = (
        "<table><caption>Encounters by year:</caption><tr><th></th><th>FY2022</th><th>FY2023</th></tr>"
        "<tr><th>Cuba</th><td>1,000</td><td>2,000</td></tr></table>"
    )
    cell = "<w:tc><w:p>{}</w:p></w:tc>".format
    row = "<w:tr>{}</w:tr>".format
    table = row("".join(cell(words(text)) for text in ("", "FY2022", "FY2023")))
    table += row("".join(cell(words(text)) for text in ("Cuba", "1,000", "2,000")))
    word = docx(f"<w:p>{words('Encounters by year:')}</w:p><w:tbl>{table}</w:tbl>")
    for content, name in ((text.encode(), "a.md"), (page.encode(), "a.html"), (word, "a.docx")):
        found = [block for block in read_bytes(content, name).blocks if block.kind == "cell"]
        assert [(block.text, block.around) for block in found] == [
            ("1,000", ("Cuba", "FY2022", "Encounters by year:")),
            ("2,000", ("Cuba", "FY2023", "Encounters by year:")),
        ], name


def test_pages_are_read_without_scripts_menus_and_raised_digits() -> None:
    page = """<!doctype html><html><head><title>T &amp; T</title><meta name="date" content="2023-01-25">
    <script>var x = "<p>12</p>";</script></head><body><nav><p>Menu 5</p></nav><!-- 77 <p>88</p> -->
    <p>In 2022 there were 1,234<sup>5</sup> of <b>them</b> &mdash; all&nbsp;told.</p></body></html>"""
    document = read_bytes(page.encode(), "page")
    assert document.title == "T & T"
    assert document.published == date(2023, 1, 25)
    assert texts(document) == ["In 2022 there were 1,234 of them — all told."]


@pytest.mark.parametrize("shift", range(6))
def test_a_first_paragraph_as_a_title_is_never_cut_within_a_number(shift: int) -> None:
    title = read_bytes(("x" * shift + " 301,981" * 60).encode(), "a.txt").title
    assert title.endswith("301,981 …")
    assert len(title) <= 200


def test_word_documents_are_read_without_raised_digits() -> None:
    document = read_bytes(
        docx(f"<w:p>{words('There were 1,234')}{words('7', True)}{words(' of them.')}</w:p>"), "a.docx"
    )
    assert texts(document) == ["There were 1,234 of them."]


def test_pdfs_are_read_by_page() -> None:
    pytest.importorskip("pypdfium2", reason="what reads PDFs is not installed")
    document = read_bytes(pdf("There were 1,234 en-\ncounters in all.", "The second page, with 5,678."), "a.pdf")
    last = document.blocks[-1]
    assert "There were 1,234 encounters in all." in document.text
    assert last.place(last.text.index("5,678")).page == 2


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (b"", "a.txt", "is empty"),
        (b"\x89PNG\0\0\0", "a.png", "is no text"),
        (b"a" * (LARGEST + 1), "a.txt", "is larger than 20 MB"),
        (b"word " * (LETTERS // 5 + 1), "a.txt", "has 2.0 million characters; at most 2 million are read"),
        (b"PK\x03\x04 no zip", "a.docx", "is no Word document, or a damaged one"),
        (docx("<w:p>"), "a.docx", "is a damaged Word document"),
        (b"<html><script>1</script></html>", "a.html", "has no text"),
    ],
)
def test_what_cannot_be_read_is_told(content: bytes, name: str, problem: str) -> None:
    with pytest.raises(InputFileError) as caught:
        read_bytes(content, name)
    assert problem in caught.value.message


def test_a_zip_bomb_and_an_entity_bomb_are_refused() -> None:
    with pytest.raises(InputFileError, match="unpacks to more than 30 MB"):
        read_bytes(docx(f"<w:p>{words('9' * 31_000_000)}</w:p>"), "a.docx")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    with pytest.raises(InputFileError, match="definitions of its own"):
        read_bytes(content.getvalue(), "a.docx")


@pytest.mark.parametrize(
    "unit", ["<", "<!--", "<a ", "</script", "&#x", "<table><tr><td>1", "1,", "[a](", "|", "- 1\n", "in in "]
)
def test_a_long_text_of_marks_is_read_or_refused(unit: str) -> None:
    """In time proportional to the text: in quadratic time this would not end."""
    text = unit * (160_000 // len(unit))
    for name in ("a.html", "a.md", "a.txt"):
        with suppress(InputFileError):
            assert read_bytes(text.encode(), name).name == name


@given(st.text(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html"]))
@example("'", "a.txt")
def test_any_text_is_read_and_every_place_is_in_it(text: str, name: str) -> None:
    content = text.encode("utf-8", "surrogatepass").replace(b"\0", b" ")
    try:
        document = read_bytes(content, name)
    except InputFileError:
        return
    lines = content.decode("utf-8", "replace").count("\n") + 1
    for block in document.blocks:
        for offset in range(len(block.text)):
            assert 1 <= block.place(offset).line <= lines


@pytest.mark.parametrize("text", ["1,734,686 " * 5_000, "x" * 50_000, "a " * 2_500])
def test_no_sentence_is_longer_than_people_write_and_none_is_lost(text: str) -> None:
    [block] = read_bytes(text.encode(), "text").blocks
    found = list(sentences(block, Clock()))
    assert max(len(sentence.text) for sentence in found) <= LONGEST
    assert "".join(sentence.text for sentence in found).split() == block.text.split() or " " not in block.text
    assert sum(len(sentence.text) for sentence in found) >= len(block.text.strip())
