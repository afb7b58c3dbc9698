package odata

// This file is the system query options as typed values: properties, which csdlgen generates as constants, and what $select, $expand and
// $orderby make of them (OData URL Conventions 4.01, section 5.1). R is the type that a request reads, so a property of another
// type does not compile. Filters are in filter.go.

import (
	"strconv"
	"strings"
)

// SelectItem is a property of R that $select can name.
type SelectItem[R any] interface {
	text() string
	selects(R)
}

// ExpandItem is a navigation property of R, perhaps with options, that $expand can name.
type ExpandItem[R any] interface {
	text() string
	expands(R)
}

// OrderItem is an expression over R that $orderby can sort by.
type OrderItem[R any] interface {
	text() string
	orders(R)
}

// joined puts commas between the texts of items.
func joined[I interface{ text() string }](items []I) string {
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = item.text()
	}
	return strings.Join(parts, ",")
}

// Property is a property of R with values of type T. The text is its name in the schema.
type Property[R, T any] string

func (p Property[R, T]) text() string     { return string(p) }
func (p Property[R, T]) selects(R)        {}
func (p Property[R, T]) orders(R)         {}
func (p Property[R, T]) operand(R, T)     {}
func (p Property[R, T]) expression() expr { return pathExpr(string(p)) }

// Asc sorts by the property, the least first.
func (p Property[R, T]) Asc() Order[R] { return Order[R]{p.expression(), false} }

// Desc sorts by the property, the greatest first.
func (p Property[R, T]) Desc() Order[R] { return Order[R]{p.expression(), true} }

// StringProperty is a property of R with text values. The text is its name in the schema.
type StringProperty[R any] string

func (p StringProperty[R]) text() string      { return string(p) }
func (p StringProperty[R]) selects(R)         {}
func (p StringProperty[R]) orders(R)          {}
func (p StringProperty[R]) operand(R, string) {}
func (p StringProperty[R]) expression() expr  { return pathExpr(string(p)) }

// Asc sorts by the property, the least first.
func (p StringProperty[R]) Asc() Order[R] { return Order[R]{p.expression(), false} }

// Desc sorts by the property, the greatest first.
func (p StringProperty[R]) Desc() Order[R] { return Order[R]{p.expression(), true} }

// CollectionProperty is a property of R with collections of primitive or enumeration values of type T.
type CollectionProperty[R, T any] string

func (p CollectionProperty[R, T]) text() string { return string(p) }
func (p CollectionProperty[R, T]) selects(R)    {}

// ComplexProperty is a property of R with values of the complex type C. [Through] leads to the properties of C.
type ComplexProperty[R, C any] string

func (p ComplexProperty[R, C]) text() string     { return string(p) }
func (p ComplexProperty[R, C]) selects(R)        {}
func (p ComplexProperty[R, C]) operand(R, C)     {}
func (p ComplexProperty[R, C]) single(R, C)      {}
func (p ComplexProperty[R, C]) expression() expr { return pathExpr(string(p)) }

// ComplexCollection is a property of R with collections of the complex type C.
type ComplexCollection[R, C any] string

func (p ComplexCollection[R, C]) text() string { return string(p) }
func (p ComplexCollection[R, C]) selects(R)    {}

// NavigationProperty is a navigation property of R that leads to one E.
type NavigationProperty[R, E any] string

func (p NavigationProperty[R, E]) text() string     { return string(p) }
func (p NavigationProperty[R, E]) selects(R)        {}
func (p NavigationProperty[R, E]) expands(R)        {}
func (p NavigationProperty[R, E]) operand(R, E)     {}
func (p NavigationProperty[R, E]) single(R, E)      {}
func (p NavigationProperty[R, E]) expression() expr { return pathExpr(string(p)) }

// With returns the navigation property with options for $expand, to be set by the methods of the result.
func (p NavigationProperty[R, E]) With() Expansion[R, E] { return Expansion[R, E]{name: string(p)} }

// Ref expands only the reference to the related entity.
func (p NavigationProperty[R, E]) Ref() Expansion[R, E] {
	return Expansion[R, E]{name: string(p) + "/$ref"}
}

// NavigationCollection is a navigation property of R that leads to any number of E.
type NavigationCollection[R, E any] string

func (p NavigationCollection[R, E]) text() string { return string(p) }
func (p NavigationCollection[R, E]) selects(R)    {}
func (p NavigationCollection[R, E]) expands(R)    {}

// With returns the navigation property with options for $expand, to be set by the methods of the result.
func (p NavigationCollection[R, E]) With() Expansion[R, E] { return Expansion[R, E]{name: string(p)} }

// Ref expands only the references to the related entities.
func (p NavigationCollection[R, E]) Ref() Expansion[R, E] {
	return Expansion[R, E]{name: string(p) + "/$ref"}
}

// CountOnly expands only the number of the related entities.
func (p NavigationCollection[R, E]) CountOnly() Expansion[R, E] {
	return Expansion[R, E]{name: string(p) + "/$count"}
}

// Expansion is a navigation property of R with options for the E that it leads to. It does not change: its methods return others.
type Expansion[R, E any] struct {
	name    string
	options []option
}

func (e Expansion[R, E]) expands(R) {}

func (e Expansion[R, E]) text() string {
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
	return e.Query("$select", joined(items))
}

// Expand reads what is related to the related entities.
func (e Expansion[R, E]) Expand(items ...ExpandItem[E]) Expansion[R, E] {
	return e.Query("$expand", joined(items))
}

// Filter reads only the related entities that the filter holds for.
func (e Expansion[R, E]) Filter(filter Filter[E]) Expansion[R, E] {
	return e.Query("$filter", filter.String())
}

// OrderBy sorts the related entities.
func (e Expansion[R, E]) OrderBy(items ...OrderItem[E]) Expansion[R, E] {
	return e.Query("$orderby", joined(items))
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
	e.options = with(e.options, name, value)
	return e
}

// Order is an expression with a direction.
type Order[R any] struct {
	by   expr
	desc bool
}

func (o Order[R]) orders(R) {}

func (o Order[R]) text() string {
	if o.desc {
		return o.by.String() + " desc"
	}
	return o.by.String()
}

// Phrase returns text as one phrase of a $search expression: its words next to each other.
func Phrase(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
