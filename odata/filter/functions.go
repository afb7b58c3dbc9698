package filter

// This file is the functions of filters and orders: of texts, dates, numbers, types and places (OData URL Conventions
// 4.01, sections 5.1.1.5 to 5.1.1.12). Each takes operands and makes a Filter or an Expression.

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/typename"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// callExpr is a function of the URL conventions.
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

// Substring is the text from a position on, counted from 0; of the given length, or to the end where length is
// negative.
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

// Concat is both texts, one after the other.
func Concat[R any](a, b Operand[R, string]) Expression[R, string] {
	return Expression[R, string]{callExpr("concat", expressionOf(a), expressionOf(b))}
}

// Year is the year of a date or time; as are the functions that follow.
func Year[R any, T time.Time | edm.Date](a Operand[R, T]) Expression[R, int32] {
	return part[R, T]("year", a)
}

// Month is the month, from 1 to 12.
func Month[R any, T time.Time | edm.Date](a Operand[R, T]) Expression[R, int32] {
	return part[R, T]("month", a)
}

// Day is the day of the month.
func Day[R any, T time.Time | edm.Date](a Operand[R, T]) Expression[R, int32] {
	return part[R, T]("day", a)
}

// Hour is the hour, from 0 to 23.
func Hour[R any, T time.Time | edm.TimeOfDay](a Operand[R, T]) Expression[R, int32] {
	return part[R, T]("hour", a)
}

// Minute is the minute.
func Minute[R any, T time.Time | edm.TimeOfDay](a Operand[R, T]) Expression[R, int32] {
	return part[R, T]("minute", a)
}

// Second is the second, without its fraction.
func Second[R any, T time.Time | edm.TimeOfDay](a Operand[R, T]) Expression[R, int32] {
	return part[R, T]("second", a)
}

func part[R, T any](name string, a Operand[R, T]) Expression[R, int32] {
	return Expression[R, int32]{callExpr(name, expressionOf(a))}
}

// FractionalSeconds is the fraction of the second.
func FractionalSeconds[R any, T time.Time | edm.TimeOfDay](a Operand[R, T]) Expression[R, edm.Decimal] {
	return Expression[R, edm.Decimal]{callExpr("fractionalseconds", expressionOf(a))}
}

// TotalOffsetMinutes is the offset from UTC in minutes.
func TotalOffsetMinutes[R any](a Operand[R, time.Time]) Expression[R, int32] {
	return part[R, time.Time]("totaloffsetminutes", a)
}

// DatePart is the date of a time.
func DatePart[R any](a Operand[R, time.Time]) Expression[R, edm.Date] {
	return Expression[R, edm.Date]{callExpr("date", expressionOf(a))}
}

// TimePart is the time of day of a time.
func TimePart[R any](a Operand[R, time.Time]) Expression[R, edm.TimeOfDay] {
	return Expression[R, edm.TimeOfDay]{callExpr("time", expressionOf(a))}
}

// TotalSeconds is the length of a duration in seconds, with their fraction.
func TotalSeconds[R any](a Operand[R, edm.Duration]) Expression[R, edm.Decimal] {
	return Expression[R, edm.Decimal]{callExpr("totalseconds", expressionOf(a))}
}

// Later is the date or time a after the duration: Later(Now[R](), Const[R](edm.DurationOf(time.Hour))).
func Later[R any, T time.Time | edm.Date](a Operand[R, T], by Operand[R, edm.Duration]) Expression[R, T] {
	return Expression[R, T]{binary("add", expressionOf(a), expressionOf(by))}
}

// Earlier is the date or time a before the duration.
func Earlier[R any, T time.Time | edm.Date](a Operand[R, T], by Operand[R, edm.Duration]) Expression[R, T] {
	return Expression[R, T]{binary("sub", expressionOf(a), expressionOf(by))}
}

// Since is the duration from one date or time to a later one.
func Since[R any, T time.Time | edm.Date](later, earlier Operand[R, T]) Expression[R, edm.Duration] {
	return Expression[R, edm.Duration]{binary("sub", expressionOf(later), expressionOf(earlier))}
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
	~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~float32 | ~float64 | edm.Decimal
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
func DivBy[R any, T Number](a, b Operand[R, T]) Expression[R, edm.Decimal] {
	return Expression[R, edm.Decimal]{binary("divby", expressionOf(a), expressionOf(b))}
}

// Mod is what is left of a / b.
func Mod[R any, T Number](a, b Operand[R, T]) Expression[R, T] { return arithmetic("mod", a, b) }

// Neg is -a.
func Neg[R any, T Number](a Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{expr{kind: negKind, args: []expr{expressionOf(a)}}}
}

// Round is the nearest whole number, halves away from zero.
func Round[R any, T ~float32 | ~float64 | edm.Decimal](a Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{callExpr("round", expressionOf(a))}
}

// Floor is the greatest whole number that is not greater.
func Floor[R any, T ~float32 | ~float64 | edm.Decimal](a Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{callExpr("floor", expressionOf(a))}
}

// Ceiling is the least whole number that is not less.
func Ceiling[R any, T ~float32 | ~float64 | edm.Decimal](a Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{callExpr("ceiling", expressionOf(a))}
}

// IsOf holds where the R is of the type with the qualified name.
func IsOf[R any](typeName string) Filter[R] { return Filter[R]{callExpr("isof", textExpr(typeName))} }

// IsA holds where the R is of the type of the model D: IsA[*graph.DirectoryObject, *graph.User]().
func IsA[R, D any]() Filter[R] {
	name := typename.Of(reflect.TypeFor[D]())
	if name == "" {
		return Filter[R]{expr{kind: literalKind, text: "true"}} // a type that derives from none: every R is of it
	}
	return IsOf[R](name)
}

// Underlying is an operand of a type definition as one of the primitive type U that it is defined by, for the functions
// of that type: Contains(Underlying[string](code), "x"). An operand of another type, an enumeration's among them, is an
// error of the request.
func Underlying[U, R, T any](a Operand[R, T]) Expression[R, U] {
	e := expressionOf(a)
	from, to := reflect.TypeFor[T](), reflect.TypeFor[U]()
	_, enum := any(*new(T)).(interface{ TypeName() string })
	if enum || from.Kind() != to.Kind() || !from.ConvertibleTo(to) {
		e.err = fmt.Errorf("%s is of the type %s, which is not a type definition of %s", e, from, to)
	}
	return Expression[R, U]{e}
}

// Cast is the value as a U, the Go type of the primitive type with the qualified name: Cast[string](age, "Edm.String").
func Cast[U, R, T any](a Operand[R, T], typeName string) Expression[R, U] {
	return Expression[R, U]{callExpr("cast", expressionOf(a), textExpr(typeName))}
}

// HasSubset holds where every value is in the collection.
func HasSubset[R, T any](collection Items[R, Item[T]], values ...T) Filter[R] {
	return Filter[R]{callExpr("hassubset", itemsOf(collection), literalExpr(slices.Clone(values)))}
}

// HasSubsequence holds where the values are in the collection in their order.
func HasSubsequence[R, T any](collection Items[R, Item[T]], values ...T) Filter[R] {
	return Filter[R]{callExpr("hassubsequence", itemsOf(collection), literalExpr(slices.Clone(values)))}
}

// Point is a place as an operand: of geography, in degrees of longitude and latitude (SRID 4326, WGS 84), or with
// another spatial reference.
func Point[R any](longitude, latitude float64) Expression[R, edm.Raw] {
	return literalExpression[R, edm.Raw](urltext.LitPoint("geography", 4326, []float64{longitude, latitude}))
}

// PlanePoint is a point of a plane as an operand: of geometry, with the spatial reference, 0 for none.
func PlanePoint[R any](srid int, x, y float64) Expression[R, edm.Raw] {
	return literalExpression[R, edm.Raw](urltext.LitPoint("geometry", srid, []float64{x, y}))
}

func literalExpression[R, T any](l urltext.Literal) Expression[R, T] {
	return Expression[R, T]{expr{kind: literalKind, text: l.String(), err: l.Err()}}
}

// GeoDistance is the shortest distance between two points, in the unit of their spatial reference: meters for [Point].
func GeoDistance[R any](a, b Operand[R, edm.Raw]) Expression[R, float64] {
	return Expression[R, float64]{callExpr("geo.distance", expressionOf(a), expressionOf(b))}
}

// GeoLength is the length of a line.
func GeoLength[R any](a Operand[R, edm.Raw]) Expression[R, float64] {
	return Expression[R, float64]{callExpr("geo.length", expressionOf(a))}
}

// GeoIntersects holds where the point lies in the polygon.
func GeoIntersects[R any](point, polygon Operand[R, edm.Raw]) Filter[R] {
	return Filter[R]{callExpr("geo.intersects", expressionOf(point), expressionOf(polygon))}
}
