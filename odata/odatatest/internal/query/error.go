package query

// This file is complaints about query options.

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// Error is a complaint about a place in a query option.
type Error struct {
	Option string // as the request has it: $filter
	Text   string // the value of the option, percent-decoded
	Column int    // where in Text, in characters from 1; 0 where it is about all of it
	Reason string
	// Unsupported says that the option is right, and cannot be evaluated here.
	Unsupported bool
}

// Error says where and why, with the text from there on.
func (e *Error) Error() string {
	if e.Column == 0 {
		return e.Option + ": " + e.Reason
	}
	return fmt.Sprintf("%s:%d: %s (in %s)", e.Option, e.Column, e.Reason, rawjson.Quote(e.Text))
}

// Errors are all complaints about a query, in the order of the request; errors.As finds each one.
type Errors []*Error

// Error has a line for each complaint.
func (all Errors) Error() string {
	lines := make([]string, len(all))
	for i, e := range all {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap are the complaints.
func (all Errors) Unwrap() []error {
	each := make([]error, len(all))
	for i, e := range all {
		each[i] = e
	}
	return each
}

// source is a text that is read, with what is complained about in it.
type source struct {
	option string
	text   string
	errs   *Errors
}

// complain adds a complaint about a place, given by its byte.
func (s *source) complain(at int, format string, args ...any) *Error {
	e := &Error{Option: s.option, Text: s.text, Column: utf8.RuneCountInString(s.text[:min(at, len(s.text))]) + 1, Reason: fmt.Sprintf(format, args...)}
	*s.errs = append(*s.errs, e)
	return e
}

// unsupported complains about what is right and cannot be evaluated.
func (s *source) unsupported(at int, format string, args ...any) {
	s.complain(at, format, args...).Unsupported = true
}
