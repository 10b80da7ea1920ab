# A fresh machine needs only two commands: `make grade` and `make test`.

SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: grade test test-all coverage lint prove bench bench-class bench-peers picture clean

grade: $(VENV)/installed
	@$(BIN)/grade exercises/ || test $$? -eq 1

# Every change must pass this. It takes about six minutes on two idle cores.
test: $(VENV)/installed-dev
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder -m "not slow" \
	    --ignore tests/test_known_answers.py tests/test_hostile.py tests
	@# In place of tests/test_known_answers.py, which asserts the same.
	$(BIN)/grade prove --timeout 8

# All tests: also the slow ones, every hostile case under each kind of isolation, and every known
# answer with inputs drawn twenty times anew.
test-all: $(VENV)/installed-dev
	$(BIN)/pytest -n 3 --dist loadfile --ignore tests/test_hostile.py
	HOSTILE=all $(BIN)/pytest tests/test_hostile.py
	$(BIN)/grade prove --timeout 8 --seeds 20

coverage: $(VENV)/installed-dev
	$(BIN)/pytest -n 2 --dist loadfile -m "not slow" --ignore tests/test_hostile.py \
	    --ignore tests/test_known_answers.py --cov=grader --cov-report=term

lint: $(VENV)/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

prove: $(VENV)/installed
	$(BIN)/grade prove

bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks

# A class of 2,000, and 1,000 kills: it takes long.
bench-class: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks.whole_class
	$(BIN)/python -m benchmarks.kills

bench-peers: $(VENV)/installed-dev
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/pip install --quiet nbgrader otter-grader "tensorflow>=2.20,<2.22" ipykernel
	$(BIN)/python -m benchmarks.peers

picture: $(VENV)/installed-dev
	$(BIN)/python docs/make_picture.py
	$(BIN)/python docs/draw_pictures.py

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/pip
	@echo "Installing TensorFlow and what it needs: about 2 GB, some minutes the first time."
	@# One dot for each package instead of a screen of lines. Errors are on standard error.
	@$(BIN)/pip install --editable . | while IFS= read -r line; do \
	    case "$$line" in \
	        Collecting*|Requirement*) printf '.' ;; \
	        Installing*) printf '\nEverything is downloaded. Unpacking takes about a minute.\n' ;; \
	    esac; \
	done
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@echo "Installing what tests and lint need."
	$(BIN)/pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/pip install --quiet --group dev
	@touch $@

clean:
	rm -rf $(VENV) .venv-peers .venv-ci .coverage htmlcov build dist
