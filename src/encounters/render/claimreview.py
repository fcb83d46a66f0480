"""A checked report as schema.org ClaimReview in JSON-LD, for a page that publishes the check.

`alternateName` is the verdict. `ratingValue` only orders the six as the vocabulary demands, from 1 for contradicted
to 6 for confirmed; not checkable stands in the middle and says nothing either way. Whoever publishes it adds
`author`, `url` and `datePublished` of the review, which this program does not know.
"""

from __future__ import annotations

from typing import Any

from encounters.render.evidence import claimed, reasons, recomputed
from encounters.render.formats import Look
from encounters.render.letters import printable
from encounters.render.machine import document_text
from encounters.verdicts import MEANING, Checked, Verdict, Word

RATING = {
    Word.CONTRADICTED: 1,
    Word.MISDESCRIBED: 2,
    Word.NOT_CHECKABLE: 3,
    Word.IMPRECISE: 4,
    Word.AT_VINTAGE: 5,
    Word.CONFIRMED: 6,
}


def claimreview(checked: Checked, look: Look) -> str:
    """All claims as one graph, safe to put into a <script> of a page."""
    graph = [_review(checked, verdict) for verdict in checked.verdicts]
    text = document_text({"@context": "https://schema.org", "@graph": graph}, look)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _review(checked: Checked, verdict: Verdict) -> dict[str, Any]:
    quote = printable(verdict.quote or verdict.claimed.says)
    explained = reasons(verdict) or MEANING[verdict.word]
    return {
        "@type": "ClaimReview",
        "identifier": verdict.id,
        "claimReviewed": quote,
        "itemReviewed": _item(checked, quote),
        "reviewRating": {
            "@type": "Rating",
            "alternateName": str(verdict.word),
            "ratingValue": RATING[verdict.word],
            "worstRating": 1,
            "bestRating": 6,
            "ratingExplanation": explained,
        },
        "reviewBody": f"Claimed: {claimed(verdict)}. Recomputed: {recomputed(verdict)}.",
    }


def _item(checked: Checked, quote: str) -> dict[str, Any]:
    """The claim as made: in which work, by whom, when; what is not known is left out."""
    report = checked.report
    work = _given({"@type": "CreativeWork", "name": report.get("title"), "url": report.get("url")})
    author = _given({"@type": "Organization", "name": report.get("author")})
    return _given(
        {
            "@type": "Claim",
            "text": quote,
            "author": author if len(author) > 1 else None,
            "datePublished": report.get("published"),
            "appearance": work if len(work) > 1 else None,
        }
    )


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
