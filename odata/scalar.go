package odata

// This file reads scalars: JSON text to the Go type of an OData primitive type (OData JSON Format 4.01, section 7.1). Reading also
// tells whether the text is the one that encode.go would write; where it is not, the text is kept.

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/uuid"
)

// GUID is a value of Edm.Guid.
type GUID = uuid.UUID

// Byte is an item of a collection of Edm.Byte: a []uint8 would be a Binary.
type Byte uint8

// isScalar says whether ptr points to a type that scan reads.
func isScalar(ptr any) bool {
	switch ptr.(type) {
	case *string, *bool, *int32, *int64, *float64, *float32, *int16, *int8, *uint8, *time.Time, *[]byte, *Raw, *GUID, *Decimal, quoted:
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
func scan(ptr any, raw Raw) (canonical bool, err error) {
	switch p := ptr.(type) {
	case *string:
		*p, err = unquote(raw, "a string")
		return true, err
	case *time.Time:
		return scanTime(p, raw)
	case *[]byte:
		return scanBinary(p, raw)
	case *Raw:
		*p = raw.Clone()
		return true, p.Compact()
	case *GUID:
		s, err := unquote(raw, "a GUID")
		if err == nil && len(s) == 36 {
			*p, err = uuid.Parse(s)
		}
		if err != nil || len(s) != 36 {
			return false, mismatch(raw, "a GUID")
		}
		return p.String() == s, nil
	case *Decimal:
		return scanDecimal(p, raw)
	case scanner:
		s, err := unquote(raw, p.what())
		if err != nil {
			return false, err
		}
		if err := p.UnmarshalText([]byte(s)); err != nil {
			return false, err
		}
		return string(p.appendText(nil)) == s, nil
	}
	return scanKind(reflect.ValueOf(ptr).Elem(), raw)
}

// scanner is a primitive type that is read from a string.
type scanner interface {
	quoted
	UnmarshalText(text []byte) error
	what() string
}

// unquote reads a JSON string.
func unquote(raw Raw, want string) (string, error) {
	if raw.Kind() != '"' || len(raw) < 2 {
		return "", mismatch(raw, want)
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1]), nil
	}
	text, err := jsontext.AppendUnquote(nil, raw)
	return string(text), err
}

// scanKind reads what is told by its kind: named types too, such as enumerations.
func scanKind(v reflect.Value, raw Raw) (canonical bool, err error) {
	switch v.Kind() {
	case reflect.String:
		if raw.Kind() == '0' { // an enumeration's underlying number
			v.SetString(string(raw))
			return false, nil
		}
		s, err := unquote(raw, "a string")
		v.SetString(s)
		return true, err
	case reflect.Bool:
		if k := raw.Kind(); k != 't' && k != 'f' {
			return false, mismatch(raw, "true or false")
		}
		v.SetBool(raw.Kind() == 't')
		return true, nil
	case reflect.Float32, reflect.Float64:
		return scanFloat(v, raw)
	}
	return scanInt(v, raw)
}

// scanInt reads an integer. A 64-bit one may come as a string (IEEE754Compatible); 1.0 and 1e0 count as 1.
func scanInt(v reflect.Value, raw Raw) (canonical bool, err error) {
	text := string(raw)
	canonical = true
	if raw.Kind() == '"' && v.Type().Bits() == 64 {
		if text, err = unquote(raw, "an integer"); err != nil {
			return false, err
		}
		canonical = false
	} else if raw.Kind() != '0' {
		return false, mismatch(raw, "an integer")
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
	whole, fraction, ok := strings.Cut(text, ".")
	if ok && strings.Trim(fraction, "0") == "" {
		return whole
	}
	d, err := ParseDecimal(text)
	if err != nil || len(text) > 30 { // no integer of 64 bits needs as much
		return text
	}
	if r := d.Rat(); r.IsInt() {
		return r.Num().String()
	}
	return text
}

func intError(raw Raw, err error, want string) error {
	if errors.Is(err, strconv.ErrRange) {
		return fmt.Errorf("found %s, which is out of the range of %s", excerpt(raw), want)
	}
	return mismatch(raw, want)
}

// scanFloat reads a number, or one of the strings INF, -INF and NaN.
func scanFloat(v reflect.Value, raw Raw) (canonical bool, err error) {
	if raw.Kind() == '"' {
		switch string(raw) {
		case `"INF"`:
			v.SetFloat(math.Inf(1))
		case `"-INF"`:
			v.SetFloat(math.Inf(-1))
		case `"NaN"`:
			v.SetFloat(math.NaN())
		default:
			return false, mismatch(raw, "a number")
		}
		return true, nil
	}
	if raw.Kind() != '0' {
		return false, mismatch(raw, "a number")
	}
	bits := v.Type().Bits()
	f, err := strconv.ParseFloat(string(raw), bits)
	if err != nil {
		return false, fmt.Errorf("found %s, which is out of the range of a number of %d bits", excerpt(raw), bits)
	}
	v.SetFloat(f)
	return string(appendFloat(nil, f, bits)) == string(raw), nil
}

// scanBinary reads base64 or base64url, with or without padding.
func scanBinary(p *[]byte, raw Raw) (canonical bool, err error) {
	s, err := unquote(raw, "base64")
	if err != nil {
		return false, err
	}
	plain := strings.TrimRight(strings.NewReplacer("-", "+", "_", "/").Replace(s), "=")
	if *p, err = base64.RawStdEncoding.DecodeString(plain); err != nil {
		return false, mismatch(raw, "base64")
	}
	return base64.StdEncoding.EncodeToString(*p) == s, nil
}
