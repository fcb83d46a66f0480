"""Four questions with DuckDB, from CBP's CSVs: what `encounters` answers from its store.

    python benchmarks/in_duckdb.py summary|total|as-known|by-group PATH

PATH is a CSV for the first two, else a folder of releases; a release is known from the month its folder is named for.
"""

import sys
from pathlib import Path

import duckdb

MIX = ("Component", "Demographic", "Citizenship Grouping", "Title of Authority")
MONTHS = ["OCT", "NOV", "DEC", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP"]
CELLS = """
create table cells as
select left("Fiscal Year", 4)::int as year, "Month (abbv)" as month, "Encounter Count"::int as encounters,
       parse_dirpath(filename) as release, *
from read_csv($files, all_varchar = true, union_by_name = true, filename = true)
"""
NEWEST = """
select year, month, {group} sum(encounters)
from cells join (select year, month, max(release) as release from cells group by 1, 2) using (year, month, release)
group by all
"""


def opened(files: list[str]) -> duckdb.DuckDBPyConnection:
    base = duckdb.connect()
    base.execute(CELLS, {"files": files})
    return base


def of_year(base: duckdb.DuckDBPyConnection, year: int) -> int:
    return base.execute("select sum(encounters) from cells where year = ?", [year]).fetchone()[0]


def summary(path: str) -> None:
    base = opened([path])
    total, earlier = of_year(base, 2022), of_year(base, 2021)
    month, peak = base.execute(
        "select month, sum(encounters) from cells where year = 2022 group by 1 order by 2 desc limit 1"
    ).fetchone()
    print(total, f"{total / 12:.1f}", f"{total / 365:.1f}", month, peak, f"{total / earlier:.3f}", total - earlier)
    for column in MIX:
        query = f'select "{column}", sum(encounters) from cells where year = 2022 group by 1 order by 2 desc'
        for label, count in base.execute(query).fetchall():
            print(column, label, count, f"{count / total:.1%}")


def total(path: str) -> None:
    print(of_year(opened([path]), 2022))


def as_known(path: str) -> None:
    files = [str(file) for file in Path(path).glob("*/*-state.csv") if file.parent.name <= "2023-12"]
    base = opened(files)
    base.execute("delete from cells where \"Land Border Region\" not ilike 'southwest%' or year <> 2023")
    print(sum(count for _, _, count in base.execute(NEWEST.format(group="")).fetchall()))


def by_group(path: str) -> None:
    base = opened([str(file) for file in Path(path).glob("*/sbo-*.csv")])
    base.execute("delete from cells where year > 2025")
    rows = base.execute(NEWEST.format(group='"Citizenship Grouping",')).fetchall()
    for year, month, group, count in sorted(rows, key=lambda row: (row[0], MONTHS.index(row[1]), row[2])):
        print(year, month, group, count)


if __name__ == "__main__":
    {"summary": summary, "total": total, "as-known": as_known, "by-group": by_group}[sys.argv[1]](sys.argv[2])
