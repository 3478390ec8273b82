# Needs make and Python 3.11 or newer; everything else is installed into .venv from the lock.
PYTHON ?= python3
UV := uv==0.13.9
BIN := .venv/bin
STAMP := .venv/.stamp
NEW_ENOUGH := import sys, pip; sys.exit(sys.version_info < (3, 11))

.DEFAULT_GOAL := help
.PHONY: help env demo conformance-server test interop bench gates lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' Makefile

env: $(STAMP) ## Create or refresh .venv

$(STAMP): requirements/dev.txt pyproject.toml
	@$(BIN)/python -c '$(NEW_ENOUGH)' 2>/dev/null || { \
	  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo 'Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ...' >&2; exit 1; }; \
	  echo 'Creating .venv'; $(PYTHON) -m venv --clear .venv; }
	@echo 'Installing the locked packages into .venv'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP) ## Start the demo (PORT=8080), or let it check itself (CHECK=1)
	$(BIN)/openbadge demo $(if $(CHECK),--check) $(if $(PORT),--port $(PORT))

conformance-server: $(STAMP) ## Start what public test suites speak to, with test keys (PORT=8090)
	$(BIN)/openbadge conformance-server $(if $(PORT),--port $(PORT))

test: $(STAMP) ## Run every test with coverage and without network
	scripts/install-test-system.sh
	scripts/offline $(BIN)/python -m pytest --cov -n auto --dist worksteal --durations 15
	$(BIN)/coverage report --include='verifier/*' --fail-under=100  # what a verdict depends on

interop: $(STAMP) ## Let programs that are not ours read our badges, and the other way round
	scripts/install-test-system.sh node
	scripts/offline $(BIN)/python -m pytest -m interop

bench: ## Measure against other programs and the floor (ARGS="--quick")
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	.venv-bench/bin/python -m benchmarks.run $(ARGS)

gates: $(STAMP) ## Format, lint, import contracts, dependencies, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry .
	$(BIN)/mypy

# Keeps the versions that still fit; UPGRADE=1 takes the newest.
COMPILE = .venv-lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

lock: ## Write requirements/*.txt from pyproject.toml (UPGRADE=1 for newer versions)
	@test -x .venv-lock/bin/python || $(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check $(UV)
	$(COMPILE) $(if $(UPGRADE),--upgrade) --extra demo --extra hsm --group dev --output-file requirements/dev.txt pyproject.toml
	$(COMPILE) --constraints requirements/dev.txt --output-file requirements/core.txt pyproject.toml

clean: ## Remove everything that can be made again
	rm -rf .venv .venv-lock .venv-bench build dist .coverage .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis interop/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
