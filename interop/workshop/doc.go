// Package workshop calls the service that the tests of csdlgen start: a small model for SAP CAP, in ../service.
package workshop

//go:generate go run ../../cmd/csdlgen gen
