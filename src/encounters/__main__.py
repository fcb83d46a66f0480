"""`python -m encounters`."""

from encounters.cli.app import main

main()
