.DEFAULT_GOAL := help
.PHONY: help setup demo test check fmt fault bench

BIN := .venv/bin
PORT ?= 8000

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: ## installs what the product needs into .venv and node_modules
	@tools/setup runtime

demo: setup ## sets up, loads the demo regency and serves it on 127.0.0.1:8000
	@$(BIN)/pekppp demo --port $(PORT)

test: ## sets up (with chromium and PostgreSQL when root) and runs every test on both databases
	@tools/setup dev
	@tools/test

check: ## style, types, import contracts, migrations, texts: all that needs no browser
	@tools/setup dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pekppp manage makemigrations --check --dry-run
	$(BIN)/python -m pytest -q tests/project

fmt: ## formats the code
	@tools/setup dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

fault: ## kills web and worker while they work and looks whether anything was lost
	@tools/setup dev
	$(BIN)/python -m pytest -q -p no:randomly tests/fault

bench: ## times the scoring and the pages, each figure beside its limit
	@tools/setup dev
	$(BIN)/python tools/bench.py
