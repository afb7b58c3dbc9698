package odata

// This file is filters: trees of expressions over the properties of a type, which cannot be written wrong (OData URL Conventions 4.01,
// section 5.1.1). A tree and not a text, since a property inside a lambda is written with the lambda's variable before it. The functions that
// filters call are in functions.go.

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// Filter is a condition on an R. The zero value holds for everything. It does not change.
type Filter[R any] struct{ e expr }

// String returns the filter as the OData ABNF has it, not percent-encoded; "" for the zero value.
func (f Filter[R]) String() string { return f.e.String() }

// RawFilter is a condition as text, which is taken as it is: for what the functions here do not have.
// Inside a lambda, x is its variable, in a lambda within that one x2, and so on. The empty text is the zero Filter.
func RawFilter[R any](text string) Filter[R] {
	if strings.TrimSpace(text) == "" {
		return Filter[R]{}
	}
	return Filter[R]{expr{kind: rawKind, text: text}}
}

// And holds where this filter and the others hold.
func (f Filter[R]) And(others ...Filter[R]) Filter[R] {
	return chain("and", append([]Filter[R]{f}, others...))
}

// Or holds where this filter or one of the others holds.
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

// Operand is an expression over R with a value of type T: a property, or what the functions of this package make of one.
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

func (x Expression[R, T]) of(R) written      { return x.e.path() }
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

func (c Collection[R, E]) items(R, E) expr { return c.e }

// ThroughTo is the collection inner of the complex value or related entity that outer leads to: manager/directReports.
func ThroughTo[R, C, E any](outer Operand[R, C], inner Items[C, E]) Collection[R, E] {
	return Collection[R, E]{under1(expressionOf(outer), itemsOf(inner))}
}

// DerivedItems is the collection of a derived type D for an R whose values may be of that type, as [Derived] is its property.
func DerivedItems[R, D, E any](inner Items[D, E]) Collection[R, E] {
	return Collection[R, E]{underType[D](itemsOf(inner))}
}

// Derived is the property of a derived type D for an R whose values may be of that type: microsoft.graph.user/department. D is a
// generated model.
func Derived[R, D, T any](inner Operand[D, T]) Expression[R, T] {
	return Expression[R, T]{underType[D](expressionOf(inner))}
}

// underType puts the name of a model's type before the paths of an expression.
func underType[D any](inner expr) expr {
	if name := modelName(reflect.TypeFor[D]()); name != "" {
		return under1(pathExpr(name), inner)
	}
	return inner
}

// modelName is the qualified name of a model's type, or of a family's declared type; "" for a type that derives from none.
func modelName(t reflect.Type) string {
	if t.Kind() == reflect.Interface {
		if f := familyOf(t); f != nil {
			t = reflect.TypeOf(f.New(""))
		}
	}
	if t.Kind() == reflect.Pointer {
		if s := shapeOf(t.Elem()); s != nil {
			return s.typeName
		}
	}
	return ""
}

// under1 puts a path before every path of an expression that is not inside a lambda.
func under1(outer, inner expr) expr {
	if inner.kind == pathKind {
		switch {
		case outer.kind != pathKind:
			inner.err = fmt.Errorf("%s is no path, so %s cannot stand below it", outer, inner.text)
		case outer.text == "": // the item itself
		case inner.text == "":
			inner.text = outer.text
		default:
			inner.text = outer.text + "/" + inner.text
		}
		return inner
	}
	args := make([]expr, len(inner.args))
	for i, a := range inner.args {
		if i == 1 && (inner.kind == lambdaKind || inner.kind == countKind) {
			args[i] = a
			continue
		}
		args[i] = under1(outer, a)
	}
	inner.args = args
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

// SizeWhere is the number of items that the filter holds for: items/$count($filter=...) of OData 4.01. The filter is about an item and has no
// variable for what is around it.
func SizeWhere[R, E any](collection Items[R, E], filter Filter[E]) Expression[R, int64] {
	size := under1(itemsOf(collection), pathExpr("$count"))
	if filter.e.kind == noKind {
		return Expression[R, int64]{size}
	}
	return Expression[R, int64]{expr{kind: countKind, args: []expr{size, filter.e}}}
}

// expr is a node of an expression.
type expr struct {
	kind exprKind
	text string
	args []expr
	err  error // why the literal cannot be written
}

// written is the expression as text, with what cannot be written in it.
func (e expr) written() written { return written{e.String(), e.fault()} }

// path is the expression as text where it is a path.
func (e expr) path() written {
	if e.kind != pathKind {
		return written{e.String(), fmt.Errorf("%s is no path", e)}
	}
	return written{text: e.text}
}

// fault is why literals in the expression cannot be written; nil where all can.
func (e expr) fault() error {
	faults := []error{e.err}
	for _, a := range e.args {
		faults = append(faults, a.fault())
	}
	return errors.Join(faults...)
}

type exprKind int

const (
	noKind      exprKind = iota // holds for everything
	pathKind                    // a property; "" is the lambda's variable itself
	literalKind                 // a text that is written as it is
	rawKind                     // a condition as text
	callKind                    // text(args)
	binaryKind                  // args[0] text args[1]
	notKind                     // not args[0]
	negKind                     // -args[0]
	inKind                      // args[0] in (args[1:])
	lambdaKind                  // args[0]/text(x:args[1])
	countKind                   // args[0]($filter=args[1])
)

func pathExpr(path string) expr { return expr{kind: pathKind, text: path} }
func textExpr(text string) expr { return expr{kind: literalKind, text: text} }
func binary(operator string, a, b expr) expr {
	return expr{kind: binaryKind, text: operator, args: []expr{a, b}}
}

func literalExpr(value any) expr {
	l := literalOf(value)
	return expr{kind: literalKind, text: l.String(), err: l.err}
}

// String prints the expression, percent-encoding left to the URL.
func (e expr) String() string {
	var b strings.Builder
	e.print(&b, "", 0, 0)
	return b.String()
}

// binding is how strongly an expression binds (OData URL Conventions 4.01, section 5.1.1.17).
func (e expr) binding() int {
	switch e.kind {
	case rawKind:
		return 0
	case notKind, negKind:
		return 7
	case inKind:
		return 8
	case binaryKind:
		switch e.text {
		case "or":
			return 1
		case "and":
			return 2
		case "eq", "ne":
			return 3
		case "lt", "le", "gt", "ge":
			return 4
		case "add", "sub":
			return 5
		case "mul", "div", "divby", "mod":
			return 6
		}
		return 8 // has, in
	}
	return 9
}

// print writes the expression; within is the variable of the lambda around it, "" for none, and depth the number of lambdas around it. It is
// put in parentheses where it binds less than least.
func (e expr) print(b *strings.Builder, within string, depth, least int) {
	if e.binding() < least {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	switch e.kind {
	case pathKind:
		if strings.HasPrefix(e.text, itVariable+"/") {
			within = ""
		}
		b.WriteString(within)
		if within != "" && e.text != "" {
			b.WriteByte('/')
		}
		b.WriteString(e.text)
	case literalKind, rawKind:
		b.WriteString(e.text)
	case callKind:
		b.WriteString(e.text)
		e.list(b, e.args, within, depth)
	case binaryKind:
		own := e.binding()
		e.args[0].print(b, within, depth, own)
		b.WriteString(" " + e.text + " ")
		e.args[1].print(b, within, depth, own+1)
	case notKind:
		b.WriteString("not ")
		e.args[0].print(b, within, depth, 9)
	case negKind:
		b.WriteString("-")
		if operand := e.args[0]; operand.kind == literalKind && strings.HasPrefix(operand.text, "-") {
			b.WriteString("(" + operand.text + ")")
		} else {
			operand.print(b, within, depth, 9)
		}
	case inKind:
		e.args[0].print(b, within, depth, 9)
		b.WriteString(" in ")
		e.list(b, e.args[1:], within, depth)
	case lambdaKind:
		e.lambda(b, within, depth)
	case countKind:
		e.args[0].print(b, within, depth, 9)
		b.WriteString("($filter=")
		e.args[1].print(b, "", depth, 0)
		b.WriteString(")")
	}
}

func (e expr) list(b *strings.Builder, items []expr, within string, depth int) {
	b.WriteByte('(')
	for i, item := range items {
		if i > 0 {
			b.WriteByte(',')
		}
		item.print(b, within, depth, 0)
	}
	b.WriteByte(')')
}

func (e expr) lambda(b *strings.Builder, within string, depth int) {
	e.args[0].print(b, within, depth, 9)
	b.WriteString("/" + e.text + "(")
	if len(e.args) > 1 {
		variable := "x"
		if depth > 0 {
			variable += strconv.Itoa(depth + 1)
		}
		b.WriteString(variable + ":")
		e.args[1].print(b, variable, depth+1, 0)
	}
	b.WriteByte(')')
}

// literalOf is the literal of a value by its type.
func literalOf(value any) Literal {
	switch v := value.(type) {
	case nil:
		return LitNull()
	case interface{ TypeName() string }: // an enumeration
		return LitEnum(v.TypeName(), reflect.ValueOf(value).String())
	case time.Time:
		return LitTime(v)
	case edm.Date:
		return LitDate(v)
	case edm.TimeOfDay:
		return LitTimeOfDay(v)
	case edm.Duration:
		return LitDuration(v)
	case edm.GUID:
		return LitGUID(v)
	case edm.Decimal:
		return LitDecimal(v)
	case []byte:
		return LitBinary(v)
	}
	rv := reflect.ValueOf(value)
	switch {
	case rv.Kind() == reflect.String:
		return LitString(rv.String())
	case rv.Kind() == reflect.Bool:
		return LitBool(rv.Bool())
	case rv.CanInt():
		return LitInt(rv.Int())
	case rv.CanUint():
		return same(strconv.FormatUint(rv.Uint(), 10))
	case rv.Kind() == reflect.Float32:
		return same(strings.Trim(string(rawjson.AppendFloat(nil, rv.Float(), 32)), `"`))
	case rv.CanFloat():
		return LitFloat(rv.Float())
	}
	return LitJSON(value)
}
