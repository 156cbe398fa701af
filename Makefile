# `make report` and `make test` are all that a fresh machine needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help deps report test lint check matrix pages html pdf bench bench-figures clean

WNREPORT := .build/release/wnreport
SHEETS := .build/bench-figures
# The report with formulas as pandoc reads them.
DOLLARS := .build/pages/reports
BOOK := .build/book/wnreport

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

pages: $(DOLLARS) ## look at every page in a browser: pictures, links, formulas, widths
	python3 .ci/pages/selftest.py
	python3 .ci/pages/check.py reports $(DOLLARS) *.md

html: $(DOLLARS) ## bind the report into one HTML file, .build/book/wnreport.html
	python3 .ci/pages/book.py $(DOLLARS) $(BOOK).html

pdf: $(DOLLARS) ## the same, and as a PDF
	python3 .ci/pages/book.py $(DOLLARS) $(BOOK).html $(BOOK).pdf

.PHONY: $(DOLLARS)
$(DOLLARS):
	@.ci/dependencies pages
	swift build -c release --product wnreport
	rm -rf $@ && mkdir -p $(@D) && cp -r reports $@
	$(WNREPORT) generate --only anatomy --quiet --math dollars --output $@ >/dev/null

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
