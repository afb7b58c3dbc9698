package filter

// This file is conditions: comparisons, and, or and not, collections (OData URL Conventions 4.01, section 5.1.1). The
// functions that expressions call are in functions.go, the tree that all of it makes in expr.go.

// Filter is a condition on an R. The zero value holds for everything. It does not change.
type Filter[R any] struct {
	_ of[R, condition]
	e *expr
}

// ConditionOn is what requests for R take: a [Filter] of R, which can be assigned to it. It has no methods, so that
// programs without a filter do not compile those of one for every R that they read.
type ConditionOn[R any] = struct {
	_ of[R, condition]
	e *expr
}

type condition struct{}

// Condition is a [Filter] of properties of whatever type. What takes one does not know the type, and leaves it to the
// program to choose the right one.
type Condition interface{ condition() *expr }

//go:noinline
func (f Filter[R]) condition() *expr { return f.e }

// String returns the filter as the OData ABNF has it, not percent-encoded; "" for the zero value.
//
//go:noinline
func (f Filter[R]) String() string { return f.e.String() }

// Raw is a condition as text, which is taken as it is: for what the functions here do not have.
// Inside a lambda, x is its variable, in a lambda within that one x2, and so on. The empty text is the zero Filter.
func Raw[R any](text string) Filter[R] { return Filter[R]{e: rawExpr(text)} }

// And holds where this filter and the others hold.
//
//go:noinline
func (f Filter[R]) And(others ...Filter[R]) Filter[R] { return chain("and", f, others) }

// Or holds where this filter or one of the others holds.
//
//go:noinline
func (f Filter[R]) Or(others ...Filter[R]) Filter[R] { return chain("or", f, others) }

// And holds where all filters hold. Zero filters are left out.
func And[R any](filters ...Filter[R]) Filter[R] { return chain("and", Filter[R]{}, filters) }

// Or holds where one of the filters holds. Zero filters are left out.
func Or[R any](filters ...Filter[R]) Filter[R] { return chain("or", Filter[R]{}, filters) }

// Not holds where the filter does not.
func Not[R any](filter Filter[R]) Filter[R] { return Filter[R]{e: notExpr(filter.e)} }

func chain[R any](operator string, first Filter[R], others []Filter[R]) Filter[R] {
	for _, f := range others {
		first.e = chained(operator, first.e, f.e)
	}
	return first
}

// Through is the property inner of the complex value or related entity that outer leads to: address/city.
func Through[R, C, T, Use1, Use2 any](outer Part[R, C, Use1, One], inner Part[C, T, Use2, One]) Expression[R, T] {
	return Expression[R, T]{made: under(tree(outer.Name, outer.made), tree(inner.Name, inner.made))}
}

// Outer is, inside a filter on items, an operand of the R that the request reads: $it/limit. E is what the items are:
// Any(orders, Compare(price, Greater, Outer[*Order](limit))).
func Outer[E, R, T, Use any](a Part[R, T, Use, One]) Expression[E, T] {
	return Expression[E, T]{made: under(pathExpr(itVariable), tree(a.Name, a.made))}
}

// itVariable is the instance that the request reads (OData URL Conventions 4.01, section 5.1.1.15).
const itVariable = "$it"

// thisVariable is the item that a filter of a count is about (OData URL Conventions 4.01, section 5.1.1.14).
const thisVariable = "$this"

// ThroughTo is the collection inner of the complex value or related entity that outer leads to: manager/directReports.
func ThroughTo[R, C, E, Use1, Use2 any](outer Part[R, C, Use1, One], inner Part[C, E, Use2, Many]) Collection[R, E] {
	return Collection[R, E]{made: under(tree(outer.Name, outer.made), tree(inner.Name, inner.made))}
}

// DerivedItems is the collection of a derived type D for an R whose values may be of that type, as [Derived] is its
// property.
func DerivedItems[R, D, E, Use any](inner Part[D, E, Use, Many]) Collection[R, E] {
	return Collection[R, E]{made: underType(typeOf((*D)(nil)), tree(inner.Name, inner.made))}
}

// Derived is the property of a derived type D for an R whose values may be of that type:
// microsoft.graph.user/department. D is a generated model.
func Derived[R, D, T, Use any](inner Part[D, T, Use, One]) Expression[R, T] {
	return Expression[R, T]{made: underType(typeOf((*D)(nil)), tree(inner.Name, inner.made))}
}

// Const is a value as an operand.
func Const[R, T any](value T) Expression[R, T] { return Expression[R, T]{made: literalExpr(value)} }

// Eq holds where a equals the value.
func Eq[R, T any](a Operand[R, T], value T) Filter[R] {
	return Filter[R]{e: binary("eq", tree(a.Name, a.made), literalExpr(value))}
}

// Ne holds where a does not equal the value.
func Ne[R, T any](a Operand[R, T], value T) Filter[R] {
	return Filter[R]{e: binary("ne", tree(a.Name, a.made), literalExpr(value))}
}

// Lt holds where a is less than the value.
func Lt[R, T any](a Operand[R, T], value T) Filter[R] {
	return Filter[R]{e: binary("lt", tree(a.Name, a.made), literalExpr(value))}
}

// Le holds where a is not greater than the value.
func Le[R, T any](a Operand[R, T], value T) Filter[R] {
	return Filter[R]{e: binary("le", tree(a.Name, a.made), literalExpr(value))}
}

// Gt holds where a is greater than the value.
func Gt[R, T any](a Operand[R, T], value T) Filter[R] {
	return Filter[R]{e: binary("gt", tree(a.Name, a.made), literalExpr(value))}
}

// Ge holds where a is not less than the value.
func Ge[R, T any](a Operand[R, T], value T) Filter[R] {
	return Filter[R]{e: binary("ge", tree(a.Name, a.made), literalExpr(value))}
}

// IsNull holds where a is null.
func IsNull[R, T, Use any](a Part[R, T, Use, One]) Filter[R] {
	return Filter[R]{e: binary("eq", tree(a.Name, a.made), textExpr("null"))}
}

// IsNotNull holds where a is not null.
func IsNotNull[R, T, Use any](a Part[R, T, Use, One]) Filter[R] {
	return Filter[R]{e: binary("ne", tree(a.Name, a.made), textExpr("null"))}
}

// In holds where a equals one of the values; never where there are none.
func In[R, T any](a Operand[R, T], values ...T) Filter[R] {
	literals := make([]*expr, len(values))
	for i, v := range values {
		literals[i] = literalExpr(v)
	}
	return Filter[R]{e: inExpr(tree(a.Name, a.made), literals)}
}

// InItems holds where a equals one of the items of a collection.
func InItems[R, T any](a Operand[R, T], collection Collection[R, Item[T]]) Filter[R] {
	return Filter[R]{e: binary("in", tree(a.Name, a.made), tree(collection.Name, collection.made))}
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
func Compare[R, T, Use1, Use2 any](a Part[R, T, Use1, One], c Comparison, b Part[R, T, Use2, One]) Filter[R] {
	return Filter[R]{e: binary(string(c), tree(a.Name, a.made), tree(b.Name, b.made))}
}

// Holds is the condition that a true or false operand is.
func Holds[R any](a Operand[R, bool]) Filter[R] { return Filter[R]{e: tree(a.Name, a.made)} }

// Has holds where the flags enumeration a has all the members of flags.
func Has[R any, E ~string](a Operand[R, E], flags E) Filter[R] {
	return Filter[R]{e: binary("has", tree(a.Name, a.made), literalExpr(flags))}
}

// Item stands for a value of a collection of T in the filters of [Any] and [All]; [It] is that value. It is a pointer,
// as models are, so that code for both is compiled once.
type Item[T any] *T

// It is the item itself: the variable of the lambda around it, $this in [SizeWhere], and $it without either.
func It[T any]() Expression[Item[T], T] { return Expression[Item[T], T]{made: pathExpr("")} }

// Any holds where the filter holds for an item; with the zero filter, where there is an item.
func Any[R, E, Use any](collection Part[R, E, Use, Many], filter Filter[E]) Filter[R] {
	return Filter[R]{e: anyExpr(tree(collection.Name, collection.made), filter.e)}
}

// All holds where the filter holds for every item.
func All[R, E, Use any](collection Part[R, E, Use, Many], filter Filter[E]) Filter[R] {
	return Filter[R]{e: allExpr(tree(collection.Name, collection.made), filter.e)}
}

// Size is the number of items.
func Size[R, E, Use any](collection Part[R, E, Use, Many]) Expression[R, int64] {
	return Expression[R, int64]{made: sizeExpr(tree(collection.Name, collection.made), nil)}
}

// SizeWhere is the number of items that the filter holds for: items/$count($filter=...) of OData 4.01. The filter is
// about an item and has no variable for what is around it; the item itself is $this.
func SizeWhere[R, E, Use any](collection Part[R, E, Use, Many], filter Filter[E]) Expression[R, int64] {
	return Expression[R, int64]{made: sizeExpr(tree(collection.Name, collection.made), filter.e)}
}
