package cli

// This file prints: results to standard output, complaints to standard error, one per line, as text or as JSON.

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// reporter prints what a run of the command has to say.
type reporter struct {
	out, err io.Writer
	json     bool // as JSON
	github   bool // complaints as annotations of GitHub
	verbose  bool // all changes and not just the first
	warnings bool // those about the metadata too
}

func (r *reporter) printf(format string, args ...any) {
	fmt.Fprintf(r.out, format, args...) //nolint:errcheck // nobody is left to tell
}

// warn prints warnings about a configuration. Those about the metadata are the service's affair: they are printed when
// asked for.
func (r *reporter) warn(c *generator.Config, warnings generator.Diagnostics) {
	for _, w := range warnings {
		if r.warnings || w.File == c.File {
			r.complain(w)
		}
	}
}

// differences prints which packages are not up to date: the diffs to standard output, then what to do to standard
// error. As JSON both are one line of standard error for each package.
func (r *reporter) differences(all []difference) {
	if !r.json {
		for _, d := range all {
			r.printf("%s", d.Diff)
		}
	}
	for _, d := range all {
		more := r.changed(d.Changes)
		text := d.Error() + more
		if r.github {
			text = annotation(d.Diagnostic, more)
		}
		r.line(text, d)
	}
}

// report prints an error: every diagnostic in it on a line of its own, sorted.
func (r *reporter) report(err error) {
	var located generator.Diagnostics
	var others []error
	collect(err, &located, &others)
	located.Sort()
	for _, d := range located {
		r.complain(d)
	}
	for _, e := range others {
		r.complain(generator.Diagnostic{Severity: diag.Error, Code: "error", Message: e.Error()})
	}
}

// collect takes an error apart into its diagnostics and the rest.
func collect(err error, located *generator.Diagnostics, others *[]error) {
	var list generator.Diagnostics
	if d, ok := err.(generator.Diagnostic); ok {
		*located = append(*located, d)
		return
	}
	if l, ok := err.(generator.Diagnostics); ok {
		*located = append(*located, l...)
		return
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			collect(e, located, others)
		}
		return
	}
	if errors.As(err, &list) {
		*located = append(*located, list...)
		return
	}
	*others = append(*others, err)
}

// complain prints one diagnostic.
func (r *reporter) complain(d generator.Diagnostic) {
	text := d.Error()
	if d.File == "" {
		text = "csdlgen: " + text
	}
	if d.Severity == diag.Warning {
		text += " [" + d.Code + "]" // which silence: in the configuration takes
	}
	if r.github {
		text = annotation(d, "")
	}
	r.line(text, d)
}

// line prints one line to standard error: the text, or the value as JSON.
func (r *reporter) line(text string, value any) {
	if r.json {
		if data, err := json.Marshal(value); err == nil {
			text = string(data)
		}
	}
	fmt.Fprintln(r.err, text) //nolint:errcheck // nobody is left to tell
}

// shown is a folder as a user would type it.
func shown(dir string) string {
	if cwd, err := os.Getwd(); err == nil && filepath.IsAbs(dir) {
		if rel, err := filepath.Rel(cwd, dir); err == nil && !strings.HasPrefix(rel, "..") {
			return rel
		}
	}
	return filepath.Clean(dir)
}
