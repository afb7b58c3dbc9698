# The two commands of the README are `make generate` and `make test`.

GO ?= go
STATICCHECK = $(GO) tool -modfile=tools/go.mod staticcheck

NEXT ?= go1.27.0

# Modules besides the root, which ./... does not reach.
MODULES = auth/azure auth/azure/e2e release

# Every package that is generated here.
CONFIGS = $(wildcard generated/*/csdlgen.yaml interop/*/csdlgen.yaml)

.PHONY: generate test lint unit race next uptodate interop coverage fuzz whole release notes bench help

help: ## what there is to make
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

generate: ## build csdlgen, run it on every generated package, say what it wrote
	@mkdir -p bin
	$(GO) build -o bin/csdlgen ./cmd/csdlgen
	bin/csdlgen gen $(foreach c,$(CONFIGS),-c $(c))

test: lint unit race next uptodate interop ## everything that CI runs

lint: ## gofmt, vet and staticcheck, on generated code as on our own
	@test -z "$$(gofmt -l .)" || { echo "gofmt -w is needed on:"; gofmt -l .; exit 1; }
	$(GO) vet ./...
	$(STATICCHECK) ./...
	@mkdir -p bin && $(GO) build -modfile=tools/go.mod -o bin/staticcheck honnef.co/go/tools/cmd/staticcheck
	@for m in $(MODULES); do echo "$$m: vet, staticcheck"; (cd $$m && $(GO) vet ./... && $(CURDIR)/bin/staticcheck ./...) || exit 1; done

unit: ## all tests, those on whole schemas of real services included, which go test ./... leaves out
	$(GO) mod download # scenarios build modules of their own, with what is in the cache
	CSDLGEN_WHOLE=1 $(GO) test -timeout 25m ./...
	@for m in $(MODULES); do echo "$$m: test"; (cd $$m && CSDLGEN_WHOLE=1 $(GO) test -count=1 ./...) || exit 1; done

race: ## the runtime and what programs test with, under the race detector; skipped without a C compiler
	@if command -v $$($(GO) env CC) >/dev/null; then CGO_ENABLED=1 $(GO) test -race -short ./odata/... ./examples/...; \
	else echo "skipped: the race detector needs a C compiler"; fi

next: ## the runtime and what is generated, with the next Go, in which encoding/json is another
	@if GOTOOLCHAIN=$(NEXT) $(GO) version >/dev/null 2>&1; then GOTOOLCHAIN=$(NEXT) $(GO) test ./odata/... ./generated/...; \
	else echo "skipped: $(NEXT) cannot be had here"; fi

uptodate: ## fail where a generated package is not what its configuration says
	$(GO) run ./cmd/csdlgen check $(foreach c,$(CONFIGS),-c $(c)) || { echo "run make generate and read the diff"; exit 1; }

interop: ## csdlgen against a real server, SAP CAP, on the loopback; skipped without Node
	@if ! command -v node >/dev/null || ! command -v npm >/dev/null; then echo "skipped: interop needs node and npm"; \
	elif ! $(MAKE) --no-print-directory $(CAP); then echo "skipped: npm cannot install the server of interop"; \
	else $(GO) test -count=1 ./interop; fi

# npm installs anew whenever it is asked to: it is asked where its lock file has changed.
CAP = interop/service/node_modules/.package-lock.json

$(CAP): interop/service/package.json interop/service/package-lock.json interop/service/.npmrc
	cd interop/service && npm ci --no-audit --no-fund
	@touch $@

coverage: ## how much of Microsoft Graph's documentation resolves, compiles and survives; with V=1 the misses too
	@CSDLGEN_WHOLE=1 $(GO) test -count=1 -v -run Documented ./generator/... | grep -E $(if $(V),'.','(v1\.0|beta): [0-9]+ ') | sed -E 's/^ *[a-z_]+\.go:[0-9]+: //'

fuzz: ## run every fuzz target for a minute
	@for p in $$($(GO) list ./...); do \
		for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
			echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime 1m -fuzzminimizetime 5s $$p || exit 1; \
		done; \
	done

whole: ## vet and staticcheck on every type of the largest schemas: minutes and gigabytes
	CSDLGEN_WHOLE=all $(GO) test ./generator -run WholeSchemasAreClean -v -timeout 40m

release: ## prepare the release VERSION=v0.2.0: the changelog's section, and the record that later versions are held to
	cd release && $(GO) run . prepare $(VERSION)

notes: ## print what the changelog says about VERSION=v0.2.0
	@cd release && $(GO) run . notes $(VERSION)

bench: ## one table of what things cost, each beside its floor; then all benchmarks
	cd bench && $(GO) run ./table
	$(GO) test -run '^$$' -bench . -benchmem ./metadata/load ./metadata/compare ./odata ./generator ./generator/selection
	cd bench && $(GO) test -run '^$$' -bench . -benchtime 3x .
