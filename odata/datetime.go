package odata

// This file reads and writes Edm.DateTimeOffset in JSON. What a time looks like as text, package edm knows; here is how
// to tell quickly, for most of the times that come, that it would be written as it came.

import (
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// appendTime appends a time as a JSON string.
func appendTime(dst []byte, t time.Time) ([]byte, error) {
	dst = append(dst, '"')
	dst, err := edm.AppendDateTimeOffset(dst, t)
	if err != nil {
		return nil, errorf("odata: %w", err)
	}
	return append(dst, '"'), nil
}

// scanTime reads a DateTimeOffset.
func scanTime(p *time.Time, raw edm.Raw) (canonical bool, err error) {
	if n := len(raw); raw.Kind() == '"' && canonicalTime(raw[1:n-1]) && p.UnmarshalText(raw[1:n-1]) == nil {
		return true, nil // the common case, without a copy
	}
	s, err := rawjson.Unquote(raw, "a DateTimeOffset")
	if err != nil {
		return false, err
	}
	*p, err = edm.ParseDateTimeOffset(s)
	return false, err
}

// canonicalTime says whether appendTime would write a time that was read from s as s: capitals, seconds, no zero at the
// end of the fraction, and Z for no offset. It looks at the spelling only; whether s is a time, parsing says.
func canonicalTime(s []byte) bool {
	const whole = len("2006-01-02T15:04:05")
	if len(s) <= whole || s[whole-9] != 'T' {
		return false
	}
	rest := s[whole:]
	if rest[0] == '.' {
		n := fractionDigits(s)
		if n == 0 || n > 9 || rest[n] == '0' {
			return false
		}
		rest = rest[1+n:]
	}
	return string(rest) == "Z" || len(rest) == len("+00:00") && string(rest[1:]) != "00:00" && rest[0] != '.'
}

// fractionDigits is the number of digits after the decimal point.
func fractionDigits(s []byte) int {
	dot := 0
	for dot < len(s) && s[dot] != '.' {
		dot++
	}
	n := 0
	for dot+1+n < len(s) && '0' <= s[dot+1+n] && s[dot+1+n] <= '9' {
		n++
	}
	return n
}
