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
.PHONY: help run manage demo models label-studio test test-slow test-label-studio check fix schema bench bench-gpu experiments lock frontend clean

help: ## print this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/.run frontend/dist/.vite/manifest.json ## start the studio: database, broker, workers, web
	@exec $(BIN)/python -m supervisor run

manage: .venv/.run ## run a command on the studio that runs, such as ARGS="report_checks demo"
	@exec $(BIN)/python -m supervisor manage $(ARGS)

demo: .venv/.run ## walk the whole road headless in a throw-away folder (DEMO_INPUT=folder for other data)
	@exec $(BIN)/python -m demo

label-studio: .venv/.label-studio .venv-label-studio/.installed ## start Label Studio beside the studio that runs, and connect it
	@exec $(BIN)/python -m supervisor label-studio

models: .venv/.models ## install PyTorch and what runs models beside the studio

test: .venv/.models frontend/dist/.vite/manifest.json ## run all tests
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

test-slow: .venv/.models frontend/dist/.vite/manifest.json ## run the tests that need minutes or a model
	@$(BIN)/python -m pytest -m slow $(ARGS)

test-label-studio: .venv/.dev .venv/.label-studio .venv-label-studio/.installed ## run the tests that drive a real Label Studio
	@$(BIN)/python -m pytest -m label_studio tests/label_studio $(ARGS)

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

experiments: .venv/.models ## try the papers' claims small, in minutes (ARGS="NAME --seeds 5")
	@$(BIN)/python -m training.experiments $(ARGS)

lock: .venv/.dev ## resolve the dependencies anew, with hashes and without host names
	for set in run dev; do \
	  extras=$$([ $$set = dev ] && echo "--extra embedded --extra dev" || echo "--extra embedded"); \
	  $(BIN)/uv pip compile pyproject.toml $$extras --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate --no-emit-index-url --quiet --upgrade -o requirements/$$set.txt; done
	$(BIN)/uv pip compile pyproject.toml --extra embedded --extra label-studio \
	    --overrides requirements/without-opencv.txt -c requirements/run.txt --universal --fork-strategy fewest --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet --upgrade -o requirements/label-studio.txt
	$(BIN)/uv pip compile pyproject.toml --extra embedded --extra dev --extra models --extra small-models \
	    --overrides requirements/without-torch.txt -c requirements/dev.txt --universal --fork-strategy fewest --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet --upgrade -o requirements/models.txt

frontend: frontend/dist/.vite/manifest.json ## build the pages

clean: ## remove what was built; data in .studio stays
	rm -rf .venv .venv-label-studio frontend/node_modules frontend/dist

.venv/.made:
	@echo "Making a virtual environment in .venv"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12 run") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.run: requirements/run.txt | .venv/.made
	@echo "Installing what the studio needs (about a minute the first time)"
	@$(PIP) -r requirements/run.txt
	@touch $@

# Its SDK without OpenCV, which it never loads here and which would hold NumPy back.
.venv/.label-studio: requirements/label-studio.txt | .venv/.run
	@echo "Installing what talks to Label Studio"
	@$(PIP) --no-deps -r requirements/label-studio.txt
	@touch $@

# The server pins libraries of the studio at other versions, so it gets an environment of its own.
.venv-label-studio/.installed: | .venv/.made
	@echo "Installing Label Studio 1.23.2 beside the studio: 1 GB, two minutes"
	@$(PYTHON) -m venv .venv-label-studio
	@.venv-label-studio/bin/python -m pip install --quiet --disable-pip-version-check label-studio==1.23.2
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
