"""The claims file to start from: each kind of claim once, every key explained."""

from __future__ import annotations

STARTER = """\
# A claims file: the figures a text prints, so that 'encounters check FILE' can recompute each.
# Every key, verdict and reason is explained in docs/claims.md.
schema = 1

[report]
title = "Title of the text"
author = "Who wrote it"
url = "https://example.org/text"
published = 2022-06-01
# When the writer looked the figures up. A figure that CBP has revised since is tried on what was published by then.
accessed = 2022-05-19

# A number. 'says' is the wording as printed; it decides what is accepted.
[[claim]]
id = "total-2021"
quote = "more than 1.7 million encounters"
where = "page 1"
figure = "total"                # encounters explain lists all figures
period = "FY2021"               # or CY2021, 2021-01..2022-03, 2022-04, FYTD 2022-04
says = "more than 1.7 million"
# component = "usbp"            # also: citizenship, demographic, authority, area, state, region

# A multiple or a change, against another period.
[[claim]]
id = "times-2020"
quote = "nearly four times as many as the year before"
figure = "multiple"
period = "FY2021"
against = "FY2020"
says = "nearly four times as many"

# A share of a whole.
[[claim]]
id = "mexico-share"
quote = "38% were from Mexico"
figure = "share"
period = "FY2021"
citizenship = "mexico"
says = "38%"

# Arithmetic on numbers that the text itself gives.
[[claim]]
id = "per-arrest"
quote = "about four for each arrest"
arithmetic = "374,000 / 103,603"
says = "about four"

# A record, always within a series.
[[claim]]
id = "record"
quote = "the highest since fiscal year 2019"
record = "since FY2019"
period = "FY2021"

# What no data on hand decides: listed, with what would be needed.
[[claim]]
id = "spending"
quote = "$1.7 billion"
needs = "a study of migrants' spending"
source = "the study the text cites"
"""
