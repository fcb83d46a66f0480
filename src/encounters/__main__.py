"""`python -m encounters`, and the console script: the program, interrupted quietly even while it loads."""

from __future__ import annotations

import os
from typing import NoReturn


def main() -> NoReturn:
    """Load the program and run it."""
    try:
        from encounters.cli.app import main as program

        program()
    except KeyboardInterrupt:
        os.write(2, b"Interrupted.\n")
        os._exit(130)


if __name__ == "__main__":
    main()
