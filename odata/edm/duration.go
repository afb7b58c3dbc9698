package edm

// This file is Edm.Duration (OData ABNF, durationValue): a signed number of days, hours, minutes and seconds as XML
// Schema writes it. Services also send months and years, which have no fixed length; they are kept and only the
// conversion refuses them.

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// Duration is a duration as text, exactly as it came: PT1H30M. The zero value is PT0S. Durations of one text are ==;
// PT60M and PT1H are equal only by Std.
type Duration struct{ text string }

// The parts of a duration, as split returns them.
const (
	sign = iota
	years
	months
	weeks
	days
	hours
	minutes
	seconds
	fraction // of the seconds
	count
)

// split returns the parts of a duration, digits each or "" where it does not have one; ok is false for another text.
func split(s string) (parts [count]string, ok bool) {
	rest, negative := strings.CutPrefix(s, "-")
	if negative {
		parts[sign] = "-"
	}
	rest, ok = strings.CutPrefix(rest, "P")
	date, clock, timed := strings.Cut(rest, "T")
	clock, parts[fraction] = cutFraction(clock)
	return parts, ok && rest != "" && timed == (clock != "") && cut(date, "YMWD", parts[years:]) && cut(clock, "HMS", parts[hours:])
}

// cutFraction takes the fraction of the seconds out of a time: 1.5S is 1S and 5. What is not a fraction stays.
func cutFraction(clock string) (whole, fraction string) {
	before, after, _ := strings.Cut(clock, ".")
	if digits, found := strings.CutSuffix(after, "S"); found && rawjson.Digits(digits) {
		return before + "S", digits
	}
	return clock, ""
}

// cut takes the numbers out of a text that has each before its letter, in the order of the letters.
func cut(text, letters string, parts []string) bool {
	for i := range letters {
		if number, rest, found := strings.Cut(text, letters[i:i+1]); found {
			if !rawjson.Digits(number) {
				return false
			}
			parts[i], text = number, rest
		}
	}
	return text == ""
}

// maxDuration bounds the length of a duration, since calculating with numbers of millions of digits takes long. The age
// of the universe in attoseconds has 36.
const maxDuration = 256

// ParseDuration reads a duration such as P1DT2H3M4.5S.
func ParseDuration(s string) (Duration, error) {
	if len(s) > maxDuration {
		return Duration{}, fmt.Errorf("found %s, a duration of %d characters; at most %d are read", rawjson.Quote(s), len(s), maxDuration)
	}
	if _, ok := split(s); !ok {
		return Duration{}, fmt.Errorf("found %s where a duration such as PT1H30M is expected", rawjson.Quote(s))
	}
	return Duration{s}, nil
}

// DurationOf returns d as hours, minutes and seconds.
func DurationOf(d time.Duration) Duration {
	if d == 0 {
		return Duration{}
	}
	var b strings.Builder
	n := uint64(d)
	if d < 0 {
		b.WriteByte('-')
		n = -n
	}
	b.WriteString("PT")
	write := func(unit uint64, letter byte) {
		if n >= unit {
			b.WriteString(strconv.FormatUint(n/unit, 10))
			b.WriteByte(letter)
			n %= unit
		}
	}
	write(uint64(time.Hour), 'H')
	write(uint64(time.Minute), 'M')
	if n > 0 {
		b.WriteString(strconv.FormatUint(n/uint64(time.Second), 10))
		b.Write(appendFraction(nil, int(n%uint64(time.Second))))
		b.WriteByte('S')
	}
	return Duration{b.String()}
}

// Std returns the duration as a time.Duration: a day is 24 hours. Years and months, fractions below a nanosecond and
// what is longer than about 292 years are errors.
func (d Duration) Std() (time.Duration, error) {
	m, _ := split(d.String())
	if m[years] != "" || m[months] != "" {
		return 0, fmt.Errorf("odata: %s has years or months, which have no fixed length", d)
	}
	total := 0.0 // guards against overflow; the exact sum is in n
	var n int64
	for i, unit := range [...]time.Duration{7 * 24 * time.Hour, 24 * time.Hour, time.Hour, time.Minute, time.Second} {
		if m[weeks+i] == "" {
			continue
		}
		count, err := strconv.ParseInt(m[weeks+i], 10, 64)
		total += float64(count) * float64(unit)
		if err != nil || total >= math.MaxInt64 {
			return 0, fmt.Errorf("odata: %s is too long for a time.Duration", d)
		}
		n += count * int64(unit)
	}
	fraction, err := nanos(m[fraction])
	if err != nil {
		return 0, fmt.Errorf("odata: %s: %w", d, err)
	}
	n += int64(fraction)
	if n < 0 {
		return 0, fmt.Errorf("odata: %s is too long for a time.Duration", d)
	}
	if m[sign] == "-" {
		n = -n
	}
	return time.Duration(n), nil
}

// Equal reports whether both are written alike or are equally long: PT60S is PT1M. Packages that compare, such as
// go-cmp, use it.
func (d Duration) Equal(other Duration) bool {
	if d == other {
		return true
	}
	a, errA := d.Std()
	b, errB := other.Std()
	return errA == nil && errB == nil && a == b
}

// DayTime returns the duration as URLs and strict services have it (OData ABNF, durationValue): weeks are written as
// days. Years and months, which have no place there, are an error.
func (d Duration) DayTime() (string, error) {
	m, _ := split(d.String())
	if m[years] != "" || m[months] != "" {
		return "", fmt.Errorf("%s has years or months, which a URL cannot express", d)
	}
	if m[weeks] == "" {
		return d.String(), nil
	}
	weeks, ok := new(big.Int).SetString(m[weeks], 10)
	days, ok2 := new(big.Int).SetString("0"+m[days], 10)
	if !ok || !ok2 {
		return "", fmt.Errorf("%s is not a duration", d)
	}
	days.Add(days, weeks.Mul(weeks, big.NewInt(7)))
	_, clock, hasClock := strings.Cut(d.String(), "T")
	text := m[sign] + "P" + days.String() + "D"
	if hasClock {
		text += "T" + clock
	}
	return text, nil
}

// String returns the duration as it was read or made.
func (d Duration) String() string {
	if d.text == "" {
		return "PT0S"
	}
	return d.text
}

// MarshalText returns the text.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// AppendText appends the text; it never fails.
func (d Duration) AppendText(dst []byte) ([]byte, error) { return append(dst, d.String()...), nil }

// UnmarshalText reads what [ParseDuration] reads.
func (d *Duration) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDuration(string(text))
	return err
}
