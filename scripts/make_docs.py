"""Pages made from the program itself: `python scripts/make_docs.py` writes the figures and the command reference.

A test fails when they are not what the program says today.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
from pathlib import Path

from encounters.cli.app import run
from encounters.cli.program import COMMANDS
from encounters.config import KNOWN
from encounters.figures import FIGURES, Figure
from encounters.periods import WINDOWS
from encounters.tables.explain import figure as explained
from encounters.tables.terms import TERMS, Term

ROOT = Path(__file__).resolve().parents[1]
DOCS, PACKAGE = ROOT / "docs", ROOT / "src/encounters"
# The order of imports, which tests/test_architecture.py keeps.
ROOMS = re.findall(
    r'^    "(\w+)",$',
    (ROOT / "tests/test_architecture.py").read_text("utf-8").split("ROOMS = [")[1].split("]")[0],
    re.M,
)
MADE = "<!-- Made by scripts/make_docs.py; do not edit. -->"

FIGURES_INTRO = """\
# Figures

Every statistic is declared once, with the form that it has, and the command line, claims files, the search, the Python
API and this page read it from there. `encounters measure FIGURE` prints one number,
`encounters explain FIGURE` what stands below.

A figure works alone and with `--by`, which gives one value for each category. Like periods are all fiscal years for a
fiscal year, all months for a month, and the same months of other years for anything else. What a figure does not read
(`--against` for a total, `--of` for an average) is an error, never ignored. What it is compared with, and what a share
is of, stand under every answer, in words and in JSON (`against`, `than`, `of`).

`--series NAME` asks a [published series](bundled-series.md) instead of CBP's releases: only what that series holds.

| statement | figure and options |
|---|---|
| the highest or the lowest month of a period | `peak`, `lowest` |
| the highest or the lowest since | `record`, with `--lowest` |
| the third-highest, the second-lowest | `rank`, with `--lowest` |
| the highest for a May, on record | `record` or `rank` of the month, with `--among same-months` |
| months above or below a number, or never | `months-above`, `months-below`, with `--threshold` |
| so many straight months above it | the same with `--in-a-row` |
| months that rose one after the other | `streak` |
| the second-largest nationality, the largest sector | `category-rank`, with `--citizenship` or `--area` |
| an average a year over several years | `yearly-average` |
| so many more than the average of some years | `change-on-mean`, `percent-change-on-mean`, with `--against` |
| a month against a year's monthly average | `multiple-on-mean`, with `--against` |
| one group against another: more Cubans than Hondurans | `change`, `percent-change`, `multiple`, with `--than` |
| so many more a day | `daily-change`, `daily-percent-change` |
| a share that rose by so many points | `share-change` |

| figure | unit | what it is |
|---|---|---|
"""

ROOMS_INTRO = """\
# Rooms and modules

Every module by its first line, room by room, in the order of imports: each imports only from its own room and those
above it. [The house](architecture.md) says why.

"""

COMMANDS_INTRO = """\
# Command reference

What each command says of itself with `--help`. Flags mean the same everywhere, and may stand before the command or
after it.

"""


GLOSSARY_INTRO = """\
# Glossary

What the words of the field mean here, each with where it is defined. `encounters explain WORD` says the same in the
terminal, and `encounters explain FIGURE` what a [figure](figures.md) is.

"""

SETTINGS_INTRO = """\
# Settings

A setting is taken from its flag, else its environment variable, else the settings file, else its default.
`encounters status` lists each with its value and where that came from. A name in the file that is no setting, and a
value that is none, are errors.

The file is `config.toml` in the settings folder of the user, or the file that `ENCOUNTERS_CONFIG` names:

| system | file |
|---|---|
| Linux | `~/.config/encounters/config.toml`, or in `$XDG_CONFIG_HOME` |
| macOS | `~/Library/Application Support/encounters/config.toml` |
| Windows | `%LOCALAPPDATA%\\encounters\\config.toml` |

Without `store`, releases are kept in `~/.local/share/encounters` (or in `$XDG_DATA_HOME`) on Linux, and beside the
settings file on macOS and Windows.

```toml title="config.toml"
store = "/data/encounters"
cbp_url = "https://mirror.example.org/cbp"
total_timeout = 900
```

A setting's environment variable is `ENCOUNTERS_` and its name in capitals, as `ENCOUNTERS_STORE`.

| setting | what it is | default | flag |
|---|---|---|---|
"""


PERIODS_INTRO = """\
# Periods

A period is a run of whole months: CBP publishes nothing finer. It is written as a word or two after the command, as
`--year`, with `-p`, or with `--from` and `--to`; in claims files as `period`. Every answer prints what was meant in
full.

| written | meant |
|---|---|
| `FY2021`, `fiscal 2021`, `--year 2021` | October 2020 to September 2021 |
| `CY2021`, `calendar 2021`, `--year 2021 --calendar` | January to December 2021 |
| `summary 2021`, `trend 2021-2023`, `compare 2025 2024` | fiscal years; with `--calendar` calendar ones |
| `2022-04`, `April 2022`, `Apr. 2022`, `04/2022` | a month |
| `2023Q2`, `second quarter of 2023` | April to June 2023 |
| `FY2023Q2`, `2nd quarter of fiscal 2023` | January to March 2023 |
| `2023H1`, `first half of 2023`; `FY2023H1` | January to June 2023; October 2022 to March 2023 |
| `FY2021-22`, `fiscal years 2021 to 2022` | October 2020 to September 2022 |
| `2021-01..2022-03`, `January 2021 to March 2022`, `Jan-Mar 2022` | from one month to another |
| `FYTD 2022-04`, `FY2022 to April` | October 2021 to April 2022 |

A bare year in `-p`, `--from`, `--to` and claims files is refused, because a fiscal and a calendar year are different
things.

## Counted from the newest month

These mean something else when a new release has come. They are counted from the newest month on hand, as on the day
when its counts came out, so that an answer changes with the data and never with the clock; with `--as-of`, from the
newest month of then. Split or narrowed by a dimension that fewer releases have, they are counted from the newest month
that has it, which is told: by sector the newest month is an earlier one. Claims files refuse them.

| written | meant |
|---|---|
| `latest`, `now`, `last month` | the newest month |
| `all` | all months on hand |
| `since 2021-01`, `2021-01..now`, `--from 2021-01` | from then to the newest month |
| `since Title 42 ended`, `after FY2023` | from the month after to the newest |
| `before 2021-01` | from the first month on hand to the month before |
| `this year`, `year to date`; `this calendar year` | the fiscal or calendar year of the newest month, to date |
| `last year`, `last 4 fiscal years`; `last 2 calendar years` | the years before it, whole |
| `this quarter`, `last quarter` | the quarter of the newest month, to date; the one before, whole |
| `last December` | the newest month of that name |
| `FY2026 so far`, `2026 to date` | that year, as far as there are counts |
| `last 12 months`, `past 3 years` | as many months, the newest the last |
| `this month`, `today` | refused: there are no counts yet |

## Windows by name

Presidents' terms begin on 20 January: that January is counted with the term that ends in it. A month in which Title 42
expulsions were made on some days is one of theirs. Further words are understood, as in `during Title 42`,
`Trump's first term`, `biden`.

| window | months | stands for | source |
|---|---|---|---|
"""


def pages() -> dict[str, str]:
    """Every made page: its file name and text."""
    return {
        "figures.md": figures_page(),
        "command-reference.md": commands_page(),
        "rooms.md": rooms_page(),
        "glossary.md": glossary_page(),
        "settings.md": settings_page(),
        "periods.md": periods_page(),
    }


def glossary_page() -> str:
    """The terms in the order of their names."""
    return f"{MADE}\n\n{GLOSSARY_INTRO}" + "\n".join(_term(each) for each in sorted(TERMS, key=_alphabet))


def _alphabet(each: Term) -> str:
    return each.name.casefold()


def periods_page() -> str:
    """How periods are written, and every window with its months, each in full."""
    rows = [
        f"| `{each.name}` | {each.first.name} to {each.last.name if each.last else 'the newest month'} | {each.days} "
        f"| {each.source} |"
        for each in WINDOWS.values()
    ]
    return f"{MADE}\n\n{PERIODS_INTRO}" + "\n".join(rows) + "\n"


def _term(each: Term) -> str:
    words = [word for word in each.words if word.casefold() != each.name]
    told = {"Also": ", ".join(words), "Ask": f"`{each.asked}`" if each.asked else "", "Source": _linked(each.source)}
    items = "\n".join(f"- **{name}**: {text}" for name, text in told.items() if text)
    return f"## {each.name[:1].upper()}{each.name[1:]}\n\n{each.meaning}\n\n{items}\n"


def _linked(source: str) -> str:
    """A source whose address, or page of this site, is a link."""
    return re.sub(r"\bdocs/([\w/-]+\.md)", r"[\1](\1)", source)


def settings_page() -> str:
    """Every setting with its places."""
    rows = [
        f"| `{each.name}` | {each.about} | {f'`{each.default}`' if each.default else ''} "
        f"| {f'`{each.flag}`' if each.flag else ''} |"
        for each in KNOWN.values()
    ]
    return f"{MADE}\n\n{SETTINGS_INTRO}" + "\n".join(rows) + "\n"


def figures_page() -> str:
    """The list of figures, then each in full."""
    lines = [f"| [{each.name}](#{each.name}) | {each.unit} | {each.summary} |" for each in FIGURES.values()]
    parts = "\n".join(map(_figure, FIGURES.values()))
    return f"{MADE}\n\n{FIGURES_INTRO}" + "\n".join(lines) + "\n\n" + parts


def _figure(each: Figure) -> str:
    items = {str(row["item"]): str(row["text"]) for row in explained(each.name).rows}
    definition, example = items.pop("definition"), items.pop("example")
    told = "\n".join(f"- **{item.capitalize()}**: {text}" for item, text in items.items())
    return f"## {each.name}\n\n{definition}\n\n{told}\n\n```console\n$ {example}\n...\n```\n"


def commands_page() -> str:
    """The help of every command, in 80 columns."""
    os.environ["COLUMNS"] = "80"
    parts = [f"## {name}\n\n```text\n{help_of(name)}```\n" for name in COMMANDS]
    return f"{MADE}\n\n{COMMANDS_INTRO}```text\n{help_of()}```\n\n" + "\n".join(parts)


def rooms_page() -> str:
    """What each module is, by room."""
    return f"{MADE}\n\n{ROOMS_INTRO}" + "\n".join(_room(name) for name in ROOMS if name != "__main__")


def _room(name: str) -> str:
    folder = PACKAGE / name
    if not folder.is_dir():
        return f"## {name}\n\n{_first_line(folder.with_suffix('.py'))}\n"
    paths = [path for path in sorted(folder.rglob("*.py")) if path.stem != "__init__" or path.parent != folder]
    rows = [f"| `{path.relative_to(folder).with_suffix('')}` | {_first_line(path)} |" for path in paths]
    return f"## {name}/\n\n| module | what it is |\n|---|---|\n" + "\n".join(rows) + "\n"


def _first_line(path: Path) -> str:
    doc = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return " ".join(doc.split("\n\n")[0].split()).replace("|", "\\|")


def help_of(*words: str) -> str:
    """What the program prints for `--help`."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        run([*words, "--help"])
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
        print(f"wrote docs/{name}")
