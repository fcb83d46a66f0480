"""Fiscal year 2021 from CBP's CSV with DuckDB: what `encounters summary --year 2021` tells."""

import sys

import duckdb

MIX = {
    "component": "Component",
    "demographic": "Demographic",
    "citizenship": "Citizenship Grouping",
    "authority": "Title of Authority",
}

base = duckdb.connect()
base.execute(
    """create table cells as
    select left("Fiscal Year"::varchar, 4)::int as year, "Month (abbv)" as month, "Encounter Count" as encounters,
           "Component", "Demographic", "Citizenship Grouping", "Title of Authority"
    from read_csv(?)""",
    [sys.argv[1]],
)
(total,), (earlier,) = (
    base.execute("select sum(encounters) from cells where year = ?", [year]).fetchone() for year in (2021, 2020)
)
month, peak = base.execute(
    "select month, sum(encounters) from cells where year = 2021 group by month order by 2 desc limit 1"
).fetchone()
print(f"total {total:,.0f}")
print(f"monthly average {total / 12:,.1f}")
print(f"daily average {total / 365:,.1f}")
print(f"peak {month} {peak:,.0f}")
print(f"against 2020 {earlier:,.0f}: {total / earlier:.3f} times, {total - earlier:+,.0f}, {total / earlier - 1:+.1%}")
for name, column in MIX.items():
    query = f'select "{column}", sum(encounters) from cells where year = 2021 group by 1 order by 2 desc'
    for label, count in base.execute(query).fetchall():
        print(f"{name} {label} {count:,.0f} {count / total:.1%}")
