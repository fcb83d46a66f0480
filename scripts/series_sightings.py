"""The reference series made from sightings: CBP's monthly releases; its pages on repeats, convictions, gangs.

One function a series, as in `series_tables`. Words of the files become codes or short scopes of our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from encounters.periods import Month, Period, parse_month
from series_pages import MEASURES
from series_tables import Row, Source, dated, read, source

READ_IN = "; read in a copy"
UNIQUE_SCOPES = {"not stated": "not stated", "nationwide": "nationwide", "southwest": "southwest"}
DEFINITIONS = {
    "same-fiscal-year": "same-fiscal-year",
    "average of same-fiscal-year rates": "average-of-years",
    "AP words it as a 12-month look-back": "previous-12-months",
    "people apprehended more than once": "more-than-once-in-span",
    "1 - unique/apprehensions": "one-less-people-per-apprehension",
    "GAO re-estimate (multi-year history, people with no removal record excluded)": "several-years",
}
RECIDIVISM_PERIODS = {"FY2020 (derived)": "FY2020", "FY2017-FY2020 average": "FY2017..FY2020"}
# CBP's pages show several years at once. The last month in which each page can have been read in this state.
PAGES = {"FY2018 page": Month(2018, 10), "FY2021 page": Month(2021, 5), "FY2024 page": Month(2024, 10)}
OFFENCES = (
    *(
        "assault_battery_domestic_violence",
        "burglary_robbery_larceny_theft_fraud",
        "driving_under_the_influence",
    ),
    *(
        "homicide_manslaughter",
        "illegal_drug_possession_trafficking",
        "illegal_entry_reentry",
        "illegal_weapons",
    ),
    *("sexual_offenses", "other"),
)
GANGS = {
    "ALL": "all",
    "MS-13": "ms-13",
    "18th Street": "18th-street",
    "Paisas": "paisas",
    "Surenos (Sur-13)": "surenos-sur-13",
    "Pacific Street Gang": "pacific-street-gang",
    "Partido Revolucionario Mexicano (PRM)": "partido-revolucionario-mexicano",
}
FIGURES = {
    "ICE ERO administrative arrests": "ice-administrative-arrests",
    "ICE ERO arrests with convictions or pending charges": "ice-arrests-with-convictions-or-charges",
    "ICE ERO convictions and charges": "ice-convictions-and-charges",
    "ICE ERO homicide-related": "ice-homicide-offences",
    "ICE ERO kidnappings": "ice-kidnappings",
    "ICE ERO assaults": "ice-assaults",
    "ICE ERO sex crimes": "ice-sex-offences",
    "Special interest aliens, 2018": "special-interest-aliens",
    "DHS planning for daily arrivals after Title 42": "planned-arrivals-per-day",
}
FIGURE_PERIODS = {"planning scenario, March 2022": "2022-03", "2018": ""}
RANGES = {"12000 to 18000": "18000", "7100 / 12000 / 18000": "18000"}


def official(folder: Path, file: str) -> dict[tuple[str, str, str], Source]:
    """CBP's own page for the figures of a file, by month, field and value, where its address is known.

    Where the figure itself was not seen on the page, the title names the copy it was read in.
    """
    return {
        (row["month_or_fiscal_year"], row["field"], row["value"]): Source(
            f"CBP: {row['official_title']}" + ("" if row["seen"] == "figure seen" else READ_IN),
            row["official_url"].replace("://cbp.gov/", "://www.cbp.gov/"),
        )
        for row in read(folder / "reference/sources/official_sources.csv")
        if row["file"] == file and row["official_url"] and row["official_title"] and row["agrees"] != "no"
    }


def cited(row: dict[str, str], known: Source | None) -> Source:
    """CBP's own page where it is known, else the source that the row names."""
    own = source(row)
    if known is None or "cbp.gov/" in own.url:
        return own
    return Source(known.title.replace(READ_IN, f" (address known; read in: {own.title} <{own.url}>)"), known.url)


def sightings(folder: Path, *fields: str) -> Iterator[tuple[dict[str, str], Row]]:
    """The printed values of some fields of CBP's monthly releases, dated by the release where it is known."""
    releases = {
        row["month"]: row["cbp_release_date"]
        for row in read(folder / "reference/monthly_updates.csv")
        if row["row_type"] == "primary"
    }
    pages = official(folder, "monthly_updates.csv")
    for row in read(folder / "reference/monthly_updates_evidence.csv"):
        if row["field"] in fields:
            published = releases.get(row["month"]) or row["published"]
            made: Row = {
                "period": row["month"],
                "value": row["value"],
                "status": row["status"],
                "source": cited(row, pages.get((row["month"], row["field"], row["value"]))),
                **dated(published, parse_month(row["month"]) + 1),
            }
            yield row, made


def repeat_share(folder: Path) -> Iterator[Row]:
    """CBP's whole percents, each with the baseline its release printed and that baseline's own source."""
    baselines = {row["month"]: row for row, _ in sightings(folder, "baseline_repeat_share")}
    for row, made in sightings(folder, "repeat_share"):
        baseline = baselines.get(row["month"])
        yield made | {
            "baseline": baseline["value"] if baseline else "",
            "baseline_period": "FY2014..FY2019" if baseline else "",
            "baseline_source_url": baseline["source_url"] if baseline else "",
        }


def unique_individuals(folder: Path) -> Iterator[Row]:
    """People counted once, with the scope CBP gave."""
    for row, made in sightings(folder, "unique_individuals"):
        scope = next(short for start, short in UNIQUE_SCOPES.items() if row["scope"].startswith(start))
        yield made | {"scope": scope}


def first_published(folder: Path) -> Iterator[Row]:
    """Encounters and groups within them as the month's own release gave them."""
    fields = [name for name in MEASURES if "_" in name]
    for row, made in sightings(folder, *fields):
        component = "usbp" if row["field"] == "sw_usbp_encounters" else "all"
        yield made | {"component": component, "category": MEASURES[row["field"]]}


def revisions(folder: Path) -> Iterator[Row]:
    """Restated totals and the month as of which they held, by the day where the source's date lies in it."""
    for row in read(folder / "reference/monthly_revisions.csv"):
        published = row["published"] if row["published"].startswith(row["as_of"]) else row["as_of"]
        yield {
            "period": row["month"],
            "value": row["sw_encounters"],
            "vintage": f"as of {row['as_of']}",
            "published": published,
            "first_published": row["first_published"],
            "source": source(row),
        }


def recidivism(folder: Path) -> Iterator[Row]:
    """The fiscal-year rate, and the other rates that are printed under the same name."""
    for row in read(folder / "reference/recidivism_by_fiscal_year.csv"):
        text = RECIDIVISM_PERIODS.get(row["period"], row["period"] if row["fiscal_year"] else "")
        yield {
            "period": text,
            "value": row["recidivism_rate"],
            "definition": DEFINITIONS[row["definition"]],
            "scope": row["scope"].removesuffix(" (all borders)").removesuffix(" crossings").replace("USBP", "usbp"),
            "status": row["status"],
            "source": source(row),
            **dated(row["published"], Period.parse(text).last + 1 if text else Month(2021, 2)),
        }


def year_row(row: dict[str, str]) -> Row:
    """What the yearly tables with vintages have in common."""
    year = Period.fiscal_year(int(row["fiscal_year"]))
    vintage, through = row["vintage"], row["through_month"]
    if vintage.startswith("year to date"):
        vintage = "year to date"
    elif vintage.startswith("final") and "year to date" not in vintage:
        through = through or str(year.last)
    page = next((month for name, month in PAGES.items() if name in vintage), None)
    return {
        "period": str(year),
        "vintage": vintage,
        "through": through,
        "status": row["status"],
        "source": source(row),
        **dated(row["published"], page or (parse_month(through) + 1 if through else None)),
    }


def criminal_noncitizens(folder: Path) -> Iterator[Row]:
    """Arrests, and convictions by offence. What another final row confirms is not in conflict."""
    rows = read(folder / "reference/criminal_noncitizens_by_fiscal_year.csv")
    agreed = {
        (row["fiscal_year"], column, row[column])
        for row in rows
        if row["status"] == "ok" and row["vintage"].startswith("final")
        for column in ("arrests", *OFFENCES)
    }
    for row in rows:
        for column in ("arrests", *OFFENCES):
            if row[column]:
                made = year_row(row) | {
                    "category": column.replace("_", "-"),
                    "value": row[column],
                    "unit": "arrests" if column == "arrests" else "convictions",
                }
                if made["status"] == "conflict" and (row["fiscal_year"], column, row[column]) in agreed:
                    made["status"] = "ok"
                yield made


def gangs(folder: Path) -> Iterator[Row]:
    """Arrests by gang, and of all gangs together."""
    for row in read(folder / "reference/gang_affiliated_by_fiscal_year.csv"):
        yield year_row(row) | {"category": GANGS[row["gang"]], "value": row["count"]}


def other_figures(folder: Path) -> Iterator[Row]:
    """Figures of other agencies, but for those recomputed from CBP's own months and those not found."""
    for row in read(folder / "reference/other_claims.csv"):
        if row["claim"] in FIGURES and row["found_value"]:
            yield {
                "period": FIGURE_PERIODS.get(row["period"], row["period"]),
                "category": FIGURES[row["claim"]],
                "value": RANGES.get(row["found_value"], row["found_value"].removeprefix(">")),
                "unit": row["unit"],
                "published": row["published"],
                "status": row["status"],
                "source": source(row),
            }
