# The two commands of the README are `make generate` and `make test`.

.PHONY: test lint

test: lint ## everything that CI runs
	go test ./...

lint:
	@test -z "$$(gofmt -l .)" || { echo "run gofmt -w on:"; gofmt -l .; exit 1; }
	go vet ./...
