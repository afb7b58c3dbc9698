package diag

// This file collects complaints within bounds: a document with a million mistakes, or with names of a megabyte, takes
// neither forever nor gigabytes. Everything that reads documents complains through it.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/nearest"
)

const (
	// MaxComplaints bounds how many errors are kept, and how many warnings. The rest is counted.
	MaxComplaints = 10_000
	// maxArgument is how much of a text from the document a complaint shows, in bytes. Whole qualified names have room.
	maxArgument = 700
	// maxProposals bounds how often a name is compared with all others, which takes time.
	maxProposals = 50
)

// Collector collects complaints within bounds. The zero value is empty.
type Collector struct {
	list             List
	errors, warnings int
	proposals        int // how many were asked for
}

// Report adds a complaint, as List does.
func (c *Collector) Report(pos Pos, kind Complaint, format string, args ...any) *Draft {
	count := &c.errors
	if kind.Severity == Warning {
		count = &c.warnings
	}
	if *count++; *count > MaxComplaints {
		return &Draft{}
	}
	return c.list.Report(pos, kind, format, cut(args)...)
}

// cut shortens texts that nobody would read to their end.
func cut(args []any) []any {
	for i, a := range args {
		if text, ok := a.(string); ok && len(text) > maxArgument {
			args[i] = strings.ToValidUTF8(text[:maxArgument], "") + "..."
		}
	}
	return args
}

// Add takes over complaints of a document.
func (c *Collector) Add(list List) {
	for _, d := range list {
		if d.Severity == Warning {
			c.warnings++
		} else {
			c.errors++
		}
		c.list = append(c.list, d)
	}
}

// List returns the complaints as they came.
func (c *Collector) List() List { return c.list }

// TooMany and TooManyWarnings are what is said of the complaints that a Collector dropped.
var (
	TooMany = Complaint{
		Code: "too-many", Severity: Error, Meaning: "there are more errors than are shown",
		Example: "there are 10000 more errors than the 10000 that are shown; correct the first ones: a single mistake may have caused all of them",
	}
	TooManyWarnings = Complaint{
		Code: "too-many", Severity: Warning, Meaning: "there are more warnings than are shown",
		Example: "there are 10000 more warnings than the 10000 that are shown",
	}
)

// Done returns the complaints, sorted by position. Where some were dropped, one more says so.
func (c *Collector) Done(file string) List {
	at := Pos{File: file, Line: 1, Col: 1}
	if more := c.errors - MaxComplaints; more > 0 {
		c.list.Report(at, TooMany, "there are %d more errors than the %d that are shown", more, MaxComplaints).
			Fixf("correct the first ones: a single mistake may have caused all of them")
	}
	if more := c.warnings - MaxComplaints; more > 0 {
		c.list.Report(at, TooManyWarnings, "there are %d more warnings than the %d that are shown", more, MaxComplaints)
	}
	c.list.Sort()
	return c.list
}

// DidYouMean returns "did you mean" with the names that are close, or "". The names are asked for only where they are
// compared.
func (c *Collector) DidYouMean(name string, names func() []string) string {
	if c.proposals++; c.proposals > maxProposals {
		return ""
	}
	// What has the very name is something else than what is wanted.
	return nearest.DidYouMean(name, slices.DeleteFunc(names(), func(n string) bool { return n == name }))
}

// Proposing adds what DidYouMean says to a complaint, or else the fix.
func (c *Collector) Proposing(d *Draft, name string, names func() []string, otherwise string) {
	if proposal := c.DidYouMean(name, names); proposal != "" {
		d.Fixf("%s", proposal)
	} else if otherwise != "" {
		d.Fixf("%s", otherwise)
	}
}

// Shortened is a name that a complaint can show.
func Shortened(name string) string {
	const most = 60
	if len(name) <= most {
		return name
	}
	return strings.ToValidUTF8(name[:most], "") + "..."
}
