# On a fresh machine with Python 3.11, pip and make, two commands do everything: make demo · make test.
PYTHON ?= python3
BIN := .venv/bin
WORDS := kiosk/locale/fa/LC_MESSAGES/kiosk
PIP := $(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check
LOCK := pip compile --quiet --universal --no-strip-extras --python-version 3.11 --only-binary :all: --generate-hashes \
	--no-emit-index-url --no-header --no-annotate

.PHONY: demo run test check bench words wheel lock clean

demo: .venv/ready          ## a complete invented office, and the counter's sign-in screen
	$(BIN)/kiosk demo

run: .venv/ready           ## the application, by ./kiosk.toml
	$(BIN)/kiosk run

test: .venv/ready          ## every test
	$(BIN)/pytest --numprocesses auto --dist worksteal

check: .venv/ready         ## format, lint, types, import directions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check --no-cache . # Its cache forgets that a new module changes how its importers sort.
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/ready         ## the benchmarks: ratios against floors of the same run
	$(BIN)/python -m bench

wheel: .venv/ready         ## dist/*.whl, built with what the lock holds
	$(BIN)/python -m build --wheel --no-isolation

words: .venv/ready         ## collect the words for the translators, and compile what they wrote
	$(BIN)/pybabel -q extract --no-location --sort-output --omit-header -F babel.cfg \
	  -k words -k say -k inform -k msgid -k Binding:3 -o $(WORDS).pot kiosk screens
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -l fa -i $(WORDS).pot -o $(WORDS).po
	$(BIN)/pybabel -q compile -i $(WORDS).po -o $(WORDS).mo
	rm $(WORDS).pot

lock: .venv/ready          ## versions and hashes of everything, without addresses
	$(PIP) uv
	$(BIN)/uv $(LOCK) pyproject.toml --output-file requirements.lock
	$(BIN)/uv $(LOCK) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock

# The pip outside fills the environment: Debian's venv has none of its own, nor has one that uv made.
.venv/ready: pyproject.toml requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 is needed: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv --without-pip .venv
	$(PIP) --require-hashes --only-binary :all: -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q kiosk screens data printouts
	@touch $@

clean:
	rm -rf .venv build dist
