"""PDF to the text of its pages, read by a process of its own: what a damaged file does to the reader ends with it.

Run as a module it reads a PDF from stdin and writes JSON. Nothing of the document is kept.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec

from encounters.errors import InputFileError, UsageError

SECONDS = 40
MEMORY = 1_300_000_000
PAGES = 3_000
LETTERS = 3_000_000


def pages(content: bytes, name: str) -> list[str]:
    """The text of each page. Raises InputFileError, and UsageError where the reader is not installed."""
    if find_spec("pypdfium2") is None:
        raise UsageError(
            f"{name} is a PDF, and what reads PDFs is not installed.",
            "pip install '.[pdf]' in a checkout, or give the text.",
        )
    command = [sys.executable, "-I", "-m", __name__]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise InputFileError(name, f"is a PDF that could not be read in {SECONDS} seconds") from None
    if done.returncode:
        raise InputFileError(name, "is a damaged or protected PDF")
    found: list[str] = json.loads(done.stdout)
    if not "".join(found).strip():
        raise InputFileError(
            name, "is a PDF without text, as a scan is", hint="Read its text with an OCR program first."
        )
    return found


def _read(content: bytes) -> list[str]:
    from pypdfium2 import PdfDocument

    found: list[str] = []
    document = PdfDocument(content)
    for place in range(min(len(document), PAGES)):
        found.append(document[place].get_textpage().get_text_range())
        if sum(map(len, found)) > LETTERS:
            break
    return found


def _bounded() -> None:
    """Bound the memory of this process, where the platform can."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _bounded()
    sys.stdout.write(json.dumps(_read(sys.stdin.buffer.read())))
