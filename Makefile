# `make report` and `make test` are all that a fresh machine needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help deps report test lint check matrix bench bench-figures clean

WNREPORT := .build/release/wnreport
SHEETS := .build/bench-figures

help: ## say what the targets do
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## install what is missing: libgd, zlib, a font and Fashion-MNIST
	@.ci/dependencies

report: deps ## build, run all experiments and write reports/
	swift build -c release --product wnreport
	$(WNREPORT) generate
	@echo "Read reports/README.md"

test: deps lint ## check the format, run all tests, and prove that reports/ is current
	swift build -c release --product wnreport
	$(WNREPORT) check
	swift test --disable-xctest

lint: ## check the format of the sources
	swift format lint --strict -r Sources Tests Package.swift

check: deps ## prove that reports/ is what the code gives
	swift build -c release --product wnreport
	$(WNREPORT) check

matrix: deps ## prove the same bits for all builds, jobs, kernels and emulated processors: some minutes
	@.ci/matrix

bench: ## compare with PyTorch and JAX, which it installs: 10 GB, some minutes, a quiet machine
	@python=$$(Benchmarks/environment); .ci/dependencies; \
	swift build -c release --product wnreport; \
	swift build -c release --product wnbench; \
	"$$python" Benchmarks/bench.py

bench-figures: ## compare four figures with matplotlib's: their cost, and sheets to look at
	@python=$$(Benchmarks/environment); .ci/dependencies; \
	swift build -c release --product wnbench; \
	"$$python" Benchmarks/figures.py $(SHEETS)

clean: ## remove what was built
	swift package clean
