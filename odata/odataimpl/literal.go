package odataimpl

// This file is literals: how generated code hands values of keys and parameters to a path. See odata/internal/urltext
// for what they are.

import (
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// Literal is a value as a URL has it. The zero value is null.
type Literal = urltext.Literal

// LitNull is null.
func LitNull() Literal { return urltext.LitNull() }

// LitString is an Edm.String. One that is not valid UTF-8 is an error of the request.
func LitString(s string) Literal { return urltext.LitString(s) }

// LitBool is an Edm.Boolean.
func LitBool(b bool) Literal { return urltext.LitBool(b) }

// LitInt is an integer of any size.
func LitInt(n int64) Literal { return urltext.LitInt(n) }

// LitFloat is an Edm.Double; NaN and the infinities are NaN, INF and -INF.
func LitFloat(f float64) Literal { return urltext.LitFloat(f) }

// LitSingle is an Edm.Single: 0.1 is 0.1 and not the nearest number of 64 bits.
func LitSingle(f float32) Literal { return urltext.LitSingle(f) }

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

// LitEnum is a value of the enumeration type with the qualified name. The empty value is an error of the request.
func LitEnum(typeName, value string) Literal { return urltext.LitEnum(typeName, value) }

// LitGeography is a value of one of the Edm.Geography types in the coordinate system srid, unless the value names
// another; "" is 4326.
func LitGeography(value edm.Raw, srid string) Literal { return urltext.LitGeography(value, srid) }

// LitGeometry is [LitGeography] for the Edm.Geometry types; "" is the coordinate system 0.
func LitGeometry(value edm.Raw, srid string) Literal { return urltext.LitGeometry(value, srid) }

// LitRaw is a value of any type, as JSON has it.
func LitRaw(raw edm.Raw) Literal { return urltext.LitRaw(raw) }

// LitJSON is a collection, an entity, a complex value, or a value of any type: JSON that stands for a parameter alias.
func LitJSON(v any) Literal { return urltext.LitJSON(v) }
