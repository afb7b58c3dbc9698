package odata

// This file makes URL literals of values: for keys now, for parameters and filters alike (OData ABNF, primitiveLiteral). A Literal is
// not percent-encoded yet; resource.go does that, in one place.

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"
)

// Literal is a value as a URL says it. The zero value is null.
type Literal struct {
	url   string // with quotes or prefix: 'a''b', duration'PT1H'
	plain string // without: what a key is as a path segment
	alias bool   // whether it can only stand behind a parameter alias
	err   error  // why it cannot be written
}

// LitNull is null.
func LitNull() Literal { return Literal{} }

// LitString is an Edm.String.
func LitString(s string) Literal {
	return quotedLiteral("'"+strings.ReplaceAll(s, "'", "''")+"'", s)
}

// LitBool is an Edm.Boolean.
func LitBool(b bool) Literal { return same(strconv.FormatBool(b)) }

// LitInt is an integer of any size.
func LitInt(n int64) Literal { return same(strconv.FormatInt(n, 10)) }

// LitFloat is an Edm.Double; not a number and the infinities are NaN, INF and -INF.
func LitFloat(f float64) Literal { return floatLiteral(f, 64) }

// LitSingle is an Edm.Single: 0.1 is 0.1 and not the nearest number of 64 bits.
func LitSingle(f float32) Literal { return floatLiteral(float64(f), 32) }

func floatLiteral(f float64, bits int) Literal {
	return same(strings.Trim(string(appendFloat(nil, f, bits)), `"`))
}

// LitDecimal is an Edm.Decimal.
func LitDecimal(d Decimal) Literal { return same(d.String()) }

// LitTime is an Edm.DateTimeOffset. A time that has no form on the wire is an error of the request.
func LitTime(t time.Time) Literal {
	text, err := appendTimeText(nil, t)
	l := same(string(text))
	l.err = err
	return l
}

// LitDate is an Edm.Date.
func LitDate(d Date) Literal { return same(d.String()) }

// LitTimeOfDay is an Edm.TimeOfDay.
func LitTimeOfDay(t TimeOfDay) Literal { return same(t.String()) }

// LitDuration is an Edm.Duration.
func LitDuration(d Duration) Literal { return prefixed("duration", d.String()) }

// LitGUID is an Edm.Guid.
func LitGUID(g GUID) Literal { return same(g.String()) }

// LitBinary is an Edm.Binary, in base64url.
func LitBinary(b []byte) Literal { return prefixed("binary", base64.URLEncoding.EncodeToString(b)) }

// LitEnum is a value of the enumeration type with the qualified name.
func LitEnum(typeName, value string) Literal {
	return quotedLiteral(typeName+"'"+strings.ReplaceAll(value, "'", "''")+"'", value)
}

// LitRaw is a value of any type, as JSON has it: a string, number, boolean or null is a literal, an object or array is as LitJSON has it.
func LitRaw(raw Raw) Literal {
	if len(raw) > 0 && !raw.IsValid() {
		return Literal{err: mismatch(raw, "JSON")}
	}
	switch raw.Kind() {
	case '"':
		text, err := unquote(raw, "")
		l := LitString(text)
		l.err = err
		return l
	case '0', 't', 'f':
		return same(string(raw))
	case '{', '[':
		return LitJSON(raw)
	}
	return LitNull()
}

// LitJSON is a collection, an entity, a complex value, or a value of any type: JSON, which stands behind a parameter alias (OData URL
// Conventions 4.01, section 5.1.1.14). What cannot be encoded is an error of the request. Strings are written with as few escapes as JSON allows,
// unlike in bodies: a URL is percent-encoded anyway, and services there are that take escapes in it for text.
func LitJSON(v any) Literal {
	text, err := Marshal(v)
	if err == nil {
		raw := Raw(text)
		err = raw.Format()
		text = raw
	}
	return Literal{url: string(text), alias: true, err: err}
}

// String returns the literal as the OData ABNF has it, not percent-encoded.
func (l Literal) String() string {
	if l.url == "" {
		return "null"
	}
	return l.url
}

func quotedLiteral(url, plain string) Literal { return Literal{url: url, plain: plain} }
func same(text string) Literal                { return Literal{url: text, plain: text} }
func prefixed(prefix, text string) Literal {
	return Literal{url: prefix + "'" + text + "'", plain: text}
}
