"""The rooms of docs/architecture.md: a module imports only from its own room and from those above it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "encounters"
ROOMS = [
    "errors",
    "version",
    "config",
    "periods",
    "names",
    "release",
    "results",
    "verdicts",
    "wording",
    "cbp",
    "store",
    "fetch",
    "figures",
    "search",
    "claims",
    "documents",
    "tables",
    "render",
    "api",
    "cli",
    "__main__",
]

# module -> rooms it may not enter although they stand above it
CLOSED = {
    "render/*": {"cbp", "store", "fetch", "figures", "search", "claims", "documents", "tables"},  # it sees results only
    "figures/*": {"store"},  # a definition sees lists of counts
}
OPEN = {
    "figures/by_month.py": {"store"},
    "figures/measure.py": {"store"},
    "figures/printed.py": {"store"},
    "figures/evidence.py": {"store"},
    "figures/from_series.py": {"store"},
    "figures/gather.py": {"store"},
    "render/machine.py": {"tables"},  # for a table's rows as programs have them, which the API has too
    "render/markdown.py": {"tables"},
    "render/excel.py": {"tables"},
    # a checked report becomes words in one place; the machine formats print the verdicts themselves
    "render/told.py": {"claims"},
    "render/told_claim.py": {"claims"},
    "render/checks_machine.py": {"claims"},
    "render/formats.py": {"claims", "documents"},
    "render/draft.py": {"documents"},
    "render/draft_page.py": {"documents"},
}

# library -> the only modules that may import it; nobody may import click, because typer brings its own
SOLE_USERS = {
    "click": [],
    "httpx": ["fetch/line.py"],
    "plotext": ["render/canvas.py"],
    "jinja2": ["render/page.py"],
    "resvg_py": ["render/image.py"],
    "xlsxwriter": ["render/excel.py"],
    "numpy": ["search/*"],
    "rich": ["render/progress.py"],
    "pypdfium2": ["documents/portable.py"],
    "typer": ["cli/*"],
}
HEAVY = {"httpx", "jinja2", "numpy", "plotext", "polars", "resvg_py", "rich", "xlsxwriter"}
IMPORTING = {"encounters.cbp.parse", "encounters.store.belief", "encounters.store.ingest"}
TELL_HEAVY = f"""
import sys
from encounters.cli.app import main
try:
    sys.exit(main())
finally:
    sys.stderr.write("\\nloaded: " + " ".join({HEAVY | IMPORTING!r} & set(sys.modules)))
"""


def imports(module: str, source: str) -> Iterator[tuple[int, str, bool]]:
    """Line, dotted name, and whether it runs as soon as the module is imported, of every import."""
    tree = ast.parse(source)
    here = ["encounters", *module.removesuffix(".py").split("/")]
    for node in ast.walk(tree):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        base = here[: -node.level] if isinstance(node, ast.ImportFrom) and node.level else []
        if isinstance(node, ast.ImportFrom) and node.module:
            base = [*base, node.module]
        for name in node.names:
            yield node.lineno, ".".join([*base, name.name]), node in tree.body


def problems(module: str, source: str) -> Iterator[str]:
    """What the module imports and may not."""
    room = module.split("/")[0].removesuffix(".py")
    if room not in [*ROOMS, "__init__"]:
        yield f"{module}: {room} is no room; the rooms are {', '.join(ROOMS)}"
        return
    closed = {name for pattern, names in CLOSED.items() if fnmatch(module, pattern) for name in names}
    for line, name, at_once in imports(module, source):
        library, *rest = name.split(".")
        if library != "encounters":
            if library in SOLE_USERS and not any(fnmatch(module, user) for user in SOLE_USERS[library]):
                yield f"{module}:{line} imports {library}; only {SOLE_USERS[library] or 'nobody'} may"
        elif room == "__init__":
            if at_once and rest[0] != "version":
                yield f"{module}:{line} imports {name} at once; the Python API imports inside functions"
        else:
            target = rest[0] if rest else ""
            if target not in ROOMS:
                yield f"{module}:{line} imports {name}; import from the room that has it"
            elif target != room and ROOMS.index(target) > ROOMS.index(room):
                yield f"{module}:{line} imports {name}; {target} stands below {room}"
            elif target in closed - OPEN.get(module, set()):
                yield f"{module}:{line} imports {name}; {module} may not see {target}"


def test_imports_go_up_only() -> None:
    modules = sorted(PACKAGE.rglob("*.py"))
    found = [p for m in modules for p in problems(m.relative_to(PACKAGE).as_posix(), m.read_text("utf-8"))]
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def targets(module: str, source: str, modules: Collection[str]) -> set[str]:
    """The package's modules that a module imports, inside functions too."""
    found = set()
    for _, name, _ in imports(module, source):
        parts = name.split(".")
        names = {".".join(parts[:end]) for end in (len(parts), len(parts) - 1)} & set(modules)
        found.add(max(names, key=len)) if names else None
    return found


def circle(arrows: Mapping[str, Collection[str]]) -> list[str]:
    """Modules that import each other in a circle, or none."""
    left = {name: set(to) for name, to in arrows.items()}
    while ends := [name for name, to in left.items() if not to & left.keys() - {name}]:
        for name in ends:
            del left[name]
    return sorted(left)


def test_no_module_imports_itself_by_way_of_others() -> None:
    sources = {
        ".".join(["encounters", *path.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(".__init__"): path
        for path in PACKAGE.rglob("*.py")
    }
    arrows = {
        name: targets(path.relative_to(PACKAGE).as_posix(), path.read_text("utf-8"), sources) - {name, "encounters"}
        for name, path in sources.items()
    }
    assert circle(arrows) == []


def test_a_circle_is_seen() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("errors.py", "from encounters.periods import Month"),
        ("store/ingest.py", "def f():\n    from encounters import figures"),
        ("store/ingest.py", "from encounters import measure"),
        ("store/ingest.py", "from ..claims import find"),
        ("store/ingest.py", "import httpx"),
        ("store/ingest.py", "import rich.table"),
        ("render/page.py", "import encounters.claims.verdict"),
        ("render/page.py", "import resvg_py"),
        ("figures/counts.py", "from encounters.store.selection import rows"),
        ("cli/app.py", "import click"),
        ("__init__.py", "from encounters.figures.measure import measure"),
        ("helpers.py", "import json"),
    ],
)
def test_a_wrong_import_is_seen(module: str, source: str) -> None:
    assert len(list(problems(module, source))) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        (
            "store/ingest.py",
            "from encounters.cbp import listing\nfrom . import disk\nfrom ..errors import StoreError",
        ),
        ("figures/measure.py", "from encounters.store.selection import rows"),
        ("render/progress.py", "from encounters.render.emit import note\nfrom rich.progress import Progress"),
        ("cli/app.py", "import typer\nfrom encounters.version import __version__"),
        ("__init__.py", "def measure():\n    from encounters.figures.measure import measure"),
    ],
)
def test_a_right_import_passes(module: str, source: str) -> None:
    assert not list(problems(module, source))


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["summary", "--help"]])
def test_help_loads_no_heavy_library(arguments: list[str]) -> None:
    assert loaded(arguments) == "loaded: "


def test_the_list_of_commands_is_shown_without_what_answers_them() -> None:
    told = "import sys\nfrom encounters.cli.app import run\nrun(['--help'])\nsys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert not {"msgspec", "encounters.results", "encounters.names"} & set(done.stderr.split())


@pytest.mark.parametrize(
    "arguments", [["summary", "--year", "2021"], ["measure", "total", "--year", "2021"], ["check", "sfrc-2022-06"]]
)
def test_a_question_loads_polars_and_nothing_of_imports(arguments: list[str], tmp_path: Path) -> None:
    assert loaded([*arguments, "--store", str(tmp_path)]) == "loaded: polars"


def loaded(arguments: list[str]) -> str:
    """What a command has loaded by its end, of what is heavy or for bringing releases in."""
    command = [sys.executable, "-c", TELL_HEAVY, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    return done.stderr.splitlines()[-1]


def test_no_two_files_of_tests_have_one_name() -> None:
    names = Counter(path.name for path in Path(__file__).parent.rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []
