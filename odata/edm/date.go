package edm

// This file is Edm.Date (OData ABNF, dateValue): a calendar date without time or offset.

import (
	"cmp"
	"fmt"
	"strconv"
	"time"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// Date is a date of the proleptic Gregorian calendar. The zero value is not a date; it is written as 0000-00-00. Dates
// may be compared with ==.
type Date struct {
	Year  int // -9999 to 9999 on the wire of most services
	Month time.Month
	Day   int // 1 to 31
}

// DateOf returns the date of t in t's location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads a date such as 2006-01-02. The year has four digits or more and may be negative.
func ParseDate(s string) (Date, error) {
	fail := fmt.Errorf("found %s where a date such as 2006-01-02 is expected", rawjson.Quote(s))
	n := len(s)
	if n < len("2006-01-02") || n > len("-9223372036-01-02") || s[n-3] != '-' || s[n-6] != '-' || !rawjson.Digits(s[n-2:]) || !rawjson.Digits(s[n-5:n-3]) {
		return Date{}, fail
	}
	year := s[:n-6]
	if year[0] == '-' {
		year = year[1:]
	}
	if len(year) < 4 || !rawjson.Digits(year) || len(year) > 4 && year[0] == '0' {
		return Date{}, fail
	}
	y, err := strconv.Atoi(s[:n-6])
	if err != nil {
		return Date{}, fail
	}
	month, _ := strconv.Atoi(s[n-5 : n-3])
	day, _ := strconv.Atoi(s[n-2:])
	d := Date{y, time.Month(month), day}
	if DateOf(d.In(time.UTC)) != d {
		return Date{}, fmt.Errorf("found %s, which is not a day of the calendar", rawjson.Quote(s))
	}
	return d, nil
}

// In returns the midnight at which the date begins in the location.
func (d Date) In(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// Compare returns -1, 0 or +1 as d is before, the same as or after other.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// String returns the date as 2006-01-02.
func (d Date) String() string { return string(d.appendText(nil)) }

// MarshalText returns the date as 2006-01-02.
func (d Date) MarshalText() ([]byte, error) { return d.appendText(nil), nil }

// AppendText appends the date as String returns it; it never fails.
func (d Date) AppendText(dst []byte) ([]byte, error) { return d.appendText(dst), nil }

// UnmarshalText reads what [ParseDate] reads.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}

func (d Date) appendText(dst []byte) []byte {
	year := d.Year
	if year < 0 {
		dst, year = append(dst, '-'), -year
	}
	dst = appendPadded(dst, year, 4)
	dst = appendPadded(append(dst, '-'), int(d.Month), 2)
	return appendPadded(append(dst, '-'), d.Day, 2)
}

// appendPadded appends a number that is not negative with zeros before it.
func appendPadded(dst []byte, n, width int) []byte {
	text := strconv.Itoa(max(n, 0))
	for i := len(text); i < width; i++ {
		dst = append(dst, '0')
	}
	return append(dst, text...)
}
