# ConsoRes: the commands of every day. Each is a script that says what it does.
.DEFAULT_GOAL := help
.PHONY: help run dev test lint bench screenshots

help: ## List the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 20

run: ## Install what is missing, build, and serve a demonstration on http://127.0.0.1:8080
	@scripts/run

dev: ## Serve with the application rebuilt on every change
	@scripts/dev

test: ## Run every check and every test
	@scripts/setup test
	@scripts/test

lint: ## Format, lints, layers, licences
	@scripts/setup test
	@scripts/test format scripts clippy clippy_wasm layers deny

bench: ## Measure a large import against a bare read of its file (BENCH_SAMPLES=folder)
	@scripts/setup
	@scripts/bench

screenshots: ## Take the screenshots of docs/screenshots
	@scripts/setup test
	@scripts/screenshots
