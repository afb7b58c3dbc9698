package odata

// This file is the system query options as typed values: properties, which csdlgen generates as constants, and what $select, $expand and
// $orderby make of them (OData URL Conventions 4.01, section 5.1). R is the type that a request reads, so a property of another
// type does not compile. Filters are in filter.go.

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// The generated types below have as few methods as their use allows: a package has one of them for every pair of types, and
// each method costs every build. What can be done with them are functions.

// SelectItem is a property of R that $select can name.
type SelectItem[R any] interface {
	of(R) written
}

// ExpandItem is a navigation property of R, or an [Expansion] of one.
type ExpandItem[R any] interface {
	expanded(R) written
}

// Navigation is a navigation property of R that leads to E.
type Navigation[R, E any] interface {
	expanded(R) written
	leads(E)
}

// selected puts commas between properties.
func selected[R any](items []SelectItem[R]) written {
	var none R
	parts := make([]written, len(items))
	for i, item := range items {
		parts[i] = item.of(none)
	}
	return joined(parts, ",")
}

func ordered[R any](items []Order[R]) written {
	parts := make([]written, len(items))
	for i, item := range items {
		parts[i] = item.by.written()
		if item.desc {
			parts[i].text += " desc"
		}
	}
	return joined(parts, ",")
}

func expanded[R any](items []ExpandItem[R]) written {
	var none R
	parts := make([]written, len(items))
	for i, item := range items {
		parts[i] = item.expanded(none)
	}
	return joined(parts, ",")
}

// Property is a property of R with values of type T: primitive, of an enumeration, or complex. The text is its name in the schema.
type Property[R, T any] string

func (p Property[R, T]) of(R) written      { return written{text: string(p)} }
func (p Property[R, T]) operand(R, T) expr { return pathExpr(string(p)) }

// CollectionProperty is a property of R with collections of T: complex values, or the [Item] of others.
type CollectionProperty[R, T any] string

func (p CollectionProperty[R, T]) of(R) written    { return written{text: string(p)} }
func (p CollectionProperty[R, T]) items(R, T) expr { return pathExpr(string(p)) }

// NavigationProperty is a navigation property of R that leads to one E.
type NavigationProperty[R, E any] string

func (p NavigationProperty[R, E]) expanded(R) written { return written{text: string(p)} }
func (p NavigationProperty[R, E]) leads(E)            {}
func (p NavigationProperty[R, E]) operand(R, E) expr  { return pathExpr(string(p)) }

// NavigationCollection is a navigation property of R that leads to any number of E.
type NavigationCollection[R, E any] string

func (p NavigationCollection[R, E]) expanded(R) written { return written{text: string(p)} }
func (p NavigationCollection[R, E]) leads(E)            {}
func (p NavigationCollection[R, E]) items(R, E) expr    { return pathExpr(string(p)) }

// With returns a navigation property with options for $expand, which the methods of the result set.
func With[R, E any](nav Navigation[R, E]) Expansion[R, E] {
	var none R
	w := nav.expanded(none)
	return Expansion[R, E]{name: w.text, err: w.err}
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

// WithDerived is [With] for a navigation property of a derived type D, for an R whose values may be of that type: microsoft.graph.user/manager.
func WithDerived[R, D, E any](nav Navigation[D, E]) Expansion[R, E] {
	x := Expansion[R, E]{name: With(nav).name}
	if name := modelName(reflect.TypeFor[D]()); name != "" {
		x.name = name + "/" + x.name
	}
	return x
}

// WithOnly is [With] for those of the related entities that are of the derived type D: members/microsoft.graph.user.
func WithOnly[D, R, E any](nav Navigation[R, E]) Expansion[R, D] {
	x := Expansion[R, D]{name: With(nav).name}
	if name := modelName(reflect.TypeFor[D]()); name != "" {
		x.name += "/" + name
	}
	return x
}

// WithThrough is [With] for a navigation property of the complex value that outer leads to: address/country.
func WithThrough[R, C, E any](outer Operand[R, C], nav Navigation[C, E]) Expansion[R, E] {
	path := expressionOf(outer).path()
	return Expansion[R, E]{name: path.text + "/" + With(nav).name, err: path.err}
}

// Asc sorts by an expression, the least first.
func Asc[R, T any](by Operand[R, T]) Order[R] { return Order[R]{by: expressionOf(by)} }

// Desc sorts by an expression, the greatest first.
func Desc[R, T any](by Operand[R, T]) Order[R] { return Order[R]{expressionOf(by), true} }

// Expansion is a navigation property of R with options for the E that it leads to. It does not change: its methods return others.
type Expansion[R, E any] struct {
	name    string
	options []option
	err     error
}

func (e Expansion[R, E]) expanded(R) written {
	text := e.name
	if len(e.options) > 0 {
		parts := make([]string, len(e.options))
		for i, o := range e.options {
			parts[i] = o.name + "=" + o.value
		}
		text += "(" + strings.Join(parts, ";") + ")"
	}
	return written{text, e.err}
}

// option sets an option to what a builder wrote; nothing takes it away.
func (e Expansion[R, E]) option(name string, value written) Expansion[R, E] {
	if value.err != nil {
		e.err = errors.Join(e.err, fmt.Errorf("%s of %s: %w", name, e.name, value.err))
	}
	if value.text == "" {
		e.options = slices.DeleteFunc(slices.Clone(e.options), func(o option) bool { return o.name == name })
		return e
	}
	return e.Query(name, value.text)
}

// Select reads only these properties of the related entities.
func (e Expansion[R, E]) Select(items ...SelectItem[E]) Expansion[R, E] {
	return e.option("$select", selected(items))
}

// Expand reads what is related to the related entities.
func (e Expansion[R, E]) Expand(items ...ExpandItem[E]) Expansion[R, E] {
	return e.option("$expand", expanded(items))
}

// Filter reads only the related entities that the filter holds for.
func (e Expansion[R, E]) Filter(filter Filter[E]) Expansion[R, E] {
	return e.option("$filter", filter.e.written())
}

// OrderBy sorts the related entities.
func (e Expansion[R, E]) OrderBy(items ...Order[E]) Expansion[R, E] {
	return e.option("$orderby", ordered(items))
}

// Top reads at most n related entities. A negative n is an error of the request.
func (e Expansion[R, E]) Top(n int) Expansion[R, E] { return e.option("$top", counted(n)) }

// Skip passes over the first n related entities. A negative n is an error of the request.
func (e Expansion[R, E]) Skip(n int) Expansion[R, E] { return e.option("$skip", counted(n)) }

// Count reads the number of related entities too.
func (e Expansion[R, E]) Count() Expansion[R, E] { return e.Query("$count", "true") }

// Search reads only the related entities that the search expression finds.
func (e Expansion[R, E]) Search(expression string) Expansion[R, E] {
	return e.Query("$search", expression)
}

// Levels follows the navigation property again on the related entities, n levels deep in all; 0 is as deep as there are any.
func (e Expansion[R, E]) Levels(n int) Expansion[R, E] {
	if n <= 0 {
		return e.Query("$levels", "max")
	}
	return e.Query("$levels", strconv.Itoa(n))
}

// Query sets any option. The value is taken as it is.
func (e Expansion[R, E]) Query(name, value string) Expansion[R, E] {
	e.options = withQuery(e.options, name, value)
	return e
}

// Order is an expression with a direction.
type Order[R any] struct {
	by   expr
	desc bool
}

// Phrase returns text as one phrase of a $search expression: its words next to each other.
func Phrase(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
