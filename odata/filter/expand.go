package filter

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/typename"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// This file is $expand: navigation properties, with options for what they lead to (OData URL Conventions 4.01, section
// 5.1.3).

// With returns a navigation property with options for $expand, which the methods of the result set.
func With[R, E, Count any](nav Part[R, E, Expandable, Count]) Expansion[R, E] {
	return Expansion[R, E]{made: tree(nav.Name, nav.made)}
}

// WithRef expands only the references to the related entities.
func WithRef[R, E, Count any](nav Part[R, E, Expandable, Count]) Expansion[R, E] {
	return Expansion[R, E]{made: tree(nav.Name, nav.made).then("$ref")}
}

// WithCount expands only the number of the related entities.
func WithCount[R, E, Count any](nav Part[R, E, Expandable, Count]) Expansion[R, E] {
	return Expansion[R, E]{made: tree(nav.Name, nav.made).then("$count")}
}

// WithDerived is [With] for a navigation property of a derived type D, for an R whose values may be of that type:
// microsoft.graph.user/manager.
func WithDerived[R, D, E, Count any](nav Part[D, E, Expandable, Count]) Expansion[R, E] {
	return Expansion[R, E]{made: underType(typeOf((*D)(nil)), tree(nav.Name, nav.made))}
}

// WithOnly is [With] for those of the related entities that are of the derived type D: members/microsoft.graph.user.
func WithOnly[D, R, E, Count any](nav Part[R, E, Expandable, Count]) Expansion[R, D] {
	return Expansion[R, D]{made: tree(nav.Name, nav.made).then(typename.Of(typeOf((*D)(nil))))}
}

// WithThrough is [With] for a navigation property of the complex value that outer leads to: address/country.
func WithThrough[R, C, E, Count any](outer Operand[R, C], nav Part[C, E, Expandable, Count]) Expansion[R, E] {
	return Expansion[R, E]{made: under(tree(outer.Name, outer.made), tree(nav.Name, nav.made))}
}

// Expansion is a navigation property of R with options for the E that it leads to. It does not change: its methods
// return others.
type Expansion[R, E any] part[R, Expandable]

// Select reads only these properties of the related entities.
//
//go:noinline
func (e Expansion[R, E]) Select(items ...SelectItem[E]) Expansion[R, E] {
	text, err := SelectText(items...)
	e.made = tree(e.Name, e.made).with("$select", text, err)
	return e
}

// Expand reads what is related to the related entities.
//
//go:noinline
func (e Expansion[R, E]) Expand(items ...ExpandItem[E]) Expansion[R, E] {
	text, err := ExpandText(items...)
	e.made = tree(e.Name, e.made).with("$expand", text, err)
	return e
}

// Filter reads only the related entities that the condition holds for.
//
//go:noinline
func (e Expansion[R, E]) Filter(condition Filter[E]) Expansion[R, E] {
	e.made = tree(e.Name, e.made).with("$filter", condition.e.String(), condition.e.fault())
	return e
}

// OrderBy sorts the related entities.
//
//go:noinline
func (e Expansion[R, E]) OrderBy(items ...Order[E]) Expansion[R, E] {
	text, err := OrderByText(items...)
	e.made = tree(e.Name, e.made).with("$orderby", text, err)
	return e
}

// Top reads at most n related entities. A negative n is an error of the request.
//
//go:noinline
func (e Expansion[R, E]) Top(n int) Expansion[R, E] {
	e.made = tree(e.Name, e.made).counted("$top", n)
	return e
}

// Skip passes over the first n related entities. A negative n is an error of the request.
//
//go:noinline
func (e Expansion[R, E]) Skip(n int) Expansion[R, E] {
	e.made = tree(e.Name, e.made).counted("$skip", n)
	return e
}

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
	e.made = tree(e.Name, e.made).query(name, value)
	return e
}

// expanded is a navigation property, or an Expansion, as text.
func (e *expr) expanded() urltext.Written {
	text := e.text
	if len(e.options) > 0 {
		parts := make([]string, len(e.options))
		for i, o := range e.options {
			parts[i] = o.Name + "=" + o.Value
		}
		text += "(" + strings.Join(parts, ";") + ")"
	}
	return urltext.Written{Text: text, Err: e.err}
}

// then is a path with one more segment; the path where there is none.
func (e *expr) then(segment string) *expr {
	if segment == "" {
		return e
	}
	return under(e, pathExpr(segment))
}

// with sets an option of an Expansion to what a builder wrote; nothing takes it away.
func (e *expr) with(name, value string, err error) *expr {
	out := *e
	if err != nil {
		out.err = errors.Join(e.err, fmt.Errorf("%s of %s: %w", name, e.text, err))
	}
	if value == "" {
		out.options = urltext.Without(e.options, name)
		return &out
	}
	return out.query(name, value)
}

func (e *expr) counted(name string, n int) *expr {
	number := urltext.Counted(n)
	return e.with(name, number.Text, number.Err)
}

// query sets an option of an Expansion.
func (e *expr) query(name, value string) *expr {
	out := *e
	out.options = urltext.WithQuery(e.options, name, value)
	return &out
}
