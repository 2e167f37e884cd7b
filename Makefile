# weft: the Go kernel and grader. `make demo` needs Go only; `make test` installs what the tests need.
SHELL := /bin/bash
export CGO_ENABLED ?= 0

VERSION  := $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
LDFLAGS  := -s -w -X main.version=$(VERSION)
VENV     := .venv
PYTHON   ?= python3
FUZZTIME ?= 20s
RELEASED  := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64
PLATFORMS := $(RELEASED) windows/amd64 windows/arm64

# $(call go-test,FLAGS,PACKAGES). In continuous integration a failed test is tried twice more, by itself and whole,
# as steps of one may build on each other. One that then passes is told as failed in the summary, and is a defect to
# mend; but it does not refuse a change that has nothing to do with it. More than ten failures (the default) are no
# accident, and nothing is tried again.
ifeq ($(CI),true)
go-test = go tool -modfile=tools/go.mod gotestsum --format=standard-quiet --rerun-fails=2 --rerun-fails-run-root-test \
	--packages="$(2)" -- $(1)
else
go-test = go test $(1) $(2)
endif

.PHONY: pictures site build demo test test-tools kit check exercises race e2e conform fuzz lab bench lint release generate modules clean

## build: the binary, with the standard library's documentation packed in
build: bin/weft
bin/weft: FORCE
	@go run ./kernel/golang/std/internal/gen -docs
	go build -trimpath -tags docs -ldflags '$(LDFLAGS)' -o $@ ./cmd/weft
FORCE:

## demo: every lesson through a real kernel process over ZeroMQ; each exercise's solution graded, and a wrong one
demo: bin/weft
	./bin/weft run notebooks/*.ipynb
	./bin/weft exercise demo --exercises exercises

## test: everything, with what it needs installed first
test: test-tools check exercises race e2e

## exercises: proves exercises with their own right and wrong solutions; WRONG=0 takes all wrong ones, TIMES=20 each so often
WRONG ?= 12
TIMES ?= 1
exercises: kit
	./bin/weft exercise lint --exercises exercises --wrong $(WRONG) --times $(TIMES)

## kit: the compiled packages that compiled cells and their tests share; it takes time once
kit: bin/weft
	@./bin/weft kit make
	@if command -v gcc >/dev/null; then ./bin/weft kit make --race; fi

check: kit
	go vet ./...
	$(call go-test,-timeout 30m,./...)

# The race detector needs cgo and a C compiler.
race:
	@if command -v gcc >/dev/null || command -v cc >/dev/null; then \
		export CGO_ENABLED=1; $(call go-test,-race -timeout 30m,./kernel/jupyter/... ./kernel/display/... ./kernel/engine/... ./kernel/magic ./kernel/golang/check ./kernel $$(go list ./grader/... | grep -vx weft/grader | tr '\n' ' ')); \
	elif [ "$$CI" = true ]; then echo 'race tests: no C compiler' >&2; exit 1; \
	else echo '*** SKIPPED: race tests, because there is no C compiler (install gcc)' >&2; fi

# Python's clients, jupyter_kernel_test, and JupyterLab in Chromium, against the built binary; and all
# programs of docs/CONFORM.md.
e2e: bin/weft
	WEFT_E2E=1 $(call go-test,-count=1 -timeout 40m,./kernel/e2e/... ./kernel/conform ./grader/report)

## pictures: every lesson in JupyterLab, screen by screen, light and dark, into SHOTS
SHOTS ?= $(CURDIR)/shots
pictures: bin/weft test-tools
	WEFT_E2E=1 WEFT_SHOTS=$(SHOTS) go test -count=1 -timeout 30m ./kernel/e2e -run TestLessonPictures

## conform: every program of the corpora, in weft and compiled; ARGS=-h tells the flags
conform:
	@go run ./kernel/conform/cmd $(ARGS)

## site: the documents as a web site in build/site; links are checked, those to other hosts are listed by ARGS=-external
site:
	@go run ./docs/site -o build/site -version '$(VERSION)' $(ARGS)

# What cannot be fetched may not be needed: whoever needs it says so.
modules:
	@./tools/again 4 go mod download || true
	@./tools/again 4 go mod download -modfile=tools/go.mod || true

test-tools:
	@./tools/setup $(VENV) $(PYTHON)

## fuzz: every fuzz target for FUZZTIME each
fuzz:
	@./tools/fuzz $(FUZZTIME)

## lab: JupyterLab with this kernel on the lessons
lab: bin/weft
	./bin/weft lab notebooks

## bench: ratios against the plain interpreter, go run and ipykernel, each measured in one run
bench: bin/weft test-tools
	go run ./bench/language
	go run ./bench/native
	go run ./bench/grade
	go run ./bench/procs
	$(VENV)/bin/python bench/kernel/bench.py

## lint: formatting, vet, staticcheck, import directions, the images, other platforms
lint:
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo 'not gofmt-ed:'; gofmt -l $$(git ls-files '*.go'); exit 1; }
	go vet ./...
	go tool -modfile=tools/go.mod staticcheck ./...
	go test -run 'TestArrows|TestForbidden' ./kernel
	go test -C tools ./imagecheck && go run -C tools ./imagecheck ..
	go tool -modfile=tools/go.mod actionlint
	@for p in $(PLATFORMS); do \
		echo "build $$p"; GOOS=$${p%/*} GOARCH=$${p#*/} go build ./... || exit 1; done
	@echo 'vet darwin/arm64, tests too'; GOOS=darwin GOARCH=arm64 go vet ./...
	@if command -v govulncheck >/dev/null && [ -n "$$GOVULNDB" ]; then govulncheck ./...; \
	else echo 'govulncheck: not run (it needs its database: install it and set GOVULNDB)'; fi

## release: the binary of each platform that runs cells, and their checksums, in dist
release:
	@go run ./kernel/golang/std/internal/gen -docs
	@mkdir -p dist && rm -f dist/weft-* dist/SHA256SUMS
	@for p in $(RELEASED); do os=$${p%/*} arch=$${p#*/}; echo "weft-$$os-$$arch"; \
		GOOS=$$os GOARCH=$$arch go build -trimpath -tags docs -ldflags '$(LDFLAGS)' -o dist/weft-$$os-$$arch ./cmd/weft || exit 1; done
	@cd dist && { sha256sum weft-* 2>/dev/null || shasum -a 256 weft-*; } > SHA256SUMS && cat SHA256SUMS

## generate: export data and symbol tables of the standard library, sources for the kit (seconds; committed)
generate:
	go run ./kernel/golang/std/internal/gen
	go run ./kernel/engine/native/kit/internal/gen

clean:
	rm -rf bin dist $(VENV) kernel/golang/std/docs.bin
