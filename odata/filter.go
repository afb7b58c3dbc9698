package odata

// This file is filters: trees of expressions over the properties of a type, which cannot be written wrong (OData URL Conventions 4.01,
// section 5.1.1). A tree and not a text, since a property inside a lambda is written with the lambda's variable before it.

import (
	"reflect"
	"strconv"
	"strings"
	"time"
)

// Filter is a condition on an R. The zero value holds for everything. It does not change.
type Filter[R any] struct{ e expr }

// String returns the filter as the OData ABNF has it, not percent-encoded; "" for the zero value.
func (f Filter[R]) String() string { return f.e.String() }

// RawFilter is a condition as text, which is taken as it is: for what the functions here do not have.
func RawFilter[R any](text string) Filter[R] { return Filter[R]{expr{kind: rawKind, text: text}} }

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

func (x Expression[R, T]) of(R) string       { return x.e.String() }
func (x Expression[R, T]) operand(R, T) expr { return x.e }

// Through is the property inner of the complex value or related entity that outer leads to: address/city.
func Through[R, C, T any](outer Operand[R, C], inner Operand[C, T]) Expression[R, T] {
	return Expression[R, T]{under1(expressionOf(outer), expressionOf(inner))}
}

// Derived is the property of a derived type D for an R whose values may be of that type: microsoft.graph.user/department. D is a
// generated model.
func Derived[R, D, T any](inner Operand[D, T]) Expression[R, T] {
	name := ""
	t := reflect.TypeFor[D]()
	if t.Kind() == reflect.Interface {
		if f := familyOf(t); f != nil {
			t = reflect.TypeOf(f.New(""))
		}
	}
	if t.Kind() == reflect.Pointer {
		if s := shapeOf(t.Elem()); s != nil {
			name = s.typeName
		}
	}
	if name == "" {
		return Expression[R, T]{expressionOf(inner)}
	}
	return Expression[R, T]{under1(pathExpr(name), expressionOf(inner))}
}

// under1 puts a path before every path of an expression that is not inside a lambda.
func under1(outer, inner expr) expr {
	if inner.kind == pathKind {
		inner.text = outer.text + "/" + inner.text
		return inner
	}
	args := make([]expr, len(inner.args))
	for i, a := range inner.args {
		if inner.kind == lambdaKind && i == 1 {
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

// call is a function of the URL conventions.
func callExpr(name string, args ...expr) expr { return expr{kind: callKind, text: name, args: args} }

func textFunction[R any](name string, a Operand[R, string], part string) Filter[R] {
	return Filter[R]{callExpr(name, expressionOf(a), literalExpr(part))}
}

// Contains holds where the text has part in it.
func Contains[R any](a Operand[R, string], part string) Filter[R] {
	return textFunction("contains", a, part)
}

// StartsWith holds where the text begins with part.
func StartsWith[R any](a Operand[R, string], part string) Filter[R] {
	return textFunction("startswith", a, part)
}

// EndsWith holds where the text ends in part.
func EndsWith[R any](a Operand[R, string], part string) Filter[R] {
	return textFunction("endswith", a, part)
}

// MatchesPattern holds where the text matches the ECMAScript regular expression.
func MatchesPattern[R any](a Operand[R, string], pattern string) Filter[R] {
	return textFunction("matchesPattern", a, pattern)
}

// Length is the number of characters of the text.
func Length[R any](a Operand[R, string]) Expression[R, int32] {
	return Expression[R, int32]{callExpr("length", expressionOf(a))}
}

// IndexOf is where part begins in the text, counted from 0; -1 where it does not.
func IndexOf[R any](a Operand[R, string], part string) Expression[R, int32] {
	return Expression[R, int32]{callExpr("indexof", expressionOf(a), literalExpr(part))}
}

// Substring is the text from a position on, counted from 0; of the given length, or to the end where length is negative.
func Substring[R any](a Operand[R, string], start, length int) Expression[R, string] {
	args := []expr{expressionOf(a), textExpr(strconv.Itoa(start))}
	if length >= 0 {
		args = append(args, textExpr(strconv.Itoa(length)))
	}
	return Expression[R, string]{callExpr("substring", args...)}
}

// ToLower is the text in small letters.
func ToLower[R any](a Operand[R, string]) Expression[R, string] {
	return Expression[R, string]{callExpr("tolower", expressionOf(a))}
}

// ToUpper is the text in capitals.
func ToUpper[R any](a Operand[R, string]) Expression[R, string] {
	return Expression[R, string]{callExpr("toupper", expressionOf(a))}
}

// Trim is the text without white space around it.
func Trim[R any](a Operand[R, string]) Expression[R, string] {
	return Expression[R, string]{callExpr("trim", expressionOf(a))}
}

// Concat is both texts, one behind the other.
func Concat[R any](a, b Operand[R, string]) Expression[R, string] {
	return Expression[R, string]{callExpr("concat", expressionOf(a), expressionOf(b))}
}

// Year is the year of a date or time; as are the functions that follow.
func Year[R any, T time.Time | Date](a Operand[R, T]) Expression[R, int32] {
	return part[R, T]("year", a)
}

// Month is the month, from 1 to 12.
func Month[R any, T time.Time | Date](a Operand[R, T]) Expression[R, int32] {
	return part[R, T]("month", a)
}

// Day is the day of the month.
func Day[R any, T time.Time | Date](a Operand[R, T]) Expression[R, int32] {
	return part[R, T]("day", a)
}

// Hour is the hour, from 0 to 23.
func Hour[R any, T time.Time | TimeOfDay](a Operand[R, T]) Expression[R, int32] {
	return part[R, T]("hour", a)
}

// Minute is the minute.
func Minute[R any, T time.Time | TimeOfDay](a Operand[R, T]) Expression[R, int32] {
	return part[R, T]("minute", a)
}

// Second is the second, without its fraction.
func Second[R any, T time.Time | TimeOfDay](a Operand[R, T]) Expression[R, int32] {
	return part[R, T]("second", a)
}

func part[R, T any](name string, a Operand[R, T]) Expression[R, int32] {
	return Expression[R, int32]{callExpr(name, expressionOf(a))}
}

// FractionalSeconds is the fraction of the second.
func FractionalSeconds[R any, T time.Time | TimeOfDay](a Operand[R, T]) Expression[R, Decimal] {
	return Expression[R, Decimal]{callExpr("fractionalseconds", expressionOf(a))}
}

// TotalOffsetMinutes is the offset from UTC in minutes.
func TotalOffsetMinutes[R any](a Operand[R, time.Time]) Expression[R, int32] {
	return part[R, time.Time]("totaloffsetminutes", a)
}

// DatePart is the date of a time.
func DatePart[R any](a Operand[R, time.Time]) Expression[R, Date] {
	return Expression[R, Date]{callExpr("date", expressionOf(a))}
}

// TimePart is the time of day of a time.
func TimePart[R any](a Operand[R, time.Time]) Expression[R, TimeOfDay] {
	return Expression[R, TimeOfDay]{callExpr("time", expressionOf(a))}
}

// Now is the time at which the service works on the request.
func Now[R any]() Expression[R, time.Time] { return Expression[R, time.Time]{callExpr("now")} }

// MinDateTime is the earliest time that there is.
func MinDateTime[R any]() Expression[R, time.Time] {
	return Expression[R, time.Time]{callExpr("mindatetime")}
}

// MaxDateTime is the latest time that there is.
func MaxDateTime[R any]() Expression[R, time.Time] {
	return Expression[R, time.Time]{callExpr("maxdatetime")}
}

// Number is what can be calculated with.
type Number interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~float32 | ~float64 | Decimal
}

func arithmetic[R, T any](operator string, a, b Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{binary(operator, expressionOf(a), expressionOf(b))}
}

// Plus is a + b. [Const] makes an operand of a number.
func Plus[R any, T Number](a, b Operand[R, T]) Expression[R, T] { return arithmetic("add", a, b) }

// Minus is a - b.
func Minus[R any, T Number](a, b Operand[R, T]) Expression[R, T] { return arithmetic("sub", a, b) }

// Times is a * b.
func Times[R any, T Number](a, b Operand[R, T]) Expression[R, T] { return arithmetic("mul", a, b) }

// Div is a / b; of integers the whole part.
func Div[R any, T Number](a, b Operand[R, T]) Expression[R, T] { return arithmetic("div", a, b) }

// DivBy is a / b with its fraction, of integers too.
func DivBy[R any, T Number](a, b Operand[R, T]) Expression[R, Decimal] {
	return Expression[R, Decimal]{binary("divby", expressionOf(a), expressionOf(b))}
}

// Mod is what is left of a / b.
func Mod[R any, T Number](a, b Operand[R, T]) Expression[R, T] { return arithmetic("mod", a, b) }

// Neg is -a.
func Neg[R any, T Number](a Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{expr{kind: negKind, args: []expr{expressionOf(a)}}}
}

// Round is the nearest whole number, halves away from zero.
func Round[R any, T float32 | float64 | Decimal](a Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{callExpr("round", expressionOf(a))}
}

// Floor is the greatest whole number that is not greater.
func Floor[R any, T float32 | float64 | Decimal](a Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{callExpr("floor", expressionOf(a))}
}

// Ceiling is the least whole number that is not less.
func Ceiling[R any, T float32 | float64 | Decimal](a Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{callExpr("ceiling", expressionOf(a))}
}

// IsOf holds where the R is of the type with the qualified name.
func IsOf[R any](typeName string) Filter[R] { return Filter[R]{callExpr("isof", textExpr(typeName))} }

// Item stands for a value of a collection of T in the filters of [Any] and [All]; [It] is that value.
type Item[T any] struct{}

// It is the item itself.
func It[T any]() Expression[Item[T], T] { return Expression[Item[T], T]{pathExpr("")} }

func lambda(name, collection string, body expr) expr {
	e := expr{kind: lambdaKind, text: name, args: []expr{pathExpr(collection)}}
	if body.kind != noKind {
		e.args = append(e.args, body)
	}
	return e
}

// Items is a collection of R with items E: a collection of values or of related entities.
type Items[R, E any] interface {
	items(R, E) string
}

func pathOf[R, E any](c Items[R, E]) string {
	var r R
	var e E
	return c.items(r, e)
}

// Any holds where the filter holds for an item; with the zero filter, where there is an item.
func Any[R, E any](collection Items[R, E], filter Filter[E]) Filter[R] {
	return Filter[R]{lambda("any", pathOf(collection), filter.e)}
}

// All holds where the filter holds for every item.
func All[R, E any](collection Items[R, E], filter Filter[E]) Filter[R] {
	if filter.e.kind == noKind {
		filter.e = textExpr("true")
	}
	return Filter[R]{lambda("all", pathOf(collection), filter.e)}
}

// Size is the number of items.
func Size[R, E any](collection Items[R, E]) Expression[R, int64] {
	return Expression[R, int64]{pathExpr(pathOf(collection) + "/$count")}
}

// expr is a node of an expression.
type expr struct {
	kind exprKind
	text string
	args []expr
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
)

func pathExpr(path string) expr              { return expr{kind: pathKind, text: path} }
func textExpr(text string) expr              { return expr{kind: literalKind, text: text} }
func literalExpr(value any) expr             { return textExpr(literalOf(value).String()) }
func binary(operator string, a, b expr) expr { return expr{binaryKind, operator, []expr{a, b}} }

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
		return 8 // has
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
		e.args[0].print(b, within, depth, 9)
	case inKind:
		e.args[0].print(b, within, depth, 9)
		b.WriteString(" in ")
		e.list(b, e.args[1:], within, depth)
	case lambdaKind:
		e.lambda(b, within, depth)
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
	case Date:
		return LitDate(v)
	case TimeOfDay:
		return LitTimeOfDay(v)
	case Duration:
		return LitDuration(v)
	case GUID:
		return LitGUID(v)
	case Decimal:
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
		return same(strings.Trim(string(appendFloat(nil, rv.Float(), 32)), `"`))
	case rv.CanFloat():
		return LitFloat(rv.Float())
	}
	return LitJSON(value)
}
