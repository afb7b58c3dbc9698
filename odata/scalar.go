package odata

// This file reads scalars: JSON text to the Go type of an OData primitive type (OData JSON Format 4.01, section 7.1).
// Reading also tells whether the text is the one that encode.go would write; where it is not, the text is kept.

import (
	"cmp"
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
	"github.com/google/uuid"
)

// isScalar says whether ptr points to a type that scan reads.
func isScalar(ptr any) bool {
	switch ptr.(type) {
	case *string, *bool, *int32, *int64, *float64, *float32, *int16, *int8, *uint8, *time.Time, *[]byte, *edm.Raw, *edm.GUID, *edm.Decimal, *edm.Date, *edm.TimeOfDay, *edm.Duration:
		return true
	}
	switch reflect.TypeOf(ptr).Elem().Kind() {
	case reflect.String, reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint8,
		reflect.Float32, reflect.Float64:
		return true
	}
	return false
}

// scan reads raw, which is not null, into what ptr points to, and reports whether raw is how that value is written.
func scan(ptr any, raw edm.Raw) (canonical bool, err error) {
	switch p := ptr.(type) {
	case *string:
		*p, err = rawjson.Unquote(raw, "a string")
		return true, err
	case *time.Time:
		return scanTime(p, raw)
	case *[]byte:
		return scanBinary(p, raw)
	case *edm.Raw:
		*p = rawjson.AppendCompact(nil, raw)
		return true, nil
	case *edm.GUID:
		return scanGUID(p, raw)
	case *edm.Decimal:
		err := p.UnmarshalJSON(raw)
		return p.IsFinite() && p.String() == string(raw) || !p.IsFinite() && `"`+p.String()+`"` == string(raw), err
	case *edm.Date, *edm.TimeOfDay, *edm.Duration:
		return scanQuoted(ptr, raw)
	}
	return scanKind(reflect.ValueOf(ptr).Elem(), raw)
}

func scanGUID(p *edm.GUID, raw edm.Raw) (canonical bool, err error) {
	const length = 36 // uuid.Parse takes other forms too
	s, err := rawjson.Unquote(raw, "a GUID")
	if err == nil && len(s) == length {
		*p, err = uuid.Parse(s)
	}
	if err != nil || len(s) != length {
		return false, rawjson.Mismatch(raw, "a GUID")
	}
	return p.String() == s, nil
}

// scanQuoted reads a type of package edm from the string that it is in JSON.
func scanQuoted(ptr any, raw edm.Raw) (canonical bool, err error) {
	p, what := quotedOf(ptr)
	s, err := rawjson.Unquote(raw, what)
	if err != nil {
		return false, err
	}
	if err := p.UnmarshalText([]byte(s)); err != nil {
		return false, err
	}
	text, err := p.AppendText(nil)
	return string(text) == s, err
}

// scanKind reads what is told by its kind: named types too, such as enumerations.
func scanKind(v reflect.Value, raw edm.Raw) (canonical bool, err error) {
	switch v.Kind() {
	case reflect.String:
		if raw.Kind() == '0' { // an enumeration's underlying number
			v.SetString(string(raw))
			return false, nil
		}
		s, err := rawjson.Unquote(raw, "a string")
		v.SetString(s)
		return true, err
	case reflect.Bool:
		if k := raw.Kind(); k != 't' && k != 'f' {
			return false, rawjson.Mismatch(raw, "true or false")
		}
		v.SetBool(raw.Kind() == 't')
		return true, nil
	case reflect.Float32, reflect.Float64:
		return scanFloat(v, raw)
	}
	return scanInt(v, raw)
}

// scanInt reads an integer. A 64-bit one may come as a string (IEEE754Compatible); 1.0 and 1e0 count as 1.
func scanInt(v reflect.Value, raw edm.Raw) (canonical bool, err error) {
	text := string(raw)
	canonical = true
	if raw.Kind() == '"' && v.Type().Bits() == 64 {
		if text, err = rawjson.Unquote(raw, "an integer"); err != nil {
			return false, err
		}
		canonical = false
	} else if raw.Kind() != '0' {
		return false, rawjson.Mismatch(raw, "an integer")
	}
	if strings.ContainsAny(text, ".eE") {
		text, canonical = plainInt(text), false
	}
	bits := v.Type().Bits()
	if v.CanUint() {
		n, err := strconv.ParseUint(text, 10, bits)
		if err != nil {
			return false, intError(raw, err, "an integer from 0 to 255")
		}
		v.SetUint(n)
		return canonical, nil
	}
	n, err := strconv.ParseInt(text, 10, bits)
	if err != nil {
		return false, intError(raw, err, fmt.Sprintf("an integer of %d bits", bits))
	}
	v.SetInt(n)
	return canonical && text != "-0", nil
}

// plainInt writes a number that is whole, such as 1.0 or 1e3, without fraction and exponent; another text as it is.
func plainInt(text string) string {
	const most = 20 // digits of an integer of 64 bits
	mantissa, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	shift, err := strconv.Atoi(cmp.Or(exponent, "0"))
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := whole + fraction
	point := len(whole) + shift
	switch {
	case err != nil || !rawjson.Digits(strings.TrimPrefix(digits, "-")) || shift > math.MaxInt32:
		return text // what is wrong with it, the caller finds
	case strings.Trim(digits, "-0") == "":
		return "0"
	case point > len(digits)+most: // too large
		return text
	case point >= len(digits):
		return digits + strings.Repeat("0", point-len(digits))
	case point > 0 && strings.Trim(digits[point:], "0") == "":
		return digits[:point]
	}
	return text
}

func intError(raw edm.Raw, err error, want string) error {
	if errors.Is(err, strconv.ErrRange) {
		return errorf("found %s, which is out of the range of %s", rawjson.Excerpt(raw), want)
	}
	return rawjson.Mismatch(raw, want)
}

// scanFloat reads a number, or one of the strings INF, -INF and NaN.
func scanFloat(v reflect.Value, raw edm.Raw) (canonical bool, err error) {
	if raw.Kind() == '"' {
		switch string(raw) {
		case `"INF"`:
			v.SetFloat(math.Inf(1))
		case `"-INF"`:
			v.SetFloat(math.Inf(-1))
		case `"NaN"`:
			v.SetFloat(math.NaN())
		default:
			return false, rawjson.Mismatch(raw, "a number")
		}
		return true, nil
	}
	if raw.Kind() != '0' {
		return false, rawjson.Mismatch(raw, "a number")
	}
	bits := v.Type().Bits()
	f, err := strconv.ParseFloat(string(raw), bits)
	if err != nil {
		return false, errorf("found %s, which is out of the range of a number of %d bits", rawjson.Excerpt(raw), bits)
	}
	v.SetFloat(f)
	return string(rawjson.AppendFloat(nil, f, bits)) == string(raw), nil
}

// scanBinary reads base64 or base64url, with or without padding.
func scanBinary(p *[]byte, raw edm.Raw) (canonical bool, err error) {
	s, err := rawjson.Unquote(raw, "base64")
	if err != nil {
		return false, err
	}
	plain := strings.TrimRight(strings.NewReplacer("-", "+", "_", "/").Replace(s), "=")
	if *p, err = base64.RawStdEncoding.DecodeString(plain); err != nil {
		return false, rawjson.Mismatch(raw, "base64")
	}
	return base64.StdEncoding.EncodeToString(*p) == s, nil
}
