package filter

import "github.com/csdlgen/csdlgen/odata/internal/urltext"

// This file is properties, which csdlgen generates as constants: what $select, $expand and filters name. R is the type
// that a request reads, so a property of another type does not compile.

// The generated types below have as few methods as their use allows: a package has one of them for every pair of types,
// and each method costs every build. What can be done with them are functions.

// SelectItem is a property of R that $select can name.
type SelectItem[R any] interface {
	of(R) urltext.Written
}

// ExpandItem is a navigation property of R, or an [Expansion] of one.
type ExpandItem[R any] interface {
	expanded(R) urltext.Written
}

// Navigation is a navigation property of R that leads to E.
type Navigation[R, E any] interface {
	expanded(R) urltext.Written
	leads(E)
}

// Property is a property of R with values of type T: primitive, of an enumeration, or complex. The text is its name in
// the schema.
type Property[R, T any] string

//go:noinline
func (p Property[R, T]) of(R) urltext.Written { return urltext.Written{Text: string(p)} }

//go:noinline
func (p Property[R, T]) operand(R, T) expr { return pathExpr(string(p)) }

// CollectionProperty is a property of R with collections of T: complex values, or the [Item] of others.
type CollectionProperty[R, T any] string

//go:noinline
func (p CollectionProperty[R, T]) of(R) urltext.Written { return urltext.Written{Text: string(p)} }

//go:noinline
func (p CollectionProperty[R, T]) items(R, T) expr { return pathExpr(string(p)) }

// NavigationProperty is a navigation property of R that leads to one E.
type NavigationProperty[R, E any] string

//go:noinline
func (p NavigationProperty[R, E]) expanded(R) urltext.Written {
	return urltext.Written{Text: string(p)}
}

//go:noinline
func (p NavigationProperty[R, E]) leads(E) {}

//go:noinline
func (p NavigationProperty[R, E]) operand(R, E) expr { return pathExpr(string(p)) }

// NavigationCollection is a navigation property of R that leads to any number of E.
type NavigationCollection[R, E any] string

//go:noinline
func (p NavigationCollection[R, E]) expanded(R) urltext.Written {
	return urltext.Written{Text: string(p)}
}

//go:noinline
func (p NavigationCollection[R, E]) leads(E) {}

//go:noinline
func (p NavigationCollection[R, E]) items(R, E) expr { return pathExpr(string(p)) }
