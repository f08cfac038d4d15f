# Backchannel's commands. Each makes what it needs; nothing has to be set up first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DEMO := build/demo.backchannel
SHOW := $(BIN)/backchannel show --record $(DEMO)

.PHONY: client client-check pictures browser-test demo serve test check evaluate bench train annotated-sets wheel docs constraints clean

demo: $(VENV)/core  ## read the example reports into a fresh record and print what is in it
	@mkdir -p build && rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(BIN)/backchannel read examples/reports --record $(DEMO)
	@for what in contacts 'commitments --as-of 2014-11-10' measures denials tallies conflicts \
			deadlocks processes channels origins; do \
		printf '\n$$ backchannel show %s\n' "$$what" && $(SHOW) $$what || exit 1; done
	@for id in $$($(SHOW) contacts --json | $(BIN)/python examples/most_telling.py); do \
		printf '\n$$ backchannel explain %s\n' $$id && \
		$(BIN)/backchannel explain $$id --record $(DEMO) || exit 1; done

	@printf '\nTo look at it in the browser: make serve\n'

serve: $(VENV)/web  ## show the example record in the browser
	@test -e $(DEMO) || $(BIN)/backchannel read examples/reports --record $(DEMO)
	$(BIN)/backchannel serve $(DEMO)

client: web/node_modules  ## build the scripts of the web pages (needs node 20.19 or later)
	cd web && npm run --silent check && npm run --silent build

pictures: $(VENV)/browser  ## take the documentation's pictures from the example record
	$(BIN)/python -m docs.pictures

browser-test: $(VENV)/browser web/node_modules  ## the pages in a real browser: needs Chromium
	$(BIN)/python -m pytest tests/web/test_browser.py

client-check: web/node_modules  ## prove that the scripts shipped are what their sources build
	cd web && npm run --silent check && npm run --silent build -- ../build/client
	diff -r build/client src/backchannel/web/static/built

test: $(VENV)/dev  ## run the tests
	$(BIN)/python -m pytest

check: $(VENV)/dev  ## format, lint, types, import layers, tests: all that CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

evaluate: $(VENV)/dev  ## score the reader on the gold collection beside this folder
	@test -d ../shared/gold || { \
		echo "There is no ../shared/gold: the gold collection is not part of this repository." >&2; \
		exit 1; }
	$(BIN)/python -m evaluation

bench: $(VENV)/dev  ## measure speed and memory (make bench WRITE=--write keeps the figures)
	$(BIN)/python -m benchmarks $(WRITE)

train: annotated-sets $(VENV)/train  ## train the reader model, export it into build/weights, score it
	$(BIN)/python -m training --out build/training
	$(BIN)/python -m training.export build/training/last.pt build/weights
	$(BIN)/python -m training.scoring build/weights --rules
	@echo "To ship it: cp build/weights/reader.onnx build/weights/tokenizer.json src/backchannel/weights/"

annotated-sets:
	@test -d ../shared/gold && test -d ../shared/data || { \
		echo "There is no ../shared: the annotated sets are not part of this repository." >&2; \
		exit 1; }

wheel: $(VENV)/dev  ## build the wheel, install it into an empty environment and run it there
	rm -rf dist build/wheel && $(BIN)/python -m build --wheel --outdir dist
	$(PYTHON) -m venv build/wheel
	build/wheel/bin/python -m pip install --quiet -c constraints.txt dist/*.whl
	cd build && wheel/bin/backchannel reading ../examples/reports/2014-09-11-beijing.txt \
		| wheel/bin/python -c 'import json, sys; assert json.load(sys.stdin)["contacts"]'
	@echo "The wheel reads a report."

docs: $(VENV)/dev  ## write the generated parts of the documentation anew
	$(BIN)/python docs/generate.py

constraints: $(VENV)/dev  ## pin the versions that are installed now
	{ head -1 constraints.txt; $(PIP) freeze --exclude-editable; } > constraints.new
	mv constraints.new constraints.txt

clean:  ## remove what the commands have made
	rm -rf $(VENV) build dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Backchannel needs Python 3.11 or later: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Python cannot make an environment here: sudo apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/core: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/web: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install -c constraints.txt -e '.[web]'
	@touch $(VENV)/core $@

$(VENV)/browser: $(VENV)/dev
	@command -v chromium || command -v chromium-browser || { \
		echo "There is no Chromium: sudo apt-get install chromium" >&2; exit 1; }
	$(PIP) install -c constraints.txt -e '.[dev,browser]'
	@touch $@

web/node_modules: web/package-lock.json
	cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(VENV)/dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $(VENV)/core $(VENV)/web $@

$(VENV)/train: $(VENV)/dev
	$(PIP) install -c constraints.txt -e '.[dev,train]'
	@touch $@
