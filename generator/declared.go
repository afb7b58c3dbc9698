package generator

// This file compares the declarations of a Result with those in the output folder.

import "github.com/csdlgen/csdlgen/generator/decl"

// Declared says in Go's terms what Write would change: declarations that are new, gone or other than they were. It is
// nothing where the output folder has no file of csdlgen's yet. Files in it are relative to Dir.
func (r *Result) Declared() ([]decl.Change, error) {
	f, _, err := r.look()
	if err != nil {
		return nil, err
	}
	return decl.Compare(f.own, r.Files), nil
}
