package odataimpl

// This file is literals: how generated code hands values of keys and parameters to a path. See odata/internal/urltext
// for what they are.

import (
	"time"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// Literal is a value as a URL has it. The zero value is null.
type Literal = urltext.Literal

// LitNull is null.
func LitNull() Literal { return urltext.LitNull() }

// LitString is an Edm.String. One that is not valid UTF-8 is an error of the request.
func LitString[T ~string](s T) Literal { return urltext.LitString(string(s)) }

// LitBool is an Edm.Boolean.
func LitBool[T ~bool](b T) Literal { return urltext.LitBool(bool(b)) }

// LitInt is an integer of any size.
func LitInt[T ~uint8 | ~int8 | ~int16 | ~int32 | ~int64](n T) Literal {
	return urltext.LitInt(int64(n))
}

// LitFloat is an Edm.Double; NaN and the infinities are NaN, INF and -INF.
func LitFloat[T ~float64](f T) Literal { return urltext.LitFloat(float64(f)) }

// LitSingle is an Edm.Single: 0.1 is 0.1 and not the nearest number of 64 bits.
func LitSingle[T ~float32](f T) Literal { return urltext.LitSingle(float32(f)) }

// LitDecimal is an Edm.Decimal.
func LitDecimal(d edm.Decimal) Literal { return urltext.LitDecimal(d) }

// LitTime is an Edm.DateTimeOffset. A year that has no form on the wire is an error of the request.
func LitTime(t time.Time) Literal { return urltext.LitTime(t) }

// LitDate is an Edm.Date. What is not a day of the calendar, as the zero Date, is an error of the request.
func LitDate(d edm.Date) Literal { return urltext.LitDate(d) }

// LitTimeOfDay is an Edm.TimeOfDay. What is not a time of day is an error of the request.
func LitTimeOfDay(t edm.TimeOfDay) Literal { return urltext.LitTimeOfDay(t) }

// LitDuration is an Edm.Duration. Years and months, which URLs cannot say, are an error of the request.
func LitDuration(d edm.Duration) Literal { return urltext.LitDuration(d) }

// LitGUID is an Edm.Guid.
func LitGUID(g edm.GUID) Literal { return urltext.LitGUID(g) }

// LitBinary is an Edm.Binary, in base64url.
func LitBinary(b []byte) Literal { return urltext.LitBinary(b) }

// Enum is a generated enumeration type.
type Enum interface {
	~string
	IsKnown() bool
}

// LitEnum is a value of an enumeration type, with the qualified name of the type. The empty value is an error of the
// request.
//
//go:noinline
func LitEnum[T Enum](value T) Literal { return urltext.LitOf(value) }

// LitGeography is a value of one of the Edm.Geography types in the coordinate system srid, unless the value names
// another; "" is 4326.
func LitGeography(value edm.Raw, srid string) Literal { return urltext.LitGeography(value, srid) }

// LitGeometry is [LitGeography] for the Edm.Geometry types; "" is the coordinate system 0.
func LitGeometry(value edm.Raw, srid string) Literal { return urltext.LitGeometry(value, srid) }

// GeographyIn is [LitGeography] in the coordinate system srid, for an optional argument.
func GeographyIn(srid string) func(edm.Raw) Literal {
	return func(value edm.Raw) Literal { return LitGeography(value, srid) }
}

// GeometryIn is [LitGeometry] in the coordinate system srid, for an optional argument.
func GeometryIn(srid string) func(edm.Raw) Literal {
	return func(value edm.Raw) Literal { return LitGeometry(value, srid) }
}

// LitRaw is a value of any type, as JSON has it.
func LitRaw(raw edm.Raw) Literal { return urltext.LitRaw(raw) }

// LitJSON is a collection, an entity, a complex value, or a value of any type: JSON that stands for a parameter alias.
func LitJSON[T any](v T) Literal { return urltext.LitText(odata.Marshal(v)) }
