package edm

// This file is Edm.TimeOfDay (OData ABNF, timeOfDayValue): a time of a day without date or offset.

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// TimeOfDay is a time of day. The zero value is midnight. Times of day may be compared with ==.
type TimeOfDay struct {
	Hour       int // 0 to 23
	Minute     int // 0 to 59
	Second     int // 0 to 59
	Nanosecond int // 0 to 999,999,999
}

// TimeOfDayOf returns the time of day of t in t's location.
func TimeOfDayOf(t time.Time) TimeOfDay {
	return TimeOfDay{t.Hour(), t.Minute(), t.Second(), t.Nanosecond()}
}

// ParseTimeOfDay reads a time such as 15:04:05.999; seconds may be missing. More than nine digits of a second are an
// error, unless the further ones are zero.
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	fail := fmt.Errorf("found %s where a time of day such as 15:04:05 is expected", rawjson.Quote(s))
	clock, fraction, hasFraction := strings.Cut(s, ".")
	parts := strings.Split(clock, ":")
	if len(parts) < 2 || len(parts) > 3 || hasFraction && (len(parts) < 3 || !rawjson.Digits(fraction)) {
		return TimeOfDay{}, fail
	}
	var n [3]int
	for i, p := range parts {
		if len(p) != 2 || !rawjson.Digits(p) {
			return TimeOfDay{}, fail
		}
		n[i], _ = strconv.Atoi(p)
	}
	if n[0] > 23 || n[1] > 59 || n[2] > 59 {
		return TimeOfDay{}, fmt.Errorf("found %s, which is not a time of day", rawjson.Quote(s))
	}
	nanoseconds, err := nanos(fraction)
	if err != nil {
		return TimeOfDay{}, fmt.Errorf("found %s: %w", rawjson.Quote(s), err)
	}
	return TimeOfDay{n[0], n[1], n[2], nanoseconds}, nil
}

var errManyDigits = errors.New("the fraction of a second has more than 9 digits")

// nanos reads the digits after a decimal point.
func nanos(fraction string) (int, error) {
	if len(fraction) > 9 {
		if strings.Trim(fraction[9:], "0") != "" {
			return 0, errManyDigits
		}
		fraction = fraction[:9]
	}
	n, _ := strconv.Atoi(fraction + "000000000"[len(fraction):])
	return n, nil
}

// Compare returns -1, 0 or +1 as t is before, the same as or after other.
func (t TimeOfDay) Compare(other TimeOfDay) int {
	return cmp.Or(cmp.Compare(t.Hour, other.Hour), cmp.Compare(t.Minute, other.Minute), cmp.Compare(t.Second, other.Second),
		cmp.Compare(t.Nanosecond, other.Nanosecond))
}

// String returns the time as 15:04:05, with as many digits of a second as needed.
func (t TimeOfDay) String() string { return string(t.appendText(nil)) }

// MarshalText returns the time as String does.
func (t TimeOfDay) MarshalText() ([]byte, error) { return t.appendText(nil), nil }

// AppendText appends the time of day as String returns it; it never fails.
func (t TimeOfDay) AppendText(dst []byte) ([]byte, error) { return t.appendText(dst), nil }

// UnmarshalText reads what [ParseTimeOfDay] reads.
func (t *TimeOfDay) UnmarshalText(text []byte) (err error) {
	*t, err = ParseTimeOfDay(string(text))
	return err
}

func (t TimeOfDay) appendText(dst []byte) []byte {
	dst = appendPadded(dst, t.Hour, 2)
	dst = appendPadded(append(dst, ':'), t.Minute, 2)
	dst = appendPadded(append(dst, ':'), t.Second, 2)
	return appendFraction(dst, t.Nanosecond)
}

// appendFraction appends a point and the digits of a second, without zeros at the end; nothing for 0.
func appendFraction(dst []byte, nanoseconds int) []byte {
	if nanoseconds == 0 {
		return dst
	}
	text := strings.TrimRight(string(appendPadded(nil, nanoseconds, 9)), "0")
	return append(append(dst, '.'), text...)
}
