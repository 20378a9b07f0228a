# Each target makes .venv when it is missing. Needs Python 3.11 or newer (with venv), git and make, and a package index.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.PHONY: site serve test check bench language clean

site: .venv/for-site ## build the archive into site/
	@$(BIN)/mkdocs build --strict
	@echo "Built site/. Look at it with: make serve, or: $(PYTHON) -m http.server --directory site 8000"

serve: .venv/for-site ## preview while writing
	@$(BIN)/mkdocs serve --livereload

test: .venv/for-test ## run every test
	@$(BIN)/pytest -n auto --dist loadfile -q

check: .venv/for-check ## lint, types, import contracts, and the archive's own findings
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/postmortems check --strict

bench: .venv/for-test ## compare a build with a plain MkDocs build of the same pages
	@$(BIN)/python -m benchmarks.build

language: .venv/for-test ## precision and recall of the language rules, on sentences whose answers are known
	@$(BIN)/python -m benchmarks.language

clean:
	rm -rf .venv site .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.venv/bin/python:
	@$(PYTHON) -m venv .venv || { echo "On Debian and Ubuntu: apt install python3-venv"; exit 1; }

.venv/for-site: pyproject.toml | .venv/bin/python
	@echo "Installing into .venv (once, about a minute)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

.venv/for-test: pyproject.toml | .venv/bin/python
	@echo "Installing into .venv what the tests need (once)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[test]'
	@touch $@

.venv/for-check: pyproject.toml | .venv/bin/python
	@echo "Installing into .venv what the checks need (once)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[test,lint]'
	@touch $@
