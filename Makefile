# Two commands are enough: `make demo` and `make test`. Both set up what they need.
UV := .tools/bin/uv
MARSAD := .venv/bin/marsad
.PHONY: setup demo test check help

help: ## what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/'

setup: .venv/.ready ## install into .venv; then .venv/bin/marsad works from any folder

# uv lives outside the environment that it syncs; nothing but python3 -m venv is assumed.
.tools/bin/uv:
	python3 -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'

.venv/.ready: .tools/bin/uv pyproject.toml uv.lock
	UV_PYTHON_DOWNLOADS=never $(UV) sync --frozen --quiet --python python3 --extra ner
	touch $@

demo: setup ## two weeks of a sample wire through the real pipeline, offline
	rm -rf marsad-demo
	$(MARSAD) demo marsad-demo

check: setup ## the fast half: style and types
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

# DuckDB 2 beside the locked 1.5: what is published must be read, and left whole, by both.
.tools/duckdb2: .tools/bin/uv
	$(UV) pip install --quiet --python python3 --no-config --target $@ 'duckdb>=2,<3' pytz

test: check .tools/duckdb2 ## everything that has to hold
	.venv/bin/pytest
