// Benchmarks that build programs, in a module of their own so that the main one stays small.
module github.com/csdlgen/csdlgen/bench

go 1.26.0

require (
	github.com/csdlgen/csdlgen v0.0.0
	github.com/go-json-experiment/json v1.27.2
	golang.org/x/tools v0.52.0
)

require (
	github.com/beevik/etree v1.8.1 // indirect
	github.com/google/uuid v1.6.0 // indirect
)

replace github.com/csdlgen/csdlgen => ../
