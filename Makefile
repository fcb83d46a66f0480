# Each environment is made once in the checkout and again when its pins change.
PYTHON ?= python3
ARGS ?=
FOLDER ?= ../shared
STAMP = .stamp
PROJECT = pyproject.toml src/encounters/version.py

# What proves itself without a store, a network, a browser or a shell.
QUICK = tests/test_*.py tests/wording tests/figures tests/tables tests/render

.PHONY: help demo data test coverage quick lint format types imports wheel bench docs lock clean
.DEFAULT_GOAL := help

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-9s%s\n", $$1, $$2 }' Makefile

demo: .venv/$(STAMP) ## Set up .venv and print fiscal year 2021
	.venv/bin/encounters summary --year 2021

test: .venv-test/$(STAMP) ## Set up .venv-test and run the tests (ARGS="-k name" to choose)
	.venv-test/bin/python -m pytest $(ARGS)

coverage: .venv-test/$(STAMP) ## What the quick tests cover (QUICK=tests for all of them: three times as long as without)
	.venv-test/bin/python -m pytest --cov=encounters $(QUICK) $(ARGS)

quick: .venv-test/$(STAMP) ## Style, and the tests that take less than a minute, between two edits
	.venv-test/bin/ruff check .
	.venv-test/bin/python -m pytest -x $(QUICK) $(ARGS)

lint: .venv-test/$(STAMP) ## Style
	.venv-test/bin/ruff check .
	.venv-test/bin/ruff format --check .

format: .venv-test/$(STAMP) ## Put the style right
	.venv-test/bin/ruff check --fix .
	.venv-test/bin/ruff format .

types: .venv-test/$(STAMP) ## Types
	.venv-test/bin/mypy

imports: .venv-test/$(STAMP) ## Which room may import which
	.venv-test/bin/python -m pytest tests/test_architecture.py

wheel: .venv-test/$(STAMP) ## Build the wheel and run it with only its run-time dependencies
	bash scripts/check_wheel.sh

bench: .venv-bench/$(STAMP) ## Benchmarks against other ways to do the same
	.venv-bench/bin/python benchmarks/run.py $(ARGS)

docs: .venv-docs/$(STAMP) ## The documentation site, into site/
	.venv-docs/bin/mkdocs build --strict

data: .venv-test/$(STAMP) ## New releases into the package, pages and pictures (FOLDER=../shared has cbp/ and reference/)
	.venv-test/bin/python scripts/make_bundled.py $(FOLDER)
	.venv-test/bin/python scripts/make_series.py $(FOLDER)
	.venv-test/bin/python scripts/make_facts.py
	.venv-test/bin/python scripts/make_docs.py
	.venv-test/bin/python scripts/make_examples.py
	.venv-test/bin/python scripts/make_pictures.py
	.venv-test/bin/python scripts/make_man.py

lock: ## Pin versions again (ARGS=--upgrade for the newest that pyproject.toml allows)
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install -qq uv==0.13.9
	.venv-lock/bin/python scripts/lock.py $(ARGS)

clean: ## Remove the environments that make made, and what was built
	rm -rf .venv .venv-* build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/$(STAMP): requirements/run.txt requirements/build.txt $(PROJECT)
	$(call environment,-r requirements/run.txt -r requirements/build.txt)

.venv-test/$(STAMP): requirements/dev.txt $(PROJECT)
	$(call environment,-r requirements/dev.txt)

.venv-bench/$(STAMP): requirements/bench.txt $(PROJECT)
	$(call environment,-r requirements/bench.txt)

.venv-docs/$(STAMP): requirements/docs.txt $(PROJECT)
	$(call environment,-r requirements/docs.txt)

define environment
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "encounters needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
@echo "Installing the pinned versions into $(@D) ..."
@$(PYTHON) -m venv $(@D)
@$(@D)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes $(1)
@$(@D)/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
@touch $@
endef
