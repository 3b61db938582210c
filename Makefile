# Every target makes its own .venv: only Python (3.11 or later) and make are needed.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help

.PHONY: help demo test soak bench check format docs all-pythons build clean

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(VENV)/installed  ## Create, read, page, search, update and delete incidents on a local emulator
	$(BIN)/python examples/quickstart.py

test: $(VENV)/installed  ## Run the tests, on all cores
	$(BIN)/python -m pytest -n auto

soak: $(VENV)/installed  ## Run the tests that take minutes, with one figure a line
	$(BIN)/python -m pytest tests/soak -m soak -s

bench: $(VENV)/installed  ## Measure against the official client and others; ONLY=decode chooses
	$(BIN)/python -m tests.benchmarks $(if $(JSON),--json $(JSON)) $(if $(PAGE),--page $(PAGE)) $(ONLY)

check: $(VENV)/installed  ## Formatting, lint, types, layering, and the documentation with its examples
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/basedpyright --warnings
	$(BIN)/lint-imports
	$(BIN)/python docs/generate_reference.py --check
	$(BIN)/python docs/generate_diagrams.py --check
	$(BIN)/python -m pytest -q tests/docs

format: $(VENV)/installed  ## Format the code and mend what lint can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: export NO_MKDOCS_2_WARNING = 1  # a notice of mkdocs-material about its future
docs: $(VENV)/installed  ## Write docs/reference/ and docs/diagrams/ anew from the code, and build the site
	$(BIN)/python docs/generate_reference.py
	$(BIN)/python docs/generate_diagrams.py
	$(BIN)/mkdocs build --strict

all-pythons:  ## Run the tests on every supported Python that is found
	@found=0; for version in 3.11 3.12 3.13; do \
	  for candidate in python$$version "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/$$version.*/bin/python; do \
	    "$$candidate" -c '' >/dev/null 2>&1 || continue; \
	    echo "== $$("$$candidate" --version)"; found=1; \
	    $(MAKE) --no-print-directory test PYTHON="$$candidate" VENV=".venv-$$version" || exit 1; \
	    break; \
	  done; \
	done; test $$found = 1

build: $(VENV)/installed  ## Build the wheel and the source distribution
	$(BIN)/python -m build

clean:  ## Remove everything that was made
	rm -rf .venv .venv-* dist build site .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
