package urltext

// This file is query options and headers: ordered lists in which a name is there once, and the texts that builders
// write for them.

import (
	"errors"
	"fmt"
	"slices"
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
	out := slices.DeleteFunc(slices.Clone(options), func(o Option) bool { return o.Name == name })
	return append(out, Option{name, value})
}

// WithQuery is With for query options. A system query option without a value, such as the filter of no conditions, is
// left out: none may be empty (OData URL Conventions 4.01, section 5).
func WithQuery(options []Option, name, value string) []Option {
	if value == "" && strings.HasPrefix(name, "$") {
		return slices.DeleteFunc(slices.Clone(options), func(o Option) bool { return o.Name == name })
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
