# Errand: `make up` sets up, builds and starts everything; `make help` lists the rest.
PYTHON ?= python3
RUN := backend/.venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help up down test soak check fmt migrate bench locks element

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

up:  ## set up, build, migrate, start; Ctrl-C stops it all
	@$(PYTHON) setup/prepare.py up

down:  ## stop what `make up` started, from anywhere
	@if [ -x $(RUN) ]; then $(RUN) -m errand down; else echo "Errand was never started from this clone."; fi

test:  ## check, then every suite; ONLY="backend e2e" for some of them
	@$(PYTHON) setup/prepare.py test $(ONLY)

soak:  ## people and faults for half an hour, then the check; ARGS="--seed 7" repeats one
	@$(PYTHON) setup/prepare.py soak $(ARGS)

check:  ## formatting, lint, types, layers, sizes, generated files
	@$(PYTHON) setup/prepare.py check

fmt:  ## format everything
	@$(PYTHON) setup/prepare.py fmt

migrate:  ## bring the database at DATABASE_URL up to date
	@$(PYTHON) setup/prepare.py migrate

element:  ## the chat element's gallery and playground, on port 4173; PORT=… for another
	@$(PYTHON) setup/prepare.py element --port $(or $(PORT),4173)

bench:  ## benchmarks; fails when a ratio is beyond its limit
	@$(PYTHON) setup/prepare.py bench

locks:  ## pin the Python and npm packages anew, and .env.example with the settings
	@$(PYTHON) setup/prepare.py locks
