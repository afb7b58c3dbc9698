package odata

// This file reads and writes Edm.DateTimeOffset as time.Time. Offset and fraction are kept; a fraction that does not fit into
// nanoseconds is an error and never cut.

import (
	"fmt"
	"strings"
	"time"
)

// appendTime appends a time as a JSON string.
func appendTime(dst []byte, t time.Time) ([]byte, error) {
	if year := t.Year(); year < 0 || year > 9999 {
		return nil, fmt.Errorf("odata: the year %d cannot be written as a DateTimeOffset", year)
	}
	if _, offset := t.Zone(); offset%60 != 0 || offset <= -24*3600 || offset >= 24*3600 {
		return nil, fmt.Errorf("odata: the offset of %v cannot be written: it is no whole number of minutes within a day", t)
	}
	dst = append(dst, '"')
	return append(t.AppendFormat(dst, time.RFC3339Nano), '"'), nil
}

// scanTime reads a DateTimeOffset.
func scanTime(p *time.Time, raw Raw) (canonical bool, err error) {
	if n := len(raw); raw.Kind() == '"' && canonicalTime(raw[1:n-1]) && p.UnmarshalText(raw[1:n-1]) == nil {
		return true, nil // the common case, without a copy
	}
	s, err := unquote(raw, "a DateTimeOffset")
	if err != nil {
		return false, err
	}
	*p, err = parseTime(s)
	return false, err
}

// canonicalTime says whether appendTime would write a time that was read from s as s: capitals, seconds, no zero at the end of the
// fraction, and Z for no offset. It looks at the spelling only; whether s is a time, parsing says.
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

// parseTime reads the ABNF rule dateTimeOffsetValue: seconds may be missing, T and Z small. Services also send times without an
// offset, and bare dates; those are in UTC.
func parseTime(s string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil && fractionDigits(s) <= 9 && strings.IndexByte(s, ',') < 0 {
		return t, nil
	}
	normal := strings.ToUpper(s)
	if len(normal) == len(time.DateOnly) {
		normal += "T00:00:00Z"
	}
	if i := strings.IndexByte(normal, 'T'); i > 0 {
		date, clock := normal[:i+1], normal[i+1:]
		if !strings.ContainsAny(clock, "Z+-") {
			clock += "Z"
		}
		if zone := strings.IndexAny(clock, "Z+-"); zone == len("15:04") {
			clock = clock[:zone] + ":00" + clock[zone:]
		}
		normal = date + clock
	}
	if n := fractionDigits(normal); n > 9 {
		dot := strings.IndexByte(normal, '.')
		if strings.Trim(normal[dot+10:dot+1+n], "0") != "" {
			return time.Time{}, fmt.Errorf("found %q, whose fraction of a second has more than 9 digits", s)
		}
		normal = normal[:dot+10] + normal[dot+1+n:]
	}
	t, err := time.Parse(time.RFC3339Nano, normal)
	if err != nil || strings.ContainsRune(normal, ',') {
		return time.Time{}, fmt.Errorf("found %q where a DateTimeOffset such as 2006-01-02T15:04:05Z is expected", s)
	}
	return t, nil
}

// fractionDigits is the number of digits behind the decimal point.
func fractionDigits[T string | []byte](s T) int {
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
