"""Pin every version with its hashes, one complete file per environment: `make lock`.

`--universal` keeps the hashes of every platform's wheels, so that one file serves Linux, macOS and Windows.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = Path(sys.executable).with_name("uv")
# The run-time versions come first and hold in the others: the tests run what the user runs.
FILES: dict[str, list[str]] = {
    "run": ["pyproject.toml"],
    "build": ["--group", "build"],
    "dev": ["pyproject.toml", "--group", "dev"],
    "bench": ["pyproject.toml", "--group", "bench"],
    "docs": ["pyproject.toml", "--group", "docs"],
}
COMPILE = ["pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
PLAIN = ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]


def main(options: list[str]) -> None:
    """Write requirements/*.txt; `options` (such as --upgrade) go to the resolver."""
    held: list[str] = []
    for name, sources in FILES.items():
        pins = f"requirements/{name}.txt"
        command = [str(UV), *COMPILE, *PLAIN, *options, *held, *sources, "--output-file", pins]
        environ = os.environ | {"UV_PYTHON_DOWNLOADS": "never"}
        subprocess.run(command, cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL)
        if name in ("run", "build"):
            held += ["--constraints", pins]


if __name__ == "__main__":
    main(sys.argv[1:])
