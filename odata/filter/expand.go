package filter

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/typename"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// This file is $expand: navigation properties, with options for what they lead to (OData URL Conventions 4.01, section
// 5.1.3).

// With returns a navigation property with options for $expand, which the methods of the result set.
func With[R, E any](nav Navigation[R, E]) Expansion[R, E] {
	var none R
	w := nav.expanded(none)
	return Expansion[R, E]{name: w.Text, err: w.Err}
}

// WithRef expands only the references to the related entities.
func WithRef[R, E any](nav Navigation[R, E]) Expansion[R, E] {
	x := With(nav)
	x.name += "/$ref"
	return x
}

// WithCount expands only the number of the related entities.
func WithCount[R, E any](nav Navigation[R, E]) Expansion[R, E] {
	x := With(nav)
	x.name += "/$count"
	return x
}

// WithDerived is [With] for a navigation property of a derived type D, for an R whose values may be of that type:
// microsoft.graph.user/manager.
func WithDerived[R, D, E any](nav Navigation[D, E]) Expansion[R, E] {
	x := Expansion[R, E]{name: With(nav).name}
	if name := typename.Of(reflect.TypeFor[D]()); name != "" {
		x.name = name + "/" + x.name
	}
	return x
}

// WithOnly is [With] for those of the related entities that are of the derived type D: members/microsoft.graph.user.
func WithOnly[D, R, E any](nav Navigation[R, E]) Expansion[R, D] {
	x := Expansion[R, D]{name: With(nav).name}
	if name := typename.Of(reflect.TypeFor[D]()); name != "" {
		x.name += "/" + name
	}
	return x
}

// WithThrough is [With] for a navigation property of the complex value that outer leads to: address/country.
func WithThrough[R, C, E any](outer Operand[R, C], nav Navigation[C, E]) Expansion[R, E] {
	path := expressionOf(outer).path()
	return Expansion[R, E]{name: path.Text + "/" + With(nav).name, err: path.Err}
}

// Expansion is a navigation property of R with options for the E that it leads to. It does not change: its methods
// return others.
type Expansion[R, E any] struct {
	name    string
	options []urltext.Option
	err     error
}

//go:noinline
func (e Expansion[R, E]) expanded(R) urltext.Written {
	text := e.name
	if len(e.options) > 0 {
		parts := make([]string, len(e.options))
		for i, o := range e.options {
			parts[i] = o.Name + "=" + o.Value
		}
		text += "(" + strings.Join(parts, ";") + ")"
	}
	return urltext.Written{Text: text, Err: e.err}
}

// option sets an option to what a builder wrote; nothing takes it away.
//
//go:noinline
func (e Expansion[R, E]) option(name string, value urltext.Written) Expansion[R, E] {
	if value.Err != nil {
		e.err = errors.Join(e.err, fmt.Errorf("%s of %s: %w", name, e.name, value.Err))
	}
	if value.Text == "" {
		e.options = slices.DeleteFunc(slices.Clone(e.options), func(o urltext.Option) bool { return o.Name == name })
		return e
	}
	return e.Query(name, value.Text)
}

// Select reads only these properties of the related entities.
//
//go:noinline
func (e Expansion[R, E]) Select(items ...SelectItem[E]) Expansion[R, E] {
	text, err := SelectText(items...)
	return e.option("$select", urltext.Written{Text: text, Err: err})
}

// Expand reads what is related to the related entities.
//
//go:noinline
func (e Expansion[R, E]) Expand(items ...ExpandItem[E]) Expansion[R, E] {
	return e.option("$expand", expanded(items))
}

// Filter reads only the related entities that the condition holds for.
//
//go:noinline
func (e Expansion[R, E]) Filter(condition Filter[E]) Expansion[R, E] {
	return e.option("$filter", condition.e.written())
}

// OrderBy sorts the related entities.
//
//go:noinline
func (e Expansion[R, E]) OrderBy(items ...Order[E]) Expansion[R, E] {
	return e.option("$orderby", ordered(items))
}

// Top reads at most n related entities. A negative n is an error of the request.
//
//go:noinline
func (e Expansion[R, E]) Top(n int) Expansion[R, E] { return e.option("$top", urltext.Counted(n)) }

// Skip passes over the first n related entities. A negative n is an error of the request.
//
//go:noinline
func (e Expansion[R, E]) Skip(n int) Expansion[R, E] { return e.option("$skip", urltext.Counted(n)) }

// Count reads the number of related entities too.
//
//go:noinline
func (e Expansion[R, E]) Count() Expansion[R, E] { return e.Query("$count", "true") }

// Search reads only the related entities that the search expression finds.
//
//go:noinline
func (e Expansion[R, E]) Search(expression string) Expansion[R, E] {
	return e.Query("$search", expression)
}

// Levels follows the navigation property again on the related entities, n levels deep in all; 0 is as deep as there are
// any.
//
//go:noinline
func (e Expansion[R, E]) Levels(n int) Expansion[R, E] {
	if n <= 0 {
		return e.Query("$levels", "max")
	}
	return e.Query("$levels", strconv.Itoa(n))
}

// Query sets any option. The value is taken as it is.
//
//go:noinline
func (e Expansion[R, E]) Query(name, value string) Expansion[R, E] {
	e.options = urltext.WithQuery(e.options, name, value)
	return e
}
