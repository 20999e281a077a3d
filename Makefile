# Two commands do everything on a fresh machine: make demo · make test.
PYTHON ?= python3
BIN := .venv/bin
WORDS := kiosk/locale/fa/LC_MESSAGES/kiosk

.PHONY: demo run test check bench words wheel lock clean

demo: .venv/ready          ## a complete invented office, and the counter's sign-in screen
	$(BIN)/kiosk demo

run: .venv/ready           ## the application, by ./kiosk.toml
	$(BIN)/kiosk run

test: .venv/ready          ## every test
	$(BIN)/pytest --numprocesses auto

check: .venv/ready         ## format, lint, types, import directions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/ready         ## the benchmarks: ratios against floors of the same run
	$(BIN)/python -m bench

wheel: .venv/ready
	$(BIN)/python -m build --wheel

words: .venv/ready         ## collect the words for the translators, and compile what they wrote
	$(BIN)/pybabel -q extract --no-location --sort-output --omit-header -F babel.cfg \
	  -k words -k say -k inform -k msgid -k Binding:3 -o $(WORDS).pot kiosk screens
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --omit-header -l fa -i $(WORDS).pot -o $(WORDS).po
	$(BIN)/pybabel -q compile -i $(WORDS).po -o $(WORDS).mo
	rm $(WORDS).pot

lock: .venv/ready          ## versions and hashes of everything, without addresses
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	  --python-version 3.11 pyproject.toml --group dev -o requirements.lock

.venv/ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf .venv build dist
