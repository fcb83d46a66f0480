"""Fiscal year 2021 from CBP's CSV with pandas: what `encounters summary --year 2021` tells."""

import sys

import pandas as pd

MIX = {
    "component": "Component",
    "demographic": "Demographic",
    "citizenship": "Citizenship Grouping",
    "authority": "Title of Authority",
}
MONTHS = ["OCT", "NOV", "DEC", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP"]

rows = pd.read_csv(sys.argv[1], dtype={"Fiscal Year": str})
rows["year"] = rows["Fiscal Year"].str.slice(0, 4).astype(int)
now, before = rows[rows["year"] == 2021], rows[rows["year"] == 2020]
total, earlier = now["Encounter Count"].sum(), before["Encounter Count"].sum()
monthly = now.groupby("Month (abbv)")["Encounter Count"].sum().reindex(MONTHS)
print(f"total {total:,.0f}")
print(f"monthly average {total / 12:,.1f}")
print(f"daily average {total / 365:,.1f}")
print(f"peak {monthly.idxmax()} {monthly.max():,.0f}")
print(f"against 2020 {earlier:,.0f}: {total / earlier:.3f} times, {total - earlier:+,.0f}, {total / earlier - 1:+.1%}")
for name, column in MIX.items():
    parts = now.groupby(column)["Encounter Count"].sum().sort_values(ascending=False)
    for label, count in parts.items():
        print(f"{name} {label} {count:,.0f} {count / total:.1%}")
