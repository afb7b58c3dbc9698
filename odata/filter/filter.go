package filter

// This file is conditions: comparisons, and, or and not, collections (OData URL Conventions 4.01, section 5.1.1). The
// functions that expressions call are in functions.go, the tree that all of it makes in expr.go.

import (
	"reflect"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/typename"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// Filter is a condition on an R. The zero value holds for everything. It does not change.
type Filter[R any] struct{ e expr }

// String returns the filter as the OData ABNF has it, not percent-encoded; "" for the zero value.
//
//go:noinline
func (f Filter[R]) String() string { return f.e.String() }

// Condition is a [Filter] of properties of whatever type. What takes one does not know the type, and leaves it to the
// program to choose the right one.
type Condition interface{ condition() (string, error) }

//go:noinline
func (f Filter[R]) condition() (string, error) { return f.e.String(), f.e.fault() }

// Raw is a condition as text, which is taken as it is: for what the functions here do not have.
// Inside a lambda, x is its variable, in a lambda within that one x2, and so on. The empty text is the zero Filter.
func Raw[R any](text string) Filter[R] {
	if strings.TrimSpace(text) == "" {
		return Filter[R]{}
	}
	return Filter[R]{expr{kind: rawKind, text: text}}
}

// And holds where this filter and the others hold.
//
//go:noinline
func (f Filter[R]) And(others ...Filter[R]) Filter[R] {
	return chain("and", append([]Filter[R]{f}, others...))
}

// Or holds where this filter or one of the others holds.
//
//go:noinline
func (f Filter[R]) Or(others ...Filter[R]) Filter[R] {
	return chain("or", append([]Filter[R]{f}, others...))
}

// And holds where all filters hold. Zero filters are left out.
func And[R any](filters ...Filter[R]) Filter[R] { return chain("and", filters) }

// Or holds where one of the filters holds. Zero filters are left out.
func Or[R any](filters ...Filter[R]) Filter[R] { return chain("or", filters) }

// Not holds where the filter does not.
func Not[R any](filter Filter[R]) Filter[R] {
	if filter.e.kind == noKind {
		return filter
	}
	return Filter[R]{expr{kind: notKind, args: []expr{filter.e}}}
}

func chain[R any](operator string, filters []Filter[R]) Filter[R] {
	var out Filter[R]
	for _, f := range filters {
		switch {
		case f.e.kind == noKind:
		case out.e.kind == noKind:
			out = f
		default:
			out.e = binary(operator, out.e, f.e)
		}
	}
	return out
}

// Operand is an expression over R with a value of type T: a property, or what the functions of this package make of
// one.
type Operand[R, T any] interface {
	operand(R, T) expr
}

// expressionOf is the tree of an operand.
func expressionOf[R, T any](a Operand[R, T]) expr {
	var r R
	var t T
	return a.operand(r, t)
}

// Expression is what a function makes of operands. An expression that is a path can stand in $select, any in $orderby.
type Expression[R, T any] struct{ e expr }

//go:noinline
func (x Expression[R, T]) of(R) urltext.Written { return x.e.path() }

//go:noinline
func (x Expression[R, T]) operand(R, T) expr { return x.e }

// Through is the property inner of the complex value or related entity that outer leads to: address/city.
func Through[R, C, T any](outer Operand[R, C], inner Operand[C, T]) Expression[R, T] {
	return Expression[R, T]{under1(expressionOf(outer), expressionOf(inner))}
}

// Outer is, inside a filter on items, an operand of the R that the request reads: $it/limit. E is what the items are:
// Any(orders, Compare(price, Greater, Outer[*Order](limit))).
func Outer[E, R, T any](a Operand[R, T]) Expression[E, T] {
	return Expression[E, T]{under1(pathExpr(itVariable), expressionOf(a))}
}

// itVariable is the instance that the request reads (OData URL Conventions 4.01, section 5.1.1.15).
const itVariable = "$it"

// Collection is a collection that a path leads to, for [Any], [All] and [Size].
type Collection[R, E any] struct{ e expr }

//go:noinline
func (c Collection[R, E]) items(R, E) expr { return c.e }

// ThroughTo is the collection inner of the complex value or related entity that outer leads to: manager/directReports.
func ThroughTo[R, C, E any](outer Operand[R, C], inner Items[C, E]) Collection[R, E] {
	return Collection[R, E]{under1(expressionOf(outer), itemsOf(inner))}
}

// DerivedItems is the collection of a derived type D for an R whose values may be of that type, as [Derived] is its
// property.
func DerivedItems[R, D, E any](inner Items[D, E]) Collection[R, E] {
	return Collection[R, E]{underType[D](itemsOf(inner))}
}

// Derived is the property of a derived type D for an R whose values may be of that type:
// microsoft.graph.user/department. D is a generated model.
func Derived[R, D, T any](inner Operand[D, T]) Expression[R, T] {
	return Expression[R, T]{underType[D](expressionOf(inner))}
}

// underType puts the name of a model's type before the paths of an expression.
func underType[D any](inner expr) expr {
	if name := typename.Of(reflect.TypeFor[D]()); name != "" {
		return under1(pathExpr(name), inner)
	}
	return inner
}

// Const is a value as an operand.
func Const[R, T any](value T) Expression[R, T] { return Expression[R, T]{literalExpr(value)} }

// Compare compares two operands; operator is eq, ne, lt, le, gt or ge.
func compareExpr[R, T any](operator string, a Operand[R, T], b expr) Filter[R] {
	return Filter[R]{binary(operator, expressionOf(a), b)}
}

// Eq holds where a equals the value.
func Eq[R, T any](a Operand[R, T], value T) Filter[R] {
	return compareExpr("eq", a, literalExpr(value))
}

// Ne holds where a does not equal the value.
func Ne[R, T any](a Operand[R, T], value T) Filter[R] {
	return compareExpr("ne", a, literalExpr(value))
}

// Lt holds where a is less than the value.
func Lt[R, T any](a Operand[R, T], value T) Filter[R] {
	return compareExpr("lt", a, literalExpr(value))
}

// Le holds where a is not greater than the value.
func Le[R, T any](a Operand[R, T], value T) Filter[R] {
	return compareExpr("le", a, literalExpr(value))
}

// Gt holds where a is greater than the value.
func Gt[R, T any](a Operand[R, T], value T) Filter[R] {
	return compareExpr("gt", a, literalExpr(value))
}

// Ge holds where a is not less than the value.
func Ge[R, T any](a Operand[R, T], value T) Filter[R] {
	return compareExpr("ge", a, literalExpr(value))
}

// IsNull holds where a is null.
func IsNull[R, T any](a Operand[R, T]) Filter[R] { return compareExpr("eq", a, textExpr("null")) }

// IsNotNull holds where a is not null.
func IsNotNull[R, T any](a Operand[R, T]) Filter[R] { return compareExpr("ne", a, textExpr("null")) }

// In holds where a equals one of the values; never where there are none.
func In[R, T any](a Operand[R, T], values ...T) Filter[R] {
	if len(values) == 0 {
		return Filter[R]{textExpr("false")}
	}
	args := []expr{expressionOf(a)}
	for _, v := range values {
		args = append(args, literalExpr(v))
	}
	return Filter[R]{expr{kind: inKind, args: args}}
}

// InItems holds where a equals one of the items of a collection.
func InItems[R, T any](a Operand[R, T], collection Items[R, Item[T]]) Filter[R] {
	return Filter[R]{binary("in", expressionOf(a), itemsOf(collection))}
}

// Comparison compares two operands: eq, ne, lt, le, gt or ge.
type Comparison string

// The comparisons.
const (
	Equal          Comparison = "eq"
	NotEqual       Comparison = "ne"
	Less           Comparison = "lt"
	LessOrEqual    Comparison = "le"
	Greater        Comparison = "gt"
	GreaterOrEqual Comparison = "ge"
)

// Compare compares two operands over the same type.
func Compare[R, T any](a Operand[R, T], c Comparison, b Operand[R, T]) Filter[R] {
	return compareExpr(string(c), a, expressionOf(b))
}

// Holds is the condition that a true or false operand is.
func Holds[R any](a Operand[R, bool]) Filter[R] { return Filter[R]{expressionOf(a)} }

// Has holds where the flags enumeration a has all the members of flags.
func Has[R any, E ~string](a Operand[R, E], flags E) Filter[R] {
	return Filter[R]{binary("has", expressionOf(a), literalExpr(flags))}
}

// Item stands for a value of a collection of T in the filters of [Any] and [All]; [It] is that value.
type Item[T any] struct{}

// It is the item itself.
func It[T any]() Expression[Item[T], T] { return Expression[Item[T], T]{pathExpr("")} }

func lambda(name string, collection expr, body expr) expr {
	e := expr{kind: lambdaKind, text: name, args: []expr{collection}}
	if body.kind != noKind {
		e.args = append(e.args, body)
	}
	return e
}

// Items is a collection of R with items E: a collection of values or of related entities.
type Items[R, E any] interface {
	items(R, E) expr
}

func itemsOf[R, E any](c Items[R, E]) expr {
	var r R
	var e E
	return c.items(r, e)
}

// Any holds where the filter holds for an item; with the zero filter, where there is an item.
func Any[R, E any](collection Items[R, E], filter Filter[E]) Filter[R] {
	return Filter[R]{lambda("any", itemsOf(collection), filter.e)}
}

// All holds where the filter holds for every item.
func All[R, E any](collection Items[R, E], filter Filter[E]) Filter[R] {
	if filter.e.kind == noKind {
		filter.e = textExpr("true")
	}
	return Filter[R]{lambda("all", itemsOf(collection), filter.e)}
}

// Size is the number of items.
func Size[R, E any](collection Items[R, E]) Expression[R, int64] {
	return Expression[R, int64]{under1(itemsOf(collection), pathExpr("$count"))}
}

// SizeWhere is the number of items that the filter holds for: items/$count($filter=...) of OData 4.01. The filter is
// about an item and has no variable for what is around it.
func SizeWhere[R, E any](collection Items[R, E], filter Filter[E]) Expression[R, int64] {
	size := under1(itemsOf(collection), pathExpr("$count"))
	if filter.e.kind == noKind {
		return Expression[R, int64]{size}
	}
	return Expression[R, int64]{expr{kind: countKind, args: []expr{size, filter.e}}}
}
