"""`encounters draft`."""

from __future__ import annotations

from typing import Annotated

from encounters.cli.answer import show
from encounters.cli.outputs import DraftedOptions
from encounters.cli.spread import argument, option


def command(
    document: Annotated[str, argument("A .txt, .md, .html, .docx or .pdf file; '-' is text from stdin.", "DOCUMENT")],
    output: DraftedOptions,
    published: Annotated[
        str | None,
        option("When the document was published, if it does not say.", "--published", metavar="DATE"),
    ] = None,
) -> int:
    """Draft the claims that a document makes, with their verdicts.

    Each number about encounters is read from its words and tried on the data; nothing of the document leaves this
    machine. Only what the words state in full can come out contradicted; the rest is confirmed or unclear.
    -o claims.toml writes a claims file to look over, for check.

    $ encounters draft news.txt --published 2024-01-27
    $ encounters draft article.md -o claims.toml
    $ encounters draft page.html -o checked.html
    """
    from encounters.documents.draft import draft
    from encounters.documents.read import read
    from encounters.periods import parse_date
    from encounters.render.emit import refuse_overwriting
    from encounters.render.formats import refuse_unable
    from encounters.store.holdings import open_store

    refuse_unable(output.chosen, "Drafted")
    refuse_overwriting(output.output, [document])
    day = parse_date(published) if published else None
    drafted = draft(open_store(output.store), read(document, day))
    notes = [drafted.told] if output.output not in (None, "-") or output.chosen != "table" else []
    return show(drafted, output, notes)
