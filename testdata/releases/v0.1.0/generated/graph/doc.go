package graph

//go:generate go run github.com/csdlgen/csdlgen/cmd/csdlgen gen
