// Package complaint declares every kind of complaint that csdlgen has about its input, once: code, severity, meaning
// and an example. There is a file for each area. What complains names one of these values, the configuration silences
// warnings by their codes, the documentation lists them, and tests hold all of these together.
//
// To add one, declare it in the file of its area, add it to the list there, and run go test ./internal/complaint
// -update, which writes the documentation.
package complaint

import (
	"slices"

	"github.com/csdlgen/csdlgen/internal/diag"
)

// All returns all complaints, area by area.
func All() []diag.Complaint {
	return slices.Concat(Syntax(), Metadata(), Selection(), Plan(), Configuration(), Output(), Diff(), Pull(), Asked(), Init())
}

// Warnings returns the codes of all warnings, sorted: what a configuration can silence. An error about metadata is a
// warning where nothing that is generated needs what is faulty.
func Warnings() []string {
	var codes []string
	for _, c := range All() {
		if c.Severity == diag.Warning {
			codes = append(codes, c.Code)
		}
	}
	for _, c := range Metadata() {
		codes = append(codes, c.Code)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}
