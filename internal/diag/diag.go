// Package diag is how every part of csdlgen says what is wrong with its input: a position, what was found, what
// was expected and how to fix it. The reader, the resolver, the selection and the writer collect diagnostics in a
// List and go on, so that a user sees all of them at once; the command prints them as text or as JSON lines.
//
// The public packages re-export these types under their own names (metadata.Diagnostic, generator.Diagnostic).
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Pos is a place in a text. Line and Col count from 1, Col in bytes. A zero Line means that only the file is known;
// the zero Pos means that nothing is known.
type Pos struct {
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
	Col  int    `json:"col,omitempty"`
}

// String returns file:line:col, without the parts that are not known.
func (p Pos) String() string {
	if p.Line == 0 {
		return p.File
	}
	return p.File + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Col)
}

// Compare orders positions by file, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(strings.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// Severity says whether a diagnostic stops generation.
type Severity string

// The severities. The zero value counts as Error.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Complaint is a kind of complaint. Every kind is declared once, in internal/complaint.
type Complaint struct {
	// Code is a stable, kebab-case name, such as "unresolved-type". An error and a warning may share one.
	Code     string
	Severity Severity
	// Meaning says in a few words what is wrong; Example is a message with its fix, as a user sees it.
	Meaning, Example string
}

// Diagnostic is one complaint, finished. It is an error that prints as "file:line:col: message".
type Diagnostic struct {
	Pos
	Severity Severity `json:"severity"`
	// Code is the code of the kind of complaint.
	Code string `json:"code"`
	// Message says what was found and what was expected.
	Message string `json:"message"`
	// Fix says what to do about it; it may be empty.
	Fix string `json:"fix,omitempty"`
	// Related are further places that matter, such as the first of two declarations.
	Related []Related `json:"related,omitempty"`
	// Within are the places of the elements of a schema that the complaint stands in, the innermost first: that of a
	// property, then that of its type. It is empty for what is about a document as a whole, and for warnings.
	Within []Pos `json:"-"`
	// Cause is the error underneath, if there is one; errors.Is and errors.As see it.
	Cause error `json:"-"`
}

// Related is a second place of a diagnostic.
type Related struct {
	Pos
	Message string `json:"message"`
}

// Error returns the diagnostic on one line: position, message, fix and related places.
func (d Diagnostic) Error() string {
	var b strings.Builder
	if d.File != "" {
		b.WriteString(d.Pos.String())
		b.WriteString(": ")
	}
	if d.Severity == Warning {
		b.WriteString("warning: ")
	}
	b.WriteString(d.Message)
	if d.Fix != "" {
		b.WriteString("; ")
		b.WriteString(d.Fix)
	}
	for _, r := range d.Related {
		fmt.Fprintf(&b, " (%s: %s)", r.Pos, r.Message)
	}
	return b.String()
}

// Unwrap returns the cause.
func (d Diagnostic) Unwrap() error { return d.Cause }

// List collects diagnostics. The zero value is empty and ready to use. It is not safe for concurrent use.
type List []Diagnostic

// Report adds a complaint of the kind c. The message is one line; what it returns adds a fix and further places.
func (l *List) Report(pos Pos, c Complaint, format string, args ...any) *Draft {
	*l = append(*l, Diagnostic{Pos: pos, Severity: c.Severity, Code: c.Code, Message: fmt.Sprintf(format, args...)})
	return &Draft{list: l, at: len(*l) - 1}
}

// Sort orders the list by position, then by message, and drops exact repetitions.
func (l *List) Sort() {
	slices.SortStableFunc(*l, func(a, b Diagnostic) int {
		return cmp.Or(a.Compare(b.Pos), strings.Compare(a.Message, b.Message))
	})
	*l = slices.CompactFunc(*l, func(a, b Diagnostic) bool {
		return a.Pos == b.Pos && a.Message == b.Message && a.Severity == b.Severity
	})
}

// Errors returns the diagnostics that stop generation.
func (l List) Errors() List {
	return l.filter(func(d Diagnostic) bool { return d.Severity != Warning })
}

// Warnings returns the diagnostics that do not stop generation.
func (l List) Warnings() List {
	return l.filter(func(d Diagnostic) bool { return d.Severity == Warning })
}

func (l List) filter(keep func(Diagnostic) bool) List {
	var out List
	for _, d := range l {
		if keep(d) {
			out = append(out, d)
		}
	}
	return out
}

// Err returns the sorted errors of the list as one error, or nil if there are none.
func (l List) Err() error {
	errs := l.Errors()
	if len(errs) == 0 {
		return nil
	}
	errs.Sort()
	return errs
}

// Error returns the diagnostics, one a line.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, d := range l {
		lines[i] = d.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns every diagnostic, so that errors.As finds the first and errors.Is finds a cause.
func (l List) Unwrap() []error {
	errs := make([]error, len(l))
	for i, d := range l {
		errs[i] = d
	}
	return errs
}
