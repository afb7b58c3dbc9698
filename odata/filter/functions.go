package filter

// This file is the functions of filters and orders: of texts, dates, numbers, types and places (OData URL Conventions
// 4.01, sections 5.1.1.5 to 5.1.1.12). Each takes operands and makes a Filter or an Expression.

import (
	"slices"
	"strconv"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// Contains holds where the text has part in it.
func Contains[R any](a Operand[R, string], part string) Filter[R] {
	return Filter[R]{e: textFunction("contains", tree(a.Name, a.made), part)}
}

// StartsWith holds where the text begins with part.
func StartsWith[R any](a Operand[R, string], part string) Filter[R] {
	return Filter[R]{e: textFunction("startswith", tree(a.Name, a.made), part)}
}

// EndsWith holds where the text ends in part.
func EndsWith[R any](a Operand[R, string], part string) Filter[R] {
	return Filter[R]{e: textFunction("endswith", tree(a.Name, a.made), part)}
}

// MatchesPattern holds where the text matches the ECMAScript regular expression.
func MatchesPattern[R any](a Operand[R, string], pattern string) Filter[R] {
	return Filter[R]{e: textFunction("matchesPattern", tree(a.Name, a.made), pattern)}
}

// Length is the number of characters of the text.
func Length[R any](a Operand[R, string]) Expression[R, int32] {
	return Expression[R, int32]{made: callExpr("length", tree(a.Name, a.made))}
}

// IndexOf is where part begins in the text, counted from 0; -1 where it does not.
func IndexOf[R any](a Operand[R, string], part string) Expression[R, int32] {
	return Expression[R, int32]{made: callExpr("indexof", tree(a.Name, a.made), literalExpr(part))}
}

// Substring is the text from a position on, counted from 0; of the given length, or to the end where length is
// negative.
func Substring[R any](a Operand[R, string], start, length int) Expression[R, string] {
	args := []*expr{tree(a.Name, a.made), textExpr(strconv.Itoa(start))}
	if length >= 0 {
		args = append(args, textExpr(strconv.Itoa(length)))
	}
	return Expression[R, string]{made: callExpr("substring", args...)}
}

// ToLower is the text in small letters.
func ToLower[R any](a Operand[R, string]) Expression[R, string] {
	return Expression[R, string]{made: callExpr("tolower", tree(a.Name, a.made))}
}

// ToUpper is the text in capitals.
func ToUpper[R any](a Operand[R, string]) Expression[R, string] {
	return Expression[R, string]{made: callExpr("toupper", tree(a.Name, a.made))}
}

// Trim is the text without white space around it.
func Trim[R any](a Operand[R, string]) Expression[R, string] {
	return Expression[R, string]{made: callExpr("trim", tree(a.Name, a.made))}
}

// Concat is both texts, one after the other.
func Concat[R any](a, b Operand[R, string]) Expression[R, string] {
	return Expression[R, string]{made: callExpr("concat", tree(a.Name, a.made), tree(b.Name, b.made))}
}

// Year is the year of a date or time; as are the functions that follow.
func Year[R any, T time.Time | edm.Date](a Operand[R, T]) Expression[R, int32] {
	return Expression[R, int32]{made: callExpr("year", tree(a.Name, a.made))}
}

// Month is the month, from 1 to 12.
func Month[R any, T time.Time | edm.Date](a Operand[R, T]) Expression[R, int32] {
	return Expression[R, int32]{made: callExpr("month", tree(a.Name, a.made))}
}

// Day is the day of the month.
func Day[R any, T time.Time | edm.Date](a Operand[R, T]) Expression[R, int32] {
	return Expression[R, int32]{made: callExpr("day", tree(a.Name, a.made))}
}

// Hour is the hour, from 0 to 23.
func Hour[R any, T time.Time | edm.TimeOfDay](a Operand[R, T]) Expression[R, int32] {
	return Expression[R, int32]{made: callExpr("hour", tree(a.Name, a.made))}
}

// Minute is the minute.
func Minute[R any, T time.Time | edm.TimeOfDay](a Operand[R, T]) Expression[R, int32] {
	return Expression[R, int32]{made: callExpr("minute", tree(a.Name, a.made))}
}

// Second is the second, without its fraction.
func Second[R any, T time.Time | edm.TimeOfDay](a Operand[R, T]) Expression[R, int32] {
	return Expression[R, int32]{made: callExpr("second", tree(a.Name, a.made))}
}

// FractionalSeconds is the fraction of the second.
func FractionalSeconds[R any, T time.Time | edm.TimeOfDay](a Operand[R, T]) Expression[R, edm.Decimal] {
	return Expression[R, edm.Decimal]{made: callExpr("fractionalseconds", tree(a.Name, a.made))}
}

// TotalOffsetMinutes is the offset from UTC in minutes.
func TotalOffsetMinutes[R any](a Operand[R, time.Time]) Expression[R, int32] {
	return Expression[R, int32]{made: callExpr("totaloffsetminutes", tree(a.Name, a.made))}
}

// DatePart is the date of a time.
func DatePart[R any](a Operand[R, time.Time]) Expression[R, edm.Date] {
	return Expression[R, edm.Date]{made: callExpr("date", tree(a.Name, a.made))}
}

// TimePart is the time of day of a time.
func TimePart[R any](a Operand[R, time.Time]) Expression[R, edm.TimeOfDay] {
	return Expression[R, edm.TimeOfDay]{made: callExpr("time", tree(a.Name, a.made))}
}

// TotalSeconds is the length of a duration in seconds, with their fraction.
func TotalSeconds[R any](a Operand[R, edm.Duration]) Expression[R, edm.Decimal] {
	return Expression[R, edm.Decimal]{made: callExpr("totalseconds", tree(a.Name, a.made))}
}

// Later is the date or time a after the duration: Later(Now[R](), Const[R](edm.DurationOf(time.Hour))).
func Later[R any, T time.Time | edm.Date](a Operand[R, T], by Operand[R, edm.Duration]) Expression[R, T] {
	return Expression[R, T]{made: binary("add", tree(a.Name, a.made), tree(by.Name, by.made))}
}

// Earlier is the date or time a before the duration.
func Earlier[R any, T time.Time | edm.Date](a Operand[R, T], by Operand[R, edm.Duration]) Expression[R, T] {
	return Expression[R, T]{made: binary("sub", tree(a.Name, a.made), tree(by.Name, by.made))}
}

// Since is the duration from one date or time to a later one.
func Since[R any, T time.Time | edm.Date](later, earlier Operand[R, T]) Expression[R, edm.Duration] {
	return Expression[R, edm.Duration]{made: binary("sub", tree(later.Name, later.made), tree(earlier.Name, earlier.made))}
}

// Now is the time at which the service works on the request.
func Now[R any]() Expression[R, time.Time] { return Expression[R, time.Time]{made: callExpr("now")} }

// MinDateTime is the earliest time that there is.
func MinDateTime[R any]() Expression[R, time.Time] {
	return Expression[R, time.Time]{made: callExpr("mindatetime")}
}

// MaxDateTime is the latest time that there is.
func MaxDateTime[R any]() Expression[R, time.Time] {
	return Expression[R, time.Time]{made: callExpr("maxdatetime")}
}

// Number is what can be calculated with.
type Number interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~float32 | ~float64 | edm.Decimal
}

// Plus is a + b. [Const] makes an operand of a number.
func Plus[R any, T Number](a, b Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{made: binary("add", tree(a.Name, a.made), tree(b.Name, b.made))}
}

// Minus is a - b.
func Minus[R any, T Number](a, b Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{made: binary("sub", tree(a.Name, a.made), tree(b.Name, b.made))}
}

// Times is a * b.
func Times[R any, T Number](a, b Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{made: binary("mul", tree(a.Name, a.made), tree(b.Name, b.made))}
}

// Div is a / b; of integers the whole part.
func Div[R any, T Number](a, b Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{made: binary("div", tree(a.Name, a.made), tree(b.Name, b.made))}
}

// DivBy is a / b with its fraction, of integers too.
func DivBy[R any, T Number](a, b Operand[R, T]) Expression[R, edm.Decimal] {
	return Expression[R, edm.Decimal]{made: binary("divby", tree(a.Name, a.made), tree(b.Name, b.made))}
}

// Mod is what is left of a / b.
func Mod[R any, T Number](a, b Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{made: binary("mod", tree(a.Name, a.made), tree(b.Name, b.made))}
}

// Neg is -a.
func Neg[R any, T Number](a Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{made: negExpr(tree(a.Name, a.made))}
}

// Round is the nearest whole number, halves away from zero.
func Round[R any, T ~float32 | ~float64 | edm.Decimal](a Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{made: callExpr("round", tree(a.Name, a.made))}
}

// Floor is the greatest whole number that is not greater.
func Floor[R any, T ~float32 | ~float64 | edm.Decimal](a Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{made: callExpr("floor", tree(a.Name, a.made))}
}

// Ceiling is the least whole number that is not less.
func Ceiling[R any, T ~float32 | ~float64 | edm.Decimal](a Operand[R, T]) Expression[R, T] {
	return Expression[R, T]{made: callExpr("ceiling", tree(a.Name, a.made))}
}

// IsOf holds where the R is of the type with the qualified name.
func IsOf[R any](typeName string) Filter[R] {
	return Filter[R]{e: callExpr("isof", textExpr(typeName))}
}

// IsA holds where the R is of the type of the model D: IsA[*graph.DirectoryObject, *graph.User]().
func IsA[R, D any]() Filter[R] { return Filter[R]{e: isExpr(typeOf((*D)(nil)))} }

// Underlying is an operand of a type definition as one of the primitive type U that it is defined by, for the functions
// of that type: Contains(Underlying[string](code), "x"). An operand of another type, an enumeration's among them, is an
// error of the request.
func Underlying[U, R, T any](a Operand[R, T]) Expression[R, U] {
	return Expression[R, U]{made: underlyingExpr(tree(a.Name, a.made), typeOf((*T)(nil)), typeOf((*U)(nil)))}
}

// Cast is the value as a U, the Go type of the primitive type with the qualified name: Cast[string](age, "Edm.String").
func Cast[U, R, T, Use any](a Part[R, T, Use, One], typeName string) Expression[R, U] {
	return Expression[R, U]{made: callExpr("cast", tree(a.Name, a.made), textExpr(typeName))}
}

// HasSubset holds where every value is in the collection.
func HasSubset[R, T any](collection Collection[R, Item[T]], values ...T) Filter[R] {
	return Filter[R]{e: callExpr("hassubset", tree(collection.Name, collection.made), literalExpr(slices.Clone(values)))}
}

// HasSubsequence holds where the values are in the collection in their order.
func HasSubsequence[R, T any](collection Collection[R, Item[T]], values ...T) Filter[R] {
	return Filter[R]{e: callExpr("hassubsequence", tree(collection.Name, collection.made), literalExpr(slices.Clone(values)))}
}

// Point is a place as an operand: of geography, in degrees of longitude and latitude (SRID 4326, WGS 84), or with
// another spatial reference.
func Point[R any](longitude, latitude float64) Expression[R, edm.Raw] {
	return Expression[R, edm.Raw]{made: writtenExpr(urltext.LitPoint("geography", 4326, []float64{longitude, latitude}))}
}

// PlanePoint is a point of a plane as an operand: of geometry, with the spatial reference, 0 for none.
func PlanePoint[R any](srid int, x, y float64) Expression[R, edm.Raw] {
	return Expression[R, edm.Raw]{made: writtenExpr(urltext.LitPoint("geometry", srid, []float64{x, y}))}
}

// GeoDistance is the shortest distance between two points, in the unit of their spatial reference: meters for [Point].
func GeoDistance[R any](a, b Operand[R, edm.Raw]) Expression[R, float64] {
	return Expression[R, float64]{made: callExpr("geo.distance", tree(a.Name, a.made), tree(b.Name, b.made))}
}

// GeoLength is the length of a line.
func GeoLength[R any](a Operand[R, edm.Raw]) Expression[R, float64] {
	return Expression[R, float64]{made: callExpr("geo.length", tree(a.Name, a.made))}
}

// GeoIntersects holds where the point lies in the polygon.
func GeoIntersects[R any](point, polygon Operand[R, edm.Raw]) Filter[R] {
	return Filter[R]{e: callExpr("geo.intersects", tree(point.Name, point.made), tree(polygon.Name, polygon.made))}
}
