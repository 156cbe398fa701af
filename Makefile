# `make report` and `make test` are all that a fresh machine needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help deps build report reference test suites lint check matrix outside fuzz torture sanitize mutants coverage pages site html pdf docs install uninstall dist wheel dist-test action release-dry-run bench bench-figures calibrate clean

# One build serves programs and tests, so that nothing is compiled twice. What a debugger would read is
# left out: it would be two thirds of the program, and a tenth of the time to compile it.
# Packages of others have the versions of .ci/versions.json, or the build fails.
OPTIMIZED := -c release -Xswiftc -enable-testing --only-use-versions-from-resolved-file
RELEASE := $(OPTIMIZED) -debug-info-format none
export RELEASE
WNREPORT := .build/release/wnreport
# Where the reference lies, beside the tables that it is made from.
EXAMPLES := $(wildcard Sources/Notebooks/Examples/*/)
LANGUAGE := Sources/Reports/Language
SHEETS := .build/bench-figures
# The report with formulas between dollars.
DOLLARS := .build/pages/reports
BOOK := .build/book/wnreport
# The report that `make site`, `html` and `pdf` read, and where its site goes.
REPORT := reports
SITE := .build/site
# What looks for barriers in the pages of a site.
AXE := .build/axe/axe_playwright_python/axe.min.js
# Where `make install` puts things; DESTDIR stands before it all while a package is made. With
# SWIFTFLAGS=--static-swift-stdlib the program needs no Swift where it runs.
PREFIX ?= /usr/local
DESTDIR ?=
SWIFTFLAGS ?=
ROOT = $(DESTDIR)$(PREFIX)
MAN = share/man/man1/wnreport.1
BASH = share/bash-completion/completions/wnreport
ZSH = share/zsh/site-functions/_wnreport
FISH = share/fish/vendor_completions.d/wnreport.fish
# The first one that has what Debian's package python3-yaml brings.
PYTHON = $(firstword $(foreach python,python3 /usr/bin/python3,\
  $(shell $(python) -c 'import yaml' 2>/dev/null && echo $(python))))
# The first seed of `make fuzz`: other seeds are other inputs.
FROM := 0
# `make torture` takes every so many-th call on the files of the package's report; a file is written by
# five calls, so that a multiple of five would always take the same one.
STEP := 7
# Experiments take an hour under a sanitizer, and the program under WNReportTests is a release build.
# What Foundation and statics keep until the end is no leak of ours.
SANITIZED := --filter 'WeightNormCoreTests|RunsTests|TablesTests|StatisticsTests|NotebooksTests|FiguresTests' \
  --filter 'ReportsTests|FuzzingTests' \
  --filter 'ExperimentsTests.(PooledPixels|ImageSet|Workers|Digits)'

help: ## say what the targets do
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## install what is missing: libgd, zlib, a font and Fashion-MNIST
	@.ci/dependencies

build: ## build the program and the tests, and install what they need
	@.ci/dependencies tests
	swift build $(RELEASE) --build-tests

report: deps ## build, run all experiments, and write reports/ and the examples' reports
	swift build $(RELEASE) --product wnreport
	$(WNREPORT) generate
	@for example in $(EXAMPLES); do $(WNREPORT) generate $$example --quiet || exit; done
	@echo "Read reports/README.md"

reference: deps ## write the reference of templates and the picture of the styles
	swift build $(RELEASE) --product wnreport
	$(WNREPORT) help --markdown > $(LANGUAGE)/README.md
	$(WNREPORT) help styles --picture > $(LANGUAGE)/styles.png

test: lint build ## check the format, run all tests, and prove that reports/ is current
	$(WNREPORT) check
	swift test $(RELEASE) --disable-xctest --skip-build
	@.ci/installed
	$(PYTHON) .ci/action/rehearse.py $(WNREPORT)

suites: build ## run the suites whose names match ONLY, as in ONLY='PageLint|Catalog'
	swift test $(RELEASE) --disable-xctest --skip-build --filter '$(ONLY)'

lint: ## check the format of the sources, that planted faults have a place, versions agree and licences are known
	swift format lint --strict -r Sources Tests Package.swift
	@.ci/mutants --places
	@.ci/release/selftest.py && .ci/release/release.py version >/dev/null && .ci/dist/contents.py --packages

check: deps ## prove that reports/ and the examples' reports are what the code gives
	swift build $(RELEASE) --product wnreport
	$(WNREPORT) check
	@for example in $(EXAMPLES); do $(WNREPORT) check $$example || exit; done

matrix: deps ## prove the same bits for all builds, jobs, kernels and emulated processors, and try the static program: half an hour
	@.ci/matrix $(ONLY)

outside: ## build a package that depends on the core, by path and by URL, with parts of its own
	@.ci/outside

pages: $(DOLLARS) $(AXE) ## look at pages and sites in a browser: pictures, links, formulas, widths, barriers
	python3 .ci/pages/selftest.py
	python3 .ci/pages/check.py reports $(DOLLARS) *.md $(LANGUAGE)/README.md
	python3 .ci/pages/site_selftest.py $(AXE)
	for report in reports $(EXAMPLES:%=%report); do \
	  python3 .ci/pages/website.py "$$report" ".build/pages/sites/$$report" || exit; done
	python3 .ci/pages/site_check.py $(AXE) $(patsubst %,.build/pages/sites/%,reports $(EXAMPLES:%=%report))

site: ## make a site of a report: make site REPORT=lecture/report SITE=folder
	@.ci/dependencies site
	@python3 .ci/pages/website.py "$(REPORT)" "$(SITE)"

html: ## bind the report into one HTML file, .build/book/wnreport.html
	@.ci/dependencies site
	python3 .ci/pages/book.py "$(REPORT)" $(BOOK).html

pdf: ## the same, and as a PDF
	@.ci/dependencies book
	python3 .ci/pages/book.py "$(REPORT)" $(BOOK).html $(BOOK).pdf

$(AXE): .ci/pages/requirements.txt
	@.ci/dependencies pages
	@python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore --no-deps \
	  --require-hashes --upgrade --target .build/axe -r $<
	@touch $@

.PHONY: $(DOLLARS)
$(DOLLARS):
	@.ci/dependencies pages
	swift build $(RELEASE) --product wnreport
	rm -rf $@ && mkdir -p $(@D) && cp -r reports $@
	$(WNREPORT) generate --only anatomy --quiet --math dollars --output $@ >/dev/null

docs: deps ## make the documentation of every room, .build/docs; a warning is an error
	.ci/docs

install: deps ## install the program, its data, man page and completions into PREFIX
	swift build $(RELEASE) --product wnreport $(SWIFTFLAGS)
	install -d $(addprefix "$(ROOT)"/,bin share/wnreport $(dir $(MAN) $(BASH) $(ZSH) $(FISH)))
	install $(WNREPORT) "$(ROOT)/bin/wnreport"
	rm -rf "$(ROOT)/share/wnreport/data" && cp -R Sources/Experiments/Data "$(ROOT)/share/wnreport/data"
	rm -rf "$(ROOT)/share/wnreport/examples" && cp -R Sources/Notebooks/Examples "$(ROOT)/share/wnreport/examples"
	$(WNREPORT) manual > "$(ROOT)/$(MAN)"
	$(WNREPORT) --generate-completion-script bash > "$(ROOT)/$(BASH)"
	$(WNREPORT) --generate-completion-script zsh > "$(ROOT)/$(ZSH)"
	$(WNREPORT) --generate-completion-script fish > "$(ROOT)/$(FISH)"

uninstall: ## remove what install put into PREFIX, and the folders that this leaves empty
	rm -rf "$(ROOT)/share/wnreport"
	for file in bin/wnreport $(MAN) $(BASH) $(ZSH) $(FISH); do rm -f "$(ROOT)/$$file"; \
	  (cd "$(ROOT)" && rmdir -p "$${file%/*}") 2>/dev/null || true; done

dist: ## pack the program with all that it needs into an archive, .build/dist; x86-64 Linux
	@.ci/dist/archive

wheel: dist ## the same, and as a wheel for pip
	@python3 .ci/dist/wheel.py .build/packaging/wnreport-*-linux .build/dist

dist-test: ## try archive and wheel in bare Debian 12 and 13, as root; ONLY=trixie tries one of them
	@.ci/dependencies dist
	@.ci/dist/roots $(ONLY)

action: release-dry-run ## rehearse the action with this release as a runner does it, and hold it and the workflows to GitHub's schemas
	@.ci/dependencies tests
	$(PYTHON) .ci/action/rehearse.py --release .build/dist
	@[ -x .build/schemas/bin/check-jsonschema ] || { python3 -m venv .build/schemas && .build/schemas/bin/pip install --quiet check-jsonschema; }
	.build/schemas/bin/check-jsonschema --builtin-schema vendor.github-actions action.yml
	.build/schemas/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml

release-dry-run: wheel ## make all that a release has, and say what it would be: all but the upload
	@.ci/release/release.py notes $(if $(LINKS),--links '$(LINKS)') > .build/dist/NOTES.md
	@cd .build/dist && sha256sum *.tar.gz *.whl > SHA256SUMS
	@cat .build/dist/NOTES.md .build/dist/SHA256SUMS
	@version=$$(.ci/release/release.py version); \
	if .ci/release/release.py tag "$$version"; then echo "the tag $$version would release this"; \
	else echo "the tag $$version would be refused"; fi

fuzz: deps ## throw a million hostile inputs, broken streams and foreign files at the program: an hour
	swift build $(RELEASE) --product wnfuzz
	@mkdir -p .build/fuzz; cd .build/fuzz; \
	for inputs in template:150000 cell:150000 figure:20000 record:500000 cache:100000 data:100000 \
	    table:100000 claims:100000; do \
	  target=$${inputs%:*}; \
	  ../release/wnfuzz "$$target" --package ../.. --from $(FROM) --count "$${inputs#*:}" || \
	    { echo "wnfuzz $$target --from $$(cat "$$target.seed") --show prints the input"; exit 1; }; \
	done
	$(MAKE) build
	WNREPORT_FUZZ_FROM=$(FROM) WNREPORT_FUZZ_STREAMS=3000 WNREPORT_FUZZ_TREES=200 \
	  swift test $(RELEASE) --disable-xctest --skip-build --filter 'StreamTests|ForeignFileTests'

torture: build ## end generate at 200 random moments and at its calls on files, fill its disk: an hour
	WNREPORT_TORTURE_ENDS=200 swift test $(RELEASE) --disable-xctest --skip-build \
	  --filter 'TortureTests|DiskTests'
	WNREPORT_TORTURE_FAULTS=all WNREPORT_TORTURE_STEP=$(STEP) \
	  swift test $(RELEASE) --disable-xctest --skip-build --filter FaultTests

sanitize: deps ## run the tests that run no whole experiment, and a million cases of the core, under sanitizers
	@.ci/threads/selftest
	@# What is shipped is what has to keep its memory; threads are told by debug builds.
	@cases=1000000; flags="$(OPTIMIZED)"; for kind in address thread; do \
	  swift build $$flags --build-tests --sanitize=$$kind --scratch-path .build/$$kind; \
	  WNREPORT_CORE_CASES=$$cases ASAN_OPTIONS=detect_leaks=0 \
	    TSAN_OPTIONS=suppressions=$(CURDIR)/.ci/threads/suppressions \
	    swift test $$flags --disable-xctest --skip-build --sanitize=$$kind \
	    --scratch-path .build/$$kind $(SANITIZED); \
	  cases=20000; flags=; \
	done

mutants: deps ## plant ten faults, one at a time, and ask whether the tests notice: half an hour
	@.ci/mutants $(ONLY)

coverage: deps ## say how much of each room the tests run, without those that start the program
	swift test --disable-xctest --enable-code-coverage --scratch-path .build/coverage \
	  --skip WNReportTests
	@.ci/coverage .build/coverage

bench: ## compare with PyTorch and JAX, which it installs: 10 GB, some minutes, a quiet machine
	@python=$$(Benchmarks/environment); .ci/dependencies; \
	swift build $(RELEASE) --product wnreport; \
	swift build $(RELEASE) --product wnbench; \
	"$$python" Benchmarks/bench.py

calibrate: deps ## ask studies on fresh seeds whether verdicts repeat: ten minutes of two cores
	swift build $(RELEASE) --product wnbench
	@file=Sources/Experiments/Convergence/Calibration+Measured.swift; new=$$(mktemp); \
	.build/release/wnbench calibrate > "$$new"; cat "$$new" > "$$file"; rm -f "$$new"; cat "$$file"

bench-figures: ## compare four figures with matplotlib's: their cost, and sheets to look at
	@python=$$(Benchmarks/environment); .ci/dependencies; \
	swift build $(RELEASE) --product wnbench; \
	"$$python" Benchmarks/figures.py $(SHEETS)

clean: ## remove what was built
	swift package clean
