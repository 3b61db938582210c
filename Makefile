# Every target makes its own .venv: only Python (3.11 or later) and make are needed.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

SUPPORTED := $(shell sed -n 's/.*Programming Language :: Python :: \(3\.[0-9]*\).*/\1/p' pyproject.toml)

.DEFAULT_GOAL := help

.PHONY: help demo test soak bench check format async docs interface all-pythons lowest build release clean

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'  # the first with groups
	@$(BIN)/python -m pip install --quiet --editable '.[async,cli,emulator,fast,mcp]' --group dev
	@touch $@

demo: $(VENV)/installed  ## Create, read, page, search, update and delete incidents and what belongs to them on a local emulator
	$(BIN)/python examples/quickstart.py

test: $(VENV)/installed  ## Run the tests, on all cores
	$(BIN)/python -m pytest -n auto

soak: $(VENV)/installed  ## Run the tests that take minutes, with one figure a line
	$(BIN)/python -m pytest tests/soak -m soak -s

bench: $(VENV)/installed  ## Measure against the official client and others; ONLY=decode chooses
	$(BIN)/python -m tests.benchmarks $(if $(JSON),--json $(JSON)) $(if $(PAGE),--page $(PAGE)) $(ONLY)

check: $(VENV)/installed  ## Formatting, lint, types, layering, interface, packages, documentation with its examples
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/basedpyright --warnings
	PATH="$(abspath $(BIN)):$$PATH" PYTHONPATH=. basedpyright --verifytypes datadog_incidents --ignoreexternal \
	  >$(VENV)/types || { cat $(VENV)/types; exit 1; }
	$(BIN)/lint-imports
	$(BIN)/python docs/generate_async_api.py --check
	$(BIN)/python docs/generate_shortcuts.py --check
	$(BIN)/python docs/generate_interface.py --check
	$(BIN)/python docs/generate_reference.py --check
	$(BIN)/python docs/generate_diagrams.py --check
	$(BIN)/python -m pytest -q tests/docs tests/packaging
	@$(MAKE) --no-print-directory build

format: $(VENV)/installed  ## Format the code and mend what lint can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

async: $(VENV)/installed  ## Write async_api/ anew from api/, and shortcuts/ from async_shortcuts/
	$(BIN)/python docs/generate_async_api.py
	$(BIN)/python docs/generate_shortcuts.py

docs: $(VENV)/installed  ## Write docs/reference/ and docs/diagrams/ anew from the code, and build the site
	$(BIN)/python docs/generate_reference.py
	$(BIN)/python docs/generate_diagrams.py
	$(BIN)/zensical build --strict --clean

interface: $(VENV)/installed  ## Write docs/interface/, the record of the public interface, anew from the code
	$(BIN)/python docs/generate_interface.py

all-pythons:  ## Run the tests on every supported Python that is found
	@found=0; for version in $(SUPPORTED); do \
	  for candidate in python$$version "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/$$version.*/bin/python; do \
	    "$$candidate" -c '' >/dev/null 2>&1 || continue; \
	    echo "== $$("$$candidate" --version)"; found=1; \
	    $(MAKE) --no-print-directory test PYTHON="$$candidate" VENV=".venv-$$version" || exit 1; \
	    break; \
	  done; \
	done; test $$found = 1

lowest:  ## Run the tests with the lowest version of each dependency that is allowed
	@mkdir -p .venv-lowest
	@$(PYTHON) tools/lowest.py | tee .venv-lowest/constraints.txt
	@PIP_CONSTRAINT=.venv-lowest/constraints.txt $(MAKE) --no-print-directory test VENV=.venv-lowest

build: $(VENV)/installed  ## Build the wheel and the source distribution, and check both
	@rm -rf dist
	$(BIN)/validate-pyproject pyproject.toml
	$(BIN)/python -m build --no-isolation
	$(BIN)/twine check --strict dist/*
	$(BIN)/check-wheel-contents dist/*.whl

release: $(VENV)/installed  ## Make a release, all but the upload: make release VERSION=1.2.3
	@$(BIN)/python -m pip install --quiet --group release
	$(BIN)/python tools/release.py $(VERSION)

clean:  ## Remove everything that was made
	rm -rf .venv .venv-* dist build site .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
