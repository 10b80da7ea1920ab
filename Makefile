# Two commands are all a fresh machine needs: `make grade` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: grade test lint prove bench bench-peers picture clean

grade: $(VENV)/installed
	@$(BIN)/grade exercises/ || test $$? -eq 1

test: $(VENV)/installed-dev
	$(BIN)/pytest -n 2 --dist loadfile --ignore tests/test_hostile.py --ignore tests/test_corpus.py
	@# Alone: under deadlines of seconds it wants both cores for itself.
	$(BIN)/pytest tests/test_hostile.py
	@# What tests/test_corpus.py asserts under pytest, once for both: every known answer's grade.
	$(BIN)/grade prove

lint: $(VENV)/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

prove: $(VENV)/installed
	$(BIN)/grade prove

bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks

bench-peers: $(VENV)/installed-dev
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/pip install --quiet nbgrader otter-grader "tensorflow>=2.20,<2.22" ipykernel
	$(BIN)/python -m benchmarks.peers

picture: $(VENV)/installed
	$(BIN)/python docs/make_picture.py

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/pip install --quiet --group dev
	@touch $@

clean:
	rm -rf $(VENV) .venv-peers build dist
