"""Bars for categories: within the width, at least a sliver for what is there, and to the left for what is less."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from encounters.render.bars import bars

CHANGES = [("FY2020", -519_000), ("FY2021", 1_276_598), ("FY2022", 3), ("FY2023", None)]


def test_changes_lie_on_both_sides_of_zero() -> None:
    shown = bars(CHANGES, "change", 60, ascii_only=False)
    assert shown.splitlines() == [
        "FY2020  ████████████ -519,000",
        "FY2021              █████████████████████████████ +1,276,598",
        "FY2022              ▏ +3",
        "FY2023",
    ]


def test_long_names_are_cut_but_never_made_the_same() -> None:
    one, other = "A long name of an area, Sector", "A long name of an area, Field Office"
    alike = bars([(one, 1), (other, 2)], "count", 40, ascii_only=False)
    first, second = (line.split("  ")[0] for line in alike.splitlines())
    assert first != second
    assert (first, second) == ("A long name of an area, Sec…", "A long name of an area, Fie…")
    assert "…" in bars([(one, 1), ("Short", 2)], "count", 40, ascii_only=False)


@given(
    st.lists(st.none() | st.integers(-(10**7), 10**7) | st.floats(-1e6, 1e6), min_size=1, max_size=12),
    st.integers(40, 200),
    st.booleans(),
)
def test_any_numbers_fit_any_width(values: list[float | None], width: int, ascii_only: bool) -> None:
    shown = bars([(f"Name {place}", value) for place, value in enumerate(values)], "change", width, ascii_only)
    lines = shown.splitlines()
    assert len(lines) == len(values)
    assert max(map(len, lines)) <= width
    assert not ascii_only or shown.isascii()
    assert ascii_only or all(
        any(block in line for block in "█▉▊▋▌▍▎▏") for line, value in zip(lines, values, strict=True) if value
    )
