# make run, make demo, make test, make check, make bench, make lock, make audit: each sets up what it needs.
PORT ?= 8501
HUB_DATA ?= data
VENV ?= .venv
PYTHON ?= python3
ARGS ?=

export HUB_DATA
PY := $(VENV)/bin/python
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
LOCK = $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--annotation-style line --no-emit-index-url --custom-compile-command "make lock"

.PHONY: run demo test check bench lock audit
.DEFAULT_GOAL := run

run: $(RUN)
	@$(SERVE)

demo: $(RUN)
	@scratch=$$(mktemp -d); trap 'rm -rf "$$scratch"' EXIT; trap 'exit 130' INT TERM; \
	unset DATABASE_URL; export HUB_DATA="$$scratch"; \
	$(PY) -m seed --students 60 && { $(SERVE); }

test: $(DEV)
	@$(PY) -m pytest $(ARGS)

check: $(DEV)
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@$(PY) -m i18n.catalogs check

bench: $(DEV)
	@$(PY) -m benchmarks $(ARGS)

lock: $(DEV)
	@$(LOCK) $(ARGS) pyproject.toml --output-file requirements.txt
	@$(LOCK) $(ARGS) --group dev --constraint requirements.txt --output-file requirements-dev.txt

# Strict: what it can't ask about is not taken for sound.
audit: $(DEV)
	@$(VENV)/bin/uvx pip-audit@2.10.1 --strict --disable-pip --no-deps \
		-r requirements.txt -r requirements-dev.txt $(ARGS)

# Ctrl-C reaches make, this shell and the server alike: only the shell's own word is printed.
SERVE = trap 'kill $$pid; { wait $$pid; } 2>/dev/null; echo; echo "The hub has stopped."; exit 0' INT TERM; \
	$(VENV)/bin/streamlit run app.py --server.port $(PORT) & pid=$$!; wait $$pid

# uv sets up in a tenth of the time. Where it can't reach its index, pip does the same.
INSTALL = { [ -x $(VENV)/bin/uv ] \
	|| $(PY) -m pip install --quiet --no-compile $$(grep -o '^uv==[^ ]*' requirements-dev.txt); } \
	&& $(VENV)/bin/uv pip install --quiet --compile-bytecode --no-deps --python $(PY) -r $< \
	|| $(PY) -m pip install --quiet --no-deps -r $<

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "The hub needs Python 3.11 or newer.")'
	@$(PYTHON) -m venv $(VENV)

$(RUN): requirements.txt | $(PY)
	@echo "Installing what the hub needs. This happens once."
	@$(INSTALL)
	@touch $@

$(DEV): requirements-dev.txt $(RUN)
	@echo "Installing what tests and checks need. This happens once."
	@$(INSTALL)
	@touch $@
