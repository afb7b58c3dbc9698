package diag

// This file collects complaints within bounds: a document with a million mistakes, or with names of a megabyte, takes neither forever nor
// gigabytes. Everything that reads documents complains through it.

import (
	"fmt"
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
	spare            Diagnostic
}

// Errorf adds an error, as List does.
func (c *Collector) Errorf(pos Pos, code, format string, args ...any) *Diagnostic {
	if c.errors++; c.errors > MaxComplaints {
		return c.dropped()
	}
	return c.list.Errorf(pos, code, format, cut(args)...)
}

// Warnf adds a warning, as List does.
func (c *Collector) Warnf(pos Pos, code, format string, args ...any) *Diagnostic {
	if c.warnings++; c.warnings > MaxComplaints {
		return c.dropped()
	}
	return c.list.Warnf(pos, code, format, cut(args)...)
}

// dropped is what callers may add fixes and places to, for nobody to read.
func (c *Collector) dropped() *Diagnostic {
	c.spare = Diagnostic{}
	return &c.spare
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

// Done returns the complaints, sorted by position. Where some were dropped, one more says so.
func (c *Collector) Done(file string) List {
	at := Pos{File: file, Line: 1, Col: 1}
	if more := c.errors - MaxComplaints; more > 0 {
		c.list.Errorf(at, "too-many", "there are %d more errors than the %d that are shown", more, MaxComplaints).
			Fixf("mend the first ones: one mistake may be behind all of them")
	}
	if more := c.warnings - MaxComplaints; more > 0 {
		c.list.Warnf(at, "too-many", "there are %d more warnings than the %d that are shown", more, MaxComplaints)
	}
	c.list.Sort()
	return c.list
}

// DidYouMean returns "did you mean" with the names that are close, or "". The names are asked for only where they are compared.
func (c *Collector) DidYouMean(name string, names func() []string) string {
	if c.proposals++; c.proposals > maxProposals {
		return ""
	}
	// What has the very name is something else than what is wanted.
	return nearest.DidYouMean(name, slices.DeleteFunc(names(), func(n string) bool { return n == name }))
}

// Proposing adds what DidYouMean says to a complaint, or else the fix.
func (c *Collector) Proposing(d *Diagnostic, name string, names func() []string, otherwise string) {
	if proposal := c.DidYouMean(name, names); proposal != "" {
		d.Fix = proposal
	} else if otherwise != "" {
		d.Fix = otherwise
	}
}

// Plural counts things in words.
func Plural(n int, what string) string {
	if n == 1 {
		return fmt.Sprintf("one %s", what)
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// Shortened is a name that a complaint can show.
func Shortened(name string) string {
	const most = 60
	if len(name) <= most {
		return name
	}
	return strings.ToValidUTF8(name[:most], "") + "..."
}
