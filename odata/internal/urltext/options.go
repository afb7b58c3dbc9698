package urltext

// This file is query options and headers: ordered lists in which a name is there once, and the texts that builders
// write for them.

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Option is a query option or a header.
type Option struct{ Name, Value string }

// Written is what a builder wrote for a query option, and what cannot be written.
type Written struct {
	Text string
	Err  error
}

// Joined puts a separator between what builders wrote.
func Joined(parts []Written, separator string) Written {
	var out Written
	var faults []error
	for i, p := range parts {
		if i > 0 {
			out.Text += separator
		}
		out.Text += p.Text
		faults = append(faults, p.Err)
	}
	out.Err = errors.Join(faults...)
	return out
}

// With returns the options with one set: an option is there once.
func With(options []Option, name, value string) []Option {
	return append(Without(options, name), Option{name, value})
}

// Without returns the options but the one with the name, in memory of their own.
func Without(options []Option, name string) []Option {
	out := make([]Option, 0, len(options)+1)
	for _, o := range options {
		if o.Name != name {
			out = append(out, o)
		}
	}
	return out
}

// Has says whether there is an option with the name.
func Has(options []Option, name string) bool {
	for _, o := range options {
		if o.Name == name {
			return true
		}
	}
	return false
}

// Hidden is options that nobody prints by accident: package fmt prints the fields of any struct, unexported ones too,
// but of a function only its address. The zero value has none.
type Hidden struct{ reveal func() []Option }

// Hide hides options.
func Hide(options []Option) Hidden { return Hidden{func() []Option { return options }} }

// Reveal returns the options.
func (h Hidden) Reveal() []Option {
	if h.reveal == nil {
		return nil
	}
	return h.reveal()
}

// WithQuery is With for query options. A system query option without a value, such as the filter of no conditions, is
// left out: none may be empty (OData URL Conventions 4.01, section 5).
func WithQuery(options []Option, name, value string) []Option {
	if value == "" && strings.HasPrefix(name, "$") {
		return Without(options, name)
	}
	return With(options, name, value)
}

// Counted is a number of entities as a query option.
func Counted(n int) Written {
	if n < 0 {
		return Written{Err: fmt.Errorf("found %d where a number of entities, 0 or more, is expected", n)}
	}
	return Written{Text: strconv.Itoa(n)}
}
