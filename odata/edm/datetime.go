package edm

// This file reads and writes Edm.DateTimeOffset (OData ABNF, dateTimeOffsetValue) as time.Time. Offset and fraction are
// kept; a fraction that does not fit into nanoseconds is an error and never cut.

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// maxTimeYear bounds the years of a DateTimeOffset, so that its seconds fit into a time.Time with room to spare.
const maxTimeYear = 999_999_999

// AppendDateTimeOffset appends a time as the ABNF rule dateTimeOffsetValue has it, with its offset and as many digits
// of a second as it needs. Years have four digits or more, and a sign before year 0. Years of more than nine digits,
// and offsets that are not a whole number of minutes or reach a day, are errors.
func AppendDateTimeOffset(dst []byte, t time.Time) ([]byte, error) {
	if year := t.Year(); year < -maxTimeYear || year > maxTimeYear {
		return nil, fmt.Errorf("the year %d cannot be written as a DateTimeOffset", year)
	}
	if _, offset := t.Zone(); offset%60 != 0 || offset <= -24*3600 || offset >= 24*3600 {
		return nil, fmt.Errorf("the offset of %v cannot be written: it is not a whole number of minutes within a day", t)
	}
	return t.AppendFormat(dst, time.RFC3339Nano), nil
}

// ParseDateTimeOffset reads the ABNF rule dateTimeOffsetValue: seconds may be missing, T and Z small, years longer than
// four digits or negative. Services also send times without an offset, and bare dates; those are in UTC. Midnight as
// 24:00:00 and a leap second are the moment that follows: a time.Time has no other for them. More than nine digits of a
// second that are not zero are an error.
func ParseDateTimeOffset(s string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil && fractionDigits(s) <= 9 && strings.IndexByte(s, ',') < 0 {
		if _, offset := t.Zone(); -24*3600 < offset && offset < 24*3600 {
			return t, nil
		}
	}
	date, clock, offset := splitTime(strings.ToUpper(s))
	wrong := fmt.Errorf("found %s where a DateTimeOffset such as 2006-01-02T15:04:05Z is expected", rawjson.Quote(s))
	zone, err := zoneOf(offset)
	if err != nil {
		return time.Time{}, wrong
	}
	day, err := ParseDate(date)
	if err != nil || day.Year < -maxTimeYear || day.Year > maxTimeYear {
		return time.Time{}, wrong
	}
	clock, ahead := overflow(clock)
	of, err := ParseTimeOfDay(clock)
	switch {
	case errors.Is(err, errManyDigits):
		return time.Time{}, fmt.Errorf("found %s, whose fraction of a second has more than 9 digits", rawjson.Quote(s))
	case err != nil:
		return time.Time{}, wrong
	}
	t := time.Date(day.Year, day.Month, day.Day, of.Hour, of.Minute, of.Second, of.Nanosecond, zone).Add(ahead)
	if ahead == time.Second && t.UTC().Truncate(time.Second).Format(time.TimeOnly) != "00:00:00" {
		return time.Time{}, wrong // leap seconds come at the end of a day in UTC
	}
	return t, nil
}

// splitTime cuts a date and time into its parts, and fills in those that may be missing.
func splitTime(s string) (date, clock, offset string) {
	date, clock, found := strings.Cut(s, "T")
	if !found {
		return date, "00:00", "Z"
	}
	if zone := strings.IndexAny(clock, "Z+-"); zone >= 0 {
		return date, clock[:zone], clock[zone:]
	}
	return date, clock, "Z"
}

// zoneOf reads an offset such as Z or +05:30.
func zoneOf(offset string) (*time.Location, error) {
	t, err := time.Parse("Z07:00", offset)
	_, seconds := t.Zone()
	switch {
	case seconds <= -24*3600 || seconds >= 24*3600:
		return nil, errors.New("more than a day")
	case seconds != 0:
		return time.FixedZone("", seconds), err // and not this machine's zone, whose offset is another in winter
	}
	return time.UTC, err
}

// overflow replaces the two times that no clock of 24 hours and 60 seconds shows by the ones before them, and returns
// how much later they are.
func overflow(clock string) (string, time.Duration) {
	if whole, fraction, _ := strings.Cut(clock, "."); whole == "24:00:00" && strings.Trim(fraction, "0") == "" || clock == "24:00" {
		return "00:00", 24 * time.Hour
	}
	if len(clock) >= len("23:59:60") && clock[5:8] == ":60" {
		return clock[:5] + ":59" + clock[8:], time.Second
	}
	return clock, 0
}

// fractionDigits is the number of digits after the decimal point.
func fractionDigits(s string) int {
	_, fraction, _ := strings.Cut(s, ".")
	return len(fraction) - len(strings.TrimLeft(fraction, "0123456789"))
}
