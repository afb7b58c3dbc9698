package urltext

// This file makes URL literals of values: for keys, parameters and filters alike (OData ABNF, primitiveLiteral). A
// Literal is not percent-encoded yet; who puts it into a URL does that. A value that has no literal makes one with an
// error, which the request that it is for returns.

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/enum"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// Literal is a value as a URL has it. The zero value is null. It does not change.
type Literal struct {
	url   string // with quotes or prefix: 'a''b', duration'PT1H'
	plain string // without: what a key is as a path segment
	alias bool   // whether it can only stand for a parameter alias
	err   error  // why it cannot be written

	prefixed bool // whether it has a prefix, and nothing that has to be encoded in its quotes
}

// LitNull is null.
func LitNull() Literal { return Literal{} }

// LitString is an Edm.String. One that is not valid UTF-8 is an error of the request.
func LitString(s string) Literal {
	if !utf8.ValidString(s) {
		return Literal{plain: s, err: fmt.Errorf("%q is not valid UTF-8", s)}
	}
	return Literal{url: "'" + strings.ReplaceAll(s, "'", "''") + "'", plain: s}
}

// LitBool is an Edm.Boolean.
func LitBool(b bool) Literal { return same(strconv.FormatBool(b)) }

// LitInt is an integer of any size.
func LitInt(n int64) Literal { return same(strconv.FormatInt(n, 10)) }

// LitFloat is an Edm.Double; NaN and the infinities are NaN, INF and -INF.
func LitFloat(f float64) Literal { return floatLiteral(f, 64) }

// LitSingle is an Edm.Single: 0.1 is 0.1 and not the nearest number of 64 bits.
func LitSingle(f float32) Literal { return floatLiteral(float64(f), 32) }

func floatLiteral(f float64, bits int) Literal {
	return same(strings.Trim(string(rawjson.AppendFloat(nil, f, bits)), `"`))
}

// LitDecimal is an Edm.Decimal.
func LitDecimal(d edm.Decimal) Literal { return same(d.String()) }

// LitTime is an Edm.DateTimeOffset, with the offset of t where the ABNF can say it - whole minutes, less than a day -
// and else in UTC. A year that has no form on the wire is an error of the request.
func LitTime(t time.Time) Literal {
	if _, offset := t.Zone(); offset%60 != 0 || offset <= -24*3600 || offset >= 24*3600 {
		t = t.UTC()
	}
	text, err := edm.AppendDateTimeOffset(nil, t)
	l := same(string(text))
	l.err = err
	return l
}

// LitDate is an Edm.Date. What is not a day of the calendar, as the zero Date, is an error of the request.
func LitDate(d edm.Date) Literal {
	if edm.DateOf(d.In(time.UTC)) != d {
		return Literal{err: fmt.Errorf("%s is not a day of the calendar", d)}
	}
	return same(d.String())
}

// LitTimeOfDay is an Edm.TimeOfDay. What is not a time of a day is an error of the request.
func LitTimeOfDay(t edm.TimeOfDay) Literal {
	if read, err := edm.ParseTimeOfDay(t.String()); err != nil || read != t {
		return Literal{err: fmt.Errorf("%s is not a time of day", t)}
	}
	return same(t.String())
}

// LitDuration is an Edm.Duration. Weeks are written as days; years and months, which URLs cannot say, are an error of
// the request.
func LitDuration(d edm.Duration) Literal {
	text, err := d.DayTime()
	if err != nil {
		return Literal{err: err}
	}
	return prefixed("duration", text)
}

// LitGUID is an Edm.Guid.
func LitGUID(g edm.GUID) Literal { return same(g.String()) }

// LitBinary is an Edm.Binary, in base64url.
func LitBinary(b []byte) Literal { return prefixed("binary", base64.URLEncoding.EncodeToString(b)) }

// LitEnum is a value of the enumeration type with the qualified name: members with commas between. The empty value,
// which names no member, is an error of the request.
func LitEnum(typeName, value string) Literal {
	members := strings.Join(enum.Split(value), ",")
	if members == "" {
		return Literal{err: fmt.Errorf("the value of %s is empty and names no member", typeName)}
	}
	l := LitString(members)
	l.url = typeName + l.url
	return l
}

// LitRaw is a value of any type, as JSON has it: a string, number, boolean or null is a literal, an object or array is
// as LitJSON has it.
func LitRaw(raw edm.Raw) Literal {
	raw = bytes.TrimSpace(raw)
	if len(raw) > 0 && !rawjson.Valid(raw) {
		return Literal{err: rawjson.Mismatch(raw, "JSON")}
	}
	switch raw.Kind() {
	case '"':
		text, err := rawjson.Unquote(raw, "")
		if err != nil {
			return Literal{err: err}
		}
		return LitString(text)
	case '0', 't', 'f':
		return same(string(raw))
	case '{', '[':
		return LitJSON(raw)
	}
	return LitNull()
}

// LitPoint is a point on the earth or in a plane; the prefix, geography or geometry, says which.
func LitPoint(prefix string, srid int, coordinates []float64) Literal {
	parts := make([]string, len(coordinates))
	for i, c := range coordinates {
		l := LitFloat(c)
		if strings.Contains(l.url, "N") {
			return Literal{err: fmt.Errorf("%s is not a coordinate", l)}
		}
		parts[i] = l.url
	}
	if srid < 0 || srid > 99999 {
		return Literal{err: errors.New("a spatial reference is a number from 0 to 99999")}
	}
	return prefixed(prefix, fmt.Sprintf("SRID=%d;Point(%s)", srid, strings.Join(parts, " ")))
}

// String returns the literal as the OData ABNF has it, not percent-encoded.
func (l Literal) String() string {
	if l.url == "" {
		return "null"
	}
	return l.url
}

// Plain is the value without quotes or prefix: what a key is as a path segment.
func (l Literal) Plain() string { return l.plain }

// NeedsAlias reports whether the literal can only be the value of a parameter alias.
func (l Literal) NeedsAlias() bool { return l.alias }

// Err is why the value cannot be written; nil where it can.
func (l Literal) Err() error { return l.err }

// Escaped is the literal percent-encoded for a path. The padding of a Binary stays plain: the ABNF has it so.
func (l Literal) Escaped() string {
	if l.prefixed {
		return Escape(l.String(), "'=")
	}
	return Escape(l.String(), "'")
}

func same(text string) Literal { return Literal{url: text, plain: text} }

func prefixed(prefix, text string) Literal {
	return Literal{url: prefix + "'" + text + "'", plain: text, prefixed: true}
}
