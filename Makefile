# Everything this project needs, on a machine with Python 3.11+, pip, make and git.
#   make report   the HTML pages, in reports/      (both languages; REPORT_LANG=ja or en for one; of more than 12 plans REPORT_CITY="03206 09215" adds pages of cities)
#   make test     the quick tests, of every room; it ends with what was skipped for lack of LibreOffice or others
#   make long     the other tests but those of `make slow`: whole reports, every case of a kind, what a browser shows
#   make slow     the tests that take minutes: all of one to six cities, kernels that fail, caches, other programs
#   make stress   10,000 mutants of the data (python -m tests.mutations) and every command killed at 200 moments (python -m tests.kills); a table of each
#   make lab      JupyterLab on the notebooks
#   make docs     what is made from the code: the code book, the instructions in data/, the schema of proposals, the picture of the rooms, the gallery, the tutorial's plan
#   make lint     layout, slips, types and the order of the rooms; make hooks has git look before each commit
# Each sets up .venv by itself the first time.

REPORT_LANG ?= both
BIN := .venv/bin

.PHONY: report test long slow stress check build lab docs lint hooks bench lock setup clean

report: .venv/ready
	$(BIN)/dxcompare report --lang $(REPORT_LANG) $(foreach city,$(REPORT_CITY),--city $(city))

# Assertions are rewritten once and kept, also where Python is told to write no bytecode: each process reads all tests.
TESTS := PYTHONDONTWRITEBYTECODE= POLARS_MAX_THREADS=1 $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -rs

test: .venv/ready
	$(TESTS) -m "not long and not slow"

long: .venv/ready
	$(TESTS) -m "long and not slow"

slow: .venv/ready
	$(BIN)/python -m pytest -n auto -m slow

stress: .venv/ready
	POLARS_MAX_THREADS=1 $(BIN)/python -m tests.mutations --count 10000 --jobs $$(nproc); one=$$?; \
	$(BIN)/python -m tests.kills --count 200 && test $$one = 0

check build: .venv/ready
	$(BIN)/dxcompare $@

lab: .venv/ready
	$(BIN)/jupyter lab --notebook-dir notebooks

docs: .venv/ready
	$(BIN)/dxcompare codebook --lang en > docs/codebook.md
	$(BIN)/dxcompare codebook --lang ja > docs/codebook.ja.md
	$(BIN)/python scripts/stub.py
	$(BIN)/python scripts/architecture.py
	$(BIN)/python scripts/instructions.py
	$(BIN)/python scripts/schema.py
	$(BIN)/python scripts/gallery.py
	$(BIN)/python scripts/tutorial.py
	$(BIN)/python scripts/licence.py

lint: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

hooks: .venv/ready
	$(BIN)/pre-commit install

bench: .venv/ready
	$(BIN)/python benchmarks/imports.py
	$(BIN)/python benchmarks/survey_bases.py
	$(BIN)/python benchmarks/recovery.py
	$(BIN)/python benchmarks/report.py
	$(BIN)/python -m benchmarks.extraction.run
	$(BIN)/python -m benchmarks.decisions
	$(BIN)/python -m benchmarks.onboarding
	$(BIN)/python -m benchmarks.scale --baseline --write

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml scripts/setup
	scripts/setup

# Versions with hashes and no download addresses; needs uv: the one on PATH, else the one that setup brought.
UV ?= $(or $(shell command -v uv 2>/dev/null),.tools/bin/uv)
lock:
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --extra report --extra export --extra extract --group test --group lint pyproject.toml -o requirements.lock

clean:
	rm -rf .venv .tools .cache reports
