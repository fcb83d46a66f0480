"""Bars for categories: within the width, at least a sliver for what is there, and to the left for what is less."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from encounters.render.bars import bars

CHANGES = [("FY2020", -519_000), ("FY2021", 1_276_598), ("FY2022", 3), ("FY2023", None)]


def test_changes_lie_on_both_sides_of_zero() -> None:
    assert bars(CHANGES, "change", 60) == [
        "FY2020  ████████████ -519,000",
        "FY2021              █████████████████████████████ +1,276,598",
        "FY2022              ▏ +3",
        "FY2023",
    ]


def test_long_names_are_broken_between_words() -> None:
    names = ("A long name of an area, Sector", "A long name of an area, Field Office", "Short")
    drawn = bars([(name, place) for place, name in enumerate(names)], "count", 40)
    assert [" ".join(line.split("  ")[0] for line in entry.splitlines()) for entry in drawn] == list(names)
    assert max(len(line) for entry in drawn for line in entry.splitlines()) <= 40


@given(
    st.lists(st.none() | st.integers(-(10**7), 10**7) | st.floats(-1e6, 1e6), min_size=1, max_size=12),
    st.text("abc ,", max_size=90),
    st.integers(40, 200),
)
def test_any_numbers_and_names_fit_any_width(values: list[float | None], name: str, width: int) -> None:
    drawn = bars([(f"Name {place}{name}", value) for place, value in enumerate(values)], "change", width)
    assert len(drawn) == len(values)
    assert max(len(line) for entry in drawn for line in entry.splitlines()) <= width
    assert all(any(block in entry for block in "█▉▊▋▌▍▎▏") for entry, value in zip(drawn, values, strict=True) if value)
