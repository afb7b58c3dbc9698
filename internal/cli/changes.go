package cli

// This file prints what has changed in a package in Go's terms, beside the numbers of files.

import (
	"encoding/json"
	"strings"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/decl"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// fewChanges is how many changes of a package are printed unless somebody asks for all.
const fewChanges = 20

// changed are the changes as lines that follow another one, each after a line break.
func (r *reporter) changed(all []decl.Change) string {
	var text strings.Builder
	for i, c := range all {
		if i == fewChanges && !r.verbose {
			text.WriteString("\n    and " + diag.Count(len(all)-i, "more change") + ", which --verbose prints")
			break
		}
		text.WriteString("\n    " + c.Text)
	}
	return text.String()
}

// written is what gen has done, as JSON.
type written struct {
	Dir        string        `json:"dir"`
	Operations int           `json:"operations"`
	Types      int           `json:"types"`
	Files      int           `json:"files"`
	Lines      int           `json:"lines"`
	Written    []string      `json:"written"`
	Deleted    []string      `json:"deleted"`
	Unfinished bool          `json:"unfinished,omitempty"`
	Changes    []decl.Change `json:"changes"`
}

// generated prints what gen has done.
func (r *reporter) generated(p generator.Summary, c generator.Changes, changes []decl.Change) error {
	if !r.json {
		r.printf("%s: %s%s\n", named(p), summary(p, c), r.changed(changes))
		return nil
	}
	return r.value(newWritten(p, c, changes))
}

// named says which package is meant: by its folder, or by its name where that is the working folder, as it is in go
// generate.
func named(p generator.Summary) string {
	if dir := shown(p.Dir); dir != "." {
		return dir
	}
	return p.Package
}

func newWritten(p generator.Summary, c generator.Changes, changes []decl.Change) written {
	return written{Dir: shown(p.Dir), Operations: p.Operations, Types: p.Types, Files: p.Files, Lines: p.Lines,
		Written: list(c.Written), Deleted: list(c.Deleted), Unfinished: c.Unfinished, Changes: list(changes)}
}

// list is a list that is never null in JSON.
func list[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

// value prints a value to standard output as a line of JSON.
func (r *reporter) value(v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	r.printf("%s\n", text)
	return nil
}
