package generator

// This file says in numbers what a package holds.

import "bytes"

// Summary says what a package holds.
type Summary struct {
	// Dir is the output folder, Package the name of the package.
	Dir, Package string
	// Operations, Types, Files and Lines are how many there are: of the plan the first two, then of Go.
	Operations, Types, Files, Lines int
	// Warnings are those of the Result.
	Warnings Diagnostics
}

// Summary says what the package holds.
func (r *Result) Summary() Summary {
	s := Summary{Dir: r.Dir, Package: r.Plan.Name, Operations: len(r.Plan.Operations), Types: len(r.Plan.Types), Files: len(r.Files), Warnings: r.Warnings}
	for _, text := range r.Files {
		s.Lines += bytes.Count(text, []byte("\n"))
	}
	return s
}
