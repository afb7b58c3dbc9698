package odata

// This file is the system query options as typed values: properties, which csdlgen generates as constants, and what $select, $expand and
// $orderby make of them (OData URL Conventions 4.01, section 5.1). R is the type that a request reads, so a property of another
// type does not compile. Filters are in filter.go.

import (
	"strconv"
	"strings"
)

// The generated types below have as few methods as their use allows: a package has one of them for every pair of types, and
// each method costs every build. What can be done with them are functions.

// SelectItem is a property of R that $select can name.
type SelectItem[R any] interface {
	of(R) string
}

// ExpandItem is a navigation property of R, or an [Expansion] of one.
type ExpandItem[R any] interface {
	expanded(R) string
}

// Navigation is a navigation property of R that leads to E.
type Navigation[R, E any] interface {
	expanded(R) string
	leads(E)
}

// selected puts commas between properties.
func selected[R any](items []SelectItem[R]) string {
	var none R
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = item.of(none)
	}
	return strings.Join(parts, ",")
}

func ordered[R any](items []Order[R]) string {
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = item.by.String()
		if item.desc {
			parts[i] += " desc"
		}
	}
	return strings.Join(parts, ",")
}

func expanded[R any](items []ExpandItem[R]) string {
	var none R
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = item.expanded(none)
	}
	return strings.Join(parts, ",")
}

// Property is a property of R with values of type T: primitive, of an enumeration, or complex. The text is its name in the schema.
type Property[R, T any] string

func (p Property[R, T]) of(R) string       { return string(p) }
func (p Property[R, T]) operand(R, T) expr { return pathExpr(string(p)) }

// CollectionProperty is a property of R with collections of T: complex values, or the [Item] of others.
type CollectionProperty[R, T any] string

func (p CollectionProperty[R, T]) of(R) string       { return string(p) }
func (p CollectionProperty[R, T]) items(R, T) string { return string(p) }

// NavigationProperty is a navigation property of R that leads to one E.
type NavigationProperty[R, E any] string

func (p NavigationProperty[R, E]) expanded(R) string { return string(p) }
func (p NavigationProperty[R, E]) leads(E)           {}
func (p NavigationProperty[R, E]) operand(R, E) expr { return pathExpr(string(p)) }

// NavigationCollection is a navigation property of R that leads to any number of E.
type NavigationCollection[R, E any] string

func (p NavigationCollection[R, E]) expanded(R) string { return string(p) }
func (p NavigationCollection[R, E]) leads(E)           {}
func (p NavigationCollection[R, E]) items(R, E) string { return string(p) }

// With returns a navigation property with options for $expand, which the methods of the result set.
func With[R, E any](nav Navigation[R, E]) Expansion[R, E] {
	var none R
	return Expansion[R, E]{name: nav.expanded(none)}
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

// Asc sorts by an expression, the least first.
func Asc[R, T any](by Operand[R, T]) Order[R] { return Order[R]{by: expressionOf(by)} }

// Desc sorts by an expression, the greatest first.
func Desc[R, T any](by Operand[R, T]) Order[R] { return Order[R]{expressionOf(by), true} }

// Expansion is a navigation property of R with options for the E that it leads to. It does not change: its methods return others.
type Expansion[R, E any] struct {
	name    string
	options []option
}

func (e Expansion[R, E]) expanded(R) string {
	if len(e.options) == 0 {
		return e.name
	}
	parts := make([]string, len(e.options))
	for i, o := range e.options {
		parts[i] = o.name + "=" + o.value
	}
	return e.name + "(" + strings.Join(parts, ";") + ")"
}

// Select reads only these properties of the related entities.
func (e Expansion[R, E]) Select(items ...SelectItem[E]) Expansion[R, E] {
	return e.Query("$select", selected(items))
}

// Expand reads what is related to the related entities.
func (e Expansion[R, E]) Expand(items ...ExpandItem[E]) Expansion[R, E] {
	return e.Query("$expand", expanded(items))
}

// Filter reads only the related entities that the filter holds for.
func (e Expansion[R, E]) Filter(filter Filter[E]) Expansion[R, E] {
	return e.Query("$filter", filter.String())
}

// OrderBy sorts the related entities.
func (e Expansion[R, E]) OrderBy(items ...Order[E]) Expansion[R, E] {
	return e.Query("$orderby", ordered(items))
}

// Top reads at most n related entities.
func (e Expansion[R, E]) Top(n int) Expansion[R, E] { return e.Query("$top", number(n)) }

// Skip passes over the first n related entities.
func (e Expansion[R, E]) Skip(n int) Expansion[R, E] { return e.Query("$skip", number(n)) }

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
