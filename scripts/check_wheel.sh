#!/usr/bin/env bash
# Build the wheel, keep it small, and run it in an environment that holds its run-time dependencies and nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
limit=3000000
pip="python -m pip --disable-pip-version-check"

rm -rf dist
.venv-test/bin/$pip wheel -qq --no-deps --no-build-isolation --wheel-dir dist .
wheel=$(echo dist/border_encounters-*.whl)
size=$(wc -c <"$wheel")
echo "$wheel: $size bytes (at most $limit)"
[ "$size" -lt "$limit" ]

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
.venv-test/bin/python -m venv "$scratch/venv"
"$scratch/venv/bin/"$pip install -qq --require-hashes -r requirements/run.txt
"$scratch/venv/bin/"$pip install -qq --no-deps "$wheel"
"$scratch/venv/bin/"$pip check

cd "$scratch" # out of the checkout, so that only what is in the wheel can answer
export HOME="$scratch/home" ENCOUNTERS_STORE="$scratch/store"
venv/bin/encounters --version
venv/bin/encounters summary --year 2021
[ -s venv/share/man/man1/encounters.1 ]
