#!/usr/bin/env bash
# The oldest run-time versions that pyproject.toml allows, and the tests of what the program answers.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
uv venv -q "$scratch/venv"
python="$scratch/venv/bin/python"
uv pip install -q --python "$python" --resolution lowest-direct .
uv pip install -q --python "$python" pytest hypothesis syrupy
# Processes killed and in crowds prove nothing of versions, and take as long as the machine is busy.
"$python" -m pytest -q tests/test_names.py tests/test_periods.py tests/wording tests/figures tests/tables tests/store \
  --ignore=tests/store/test_crash.py
