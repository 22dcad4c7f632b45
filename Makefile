# One interface for everything; `make help` lists it. PYTHON chooses the interpreter of the environment.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := -m pip install --quiet --disable-pip-version-check -c constraints.txt

# Pyright would ask the network whether there is a newer one.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

# Three stages of one environment, so that each target waits only for what it needs.
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
FULL := $(VENV)/.full

.DEFAULT_GOAL := help
.PHONY: help demo test check check-rest coverage lint types docs wheel bench format clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

demo: $(RUNTIME) ## Ask who sells into China; needs the library alone
	@$(BIN)/python examples/who_sells_into_china.py

# The laws draw so many landscapes that to trace each line of them would take longer than all else.
test: $(DEV) ## Run the tests and every example in the docs, on all processors
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --cov --cov-report= --ignore tests/laws
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile tests/laws

check: test ## Run the tests and everything else that must hold
	@$(MAKE) --no-print-directory --jobs 2 check-rest

check-rest: coverage lint types docs wheel ## Run what `make check` adds to `make test`

coverage: $(DEV) ## Hold the coverage of the last `make test` against its floor
	@$(BIN)/coverage report

lint: $(DEV) ## Check style, floors and dependencies
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/deptry --no-ansi src

types: $(DEV) ## Let mypy and pyright read everything
	@$(BIN)/mypy
	@$(BIN)/pyright --pythonpath $(BIN)/python

docs: $(FULL) ## Build the site into build/docs; a warning is an error
	@$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going -d build/doctrees docs build/docs
	@echo "The site: build/docs/index.html"

wheel: $(DEV) ## Build the wheel, and use it from outside, with data frames, under mypy --strict
	@rm -rf build/wheel build/outside
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir build/wheel .
	@$(BIN)/python -m venv build/outside
	@build/outside/bin/python $(INSTALL) build/wheel/*.whl pandas pandas-stubs polars
	@cd build/outside && bin/python -c 'import aibroker; print(*map(aibroker.load_case, aibroker.case_names()), sep="\n")'
	@$(BIN)/mypy --config-file= --strict --python-executable build/outside/bin/python typing_tests/accept

bench: $(FULL) ## Measure against named peers
	@set -e; for each in benchmarks/*.py; do $(BIN)/python "$$each"; done

format: $(DEV) ## Rewrite what can be rewritten in the house style
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format

clean: ## Remove everything that was made
	@rm -rf $(VENV) build dist htmlcov .coverage .coverage.* .cache .hypothesis .import_linter_cache
	@rm -rf .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNTIME): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("aibroker needs Python 3.11 or later: make PYTHON=python3.11 ..." if sys.version_info < (3, 11) else 0)'
	@echo "Installing the library into $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "Debian and Ubuntu keep venv in a package of its own: python3-venv" >&2; exit 1; }
	@$(BIN)/python $(INSTALL) -e .
	@touch $@

$(DEV): $(RUNTIME)
	@echo "Installing what the tests need ..."
	@$(BIN)/python $(INSTALL) -e '.[dev]'
	@touch $@

$(FULL): $(DEV)
	@echo "Installing what the docs and the benchmarks need ..."
	@$(BIN)/python $(INSTALL) -e '.[dev,docs,bench]'
	@touch $@
