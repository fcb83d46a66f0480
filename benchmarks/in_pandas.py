"""Four questions with pandas, from CBP's CSVs: what `encounters` answers from its store.

    python benchmarks/in_pandas.py summary|total|as-known|by-group PATH

PATH is a CSV for the first two, else a folder of releases; a release is known from the month its folder is named for.
"""

import sys
from pathlib import Path

import pandas as pd

MIX = ("Component", "Demographic", "Citizenship Grouping", "Title of Authority")
MONTHS = ["OCT", "NOV", "DEC", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP"]
COUNT, MONTH = "Encounter Count", "Month (abbv)"


def read(path: Path) -> pd.DataFrame:
    rows = pd.read_csv(path, dtype={"Fiscal Year": str})
    return rows.assign(year=rows["Fiscal Year"].str.slice(0, 4).astype(int), release=path.parent.name)


def newest(files: list[Path]) -> pd.DataFrame:
    """The rows of the newest release of each month."""
    rows = pd.concat([read(path) for path in files])
    return rows[rows["release"] == rows.groupby(["year", MONTH])["release"].transform("max")]


def of_year(rows: pd.DataFrame, year: int) -> int:
    return int(rows.loc[rows["year"] == year, COUNT].sum())


def summary(path: Path) -> None:
    rows = read(path)
    now, total, earlier = rows[rows["year"] == 2022], of_year(rows, 2022), of_year(rows, 2021)
    monthly = now.groupby(MONTH)[COUNT].sum().reindex(MONTHS)
    peak = monthly.idxmax(), int(monthly.max())
    print(total, f"{total / 12:.1f}", f"{total / 365:.1f}", *peak, f"{total / earlier:.3f}", total - earlier)
    for column in MIX:
        for label, count in now.groupby(column)[COUNT].sum().sort_values(ascending=False).items():
            print(column, label, int(count), f"{count / total:.1%}")


def total(path: Path) -> None:
    print(of_year(read(path), 2022))


def as_known(path: Path) -> None:
    rows = newest([file for file in path.glob("*/*-state.csv") if file.parent.name <= "2023-12"])
    print(of_year(rows[rows["Land Border Region"].str.lower().str.startswith("southwest")], 2023))


def by_group(path: Path) -> None:
    rows = newest(list(path.glob("*/sbo-*.csv")))
    counts = rows[rows["year"] <= 2025].groupby(["year", MONTH, "Citizenship Grouping"])[COUNT].sum().items()
    for (year, month, group), count in sorted(counts, key=lambda row: (row[0][0], MONTHS.index(row[0][1]), row[0][2])):
        print(year, month, group, int(count))


if __name__ == "__main__":
    asked = {"summary": summary, "total": total, "as-known": as_known, "by-group": by_group}
    asked[sys.argv[1]](Path(sys.argv[2]))
