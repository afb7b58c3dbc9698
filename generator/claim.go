package generator

// This file keeps two configurations from taking turns in one output folder, where each would delete what the other has
// generated. A package says which configuration it is of; where that still has the folder for its output, another one
// is refused.

import (
	"path/filepath"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// claimed complains where the folder is the output of another configuration.
func (r *Result) claimed(f folder, diags *diag.List) {
	if len(f.own) == 0 {
		return
	}
	pkg := r.Plan.Packages[0]
	other := ir.ConfigIn(f.own[pkg.File])
	if other == "" { // a package of an earlier csdlgen, or without that file
		other = configFile
	}
	mine, theirs := filepath.Join(r.Dir, filepath.FromSlash(pkg.Config)), filepath.Join(r.Dir, filepath.FromSlash(other))
	if pkg.Config != "" && f.seen.same(mine, theirs) || !claims(f.seen, theirs, r.Dir) {
		return
	}
	if pkg.Config == "" {
		mine = "this configuration"
	}
	diags.Report(Pos{File: r.Dir}, complaint.OutputTwice, "this folder is already the output of %s, whose files %s would delete", filepath.ToSlash(theirs), filepath.ToSlash(mine)).
		Fixf("give one of the configurations another output:, or delete %s", filepath.ToSlash(theirs))
}

// claims says whether a configuration is there and has a folder for its output. One that cannot be understood may.
func claims(seen *trace, path, dir string) bool {
	if !seen.isFile(path) {
		return false
	}
	text, err := seen.text(path)
	if err != nil {
		return true
	}
	config, err := ParseConfig(path, text)
	return err != nil || seen.same(config.OutputDir(), dir)
}
