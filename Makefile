# Every target first prepares what it needs (see scripts/setup.sh); once that is done, the preparation costs nothing.
# `make run ARGS="my.loom"` and `make test ARGS="-k xor"` pass arguments on. PYTHON=<path> names the Python for .venv.

python := .venv/bin/python
ARGS ?=

.PHONY: help setup run test lint bench translations

help:
	@echo "make run     open the window            make lint    ruff, mypy and the import contracts"
	@echo "make test    all gates: lint and tests  make bench   measure the speed"
	@echo "make setup   only prepare .venv and the system packages"
	@echo "make translations   bring the Korean words up to date with the source"

setup:
	@sh scripts/setup.sh

run: setup
	@$(python) main.py $(ARGS)

# The engine's tests pass where nothing of Qt can be imported. With ARGS, only the tests that pytest then chooses run.
ifeq ($(strip $(ARGS)),)
test: lint
	$(python) -m pytest tests/engine -p no:pytest-qt -p tests.no_qt -n 2 --max-worker-restart=0
	$(python) -m pytest --ignore=tests/engine -n 2 --dist loadfile --no-loadscope-reorder --max-worker-restart=0
else
test: setup
	$(python) -m pytest $(ARGS)
endif

lint: setup
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m mypy
	$(python) -c "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-logo'])"

bench: setup
	$(python) tests/benchmarks/run.py $(ARGS)

translations: setup
	$(python) scripts/translations.py
