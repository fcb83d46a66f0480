"""`python -m encounters`, and the console script: the program, interrupted quietly even while it loads."""

from __future__ import annotations

import gc
import os
from typing import NoReturn


def main() -> NoReturn:
    """Load the program and run it."""
    # What imports make lives to the end; looking through it for garbage again and again takes a tenth of the time.
    gc.set_threshold(1_000_000, 50, 50)
    try:
        from encounters.cli.app import main as program

        program()
    except KeyboardInterrupt:
        os.write(2, b"Interrupted.\n")
        os._exit(130)


if __name__ == "__main__":
    main()
