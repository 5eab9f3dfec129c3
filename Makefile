# `make run` and `make test` are all that is needed: both install what is missing first, and are quick the second time.
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help setup run test lint bench torture tour gallery shots wheel words lock clean setup-test

BIN := .venv/bin
# More words for pytest: make test PYTEST="-k tour -x"
PYTEST ?=
# So many tests at a time; those of the smart-card service run one after the other all the same.
WORKERS ?= 3
# More words for the torture: make torture TORTURE="kills --rows 9000 --kills 400", or TORTURE="--long --hours 8"
TORTURE ?=
# Where the tour's pictures go.
SHOTS ?= tour-shots
# Where the gallery's go.
GALLERY ?= gallery

help:  ## this list
	@echo 'Enroll. The two commands: make run, make test. All of them:'
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

setup:  ## make .venv with .venv/bin/enroll-app (and what it needs of the system)
	@scripts/system-packages run
	@scripts/setup-venv

setup-test:
	@scripts/system-packages test
	@scripts/setup-venv

run: setup  ## with a display the window in training mode; without one the tour, with its pictures
	@if $(BIN)/python scripts/has_display.py; then \
	  echo 'Enroll: opening the window in training mode (enroll-app --training)' >&2; exec $(BIN)/enroll-app --training; \
	else \
	  echo 'Enroll: no display here, so the tour (enroll-app tour), pictures in tour-shots/' >&2; \
	  QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} exec $(BIN)/enroll-app tour --shots tour-shots; \
	fi

test: setup-test lint  ## lint, then all tests (PYTEST="..." passes words on)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadscope $(PYTEST)

lint: setup  ## ruff, mypy and the layers of the imports
	@echo 'Enroll: ruff check';    $(BIN)/ruff check --quiet
	@echo 'Enroll: ruff format';   $(BIN)/ruff format --check --quiet
	@echo 'Enroll: mypy';          $(BIN)/mypy --no-error-summary
	@echo 'Enroll: lint-imports';  out=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$out"; exit 1; }

bench: setup-test  ## the measurements
	@$(BIN)/python scripts/bench.py
	@$(BIN)/python scripts/bench_readers.py
	@$(BIN)/python scripts/bench_enroll.py
	@$(BIN)/python scripts/bench_window.py

torture: setup-test  ## kill it, cut its power, and judge what is left: a minute (TORTURE="--long": hours)
	@$(BIN)/python scripts/torture.py $(TORTURE)

tour: setup  ## the tour's pictures, into SHOTS (tour-shots)
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/enroll-app tour --shots $(SHOTS)

gallery: setup-test  ## every page and state as pictures, in every look, into GALLERY (gallery)
	@ENROLL_GALLERY=$(abspath $(GALLERY)) $(BIN)/python -m pytest -q -n $(WORKERS) tests/gallery
	@ls -d $(GALLERY)/*

shots:  ## the tour's pictures for the documents, into docs/shots
	@TZ=Europe/Stockholm $(MAKE) tour SHOTS=docs/shots

wheel: setup  ## the package to install for real, into dist/
	@$(BIN)/python -m build --wheel --outdir dist . >.venv/wheel.log || { tail -20 .venv/wheel.log; exit 1; }
	@ls dist/*.whl

words: setup  ## take new words of the window into resources/translations, and compile them
	@$(BIN)/python scripts/translations.py update

lock:  ## requirements.lock anew, with the newest versions
	@scripts/system-packages run
	@$$(scripts/find-python) scripts/lock.py

clean:  ## remove .venv, caches and pictures
	rm -rf .venv build dist tour-shots gallery .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage .coverage.*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
