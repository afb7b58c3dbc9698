package edm

// This file is Edm.Duration (OData ABNF, durationValue): a signed number of days, hours, minutes and seconds as XML
// Schema writes it. Services also send months and years, which have no fixed length; they are kept and only the
// conversion refuses them.

import (
	"fmt"
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// Duration is a duration as text, exactly as it came: PT1H30M. The zero value is PT0S. Durations of one text are ==;
// PT60M and PT1H are equal only by Std.
type Duration struct{ text string }

// durationSyntax are the parts of a duration: sign, years, months, weeks, days, hours, minutes, seconds.
var durationSyntax = regexp.MustCompile(`^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$`)

// maxDuration bounds the length of a duration, since calculating with numbers of millions of digits takes long. The age
// of the universe in attoseconds has 36.
const maxDuration = 256

// ParseDuration reads a duration such as P1DT2H3M4.5S.
func ParseDuration(s string) (Duration, error) {
	if len(s) > maxDuration {
		return Duration{}, fmt.Errorf("found %s, a duration of %d characters; at most %d are read", rawjson.Quote(s), len(s), maxDuration)
	}
	if m := durationSyntax.FindStringSubmatch(s); m == nil || strings.Join(m[2:9], "") == "" || strings.HasSuffix(s, "T") {
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
	m := durationSyntax.FindStringSubmatch(d.String())
	if m[2] != "" || m[3] != "" {
		return 0, fmt.Errorf("odata: %s has years or months, which have no fixed length", d)
	}
	total := 0.0 // guards against overflow; the exact sum is in n
	var n int64
	for i, unit := range [...]time.Duration{7 * 24 * time.Hour, 24 * time.Hour, time.Hour, time.Minute, time.Second} {
		if m[4+i] == "" {
			continue
		}
		count, err := strconv.ParseInt(m[4+i], 10, 64)
		total += float64(count) * float64(unit)
		if err != nil || total >= math.MaxInt64 {
			return 0, fmt.Errorf("odata: %s is too long for a time.Duration", d)
		}
		n += count * int64(unit)
	}
	fraction, err := nanos(m[9])
	if err != nil {
		return 0, fmt.Errorf("odata: %s: %w", d, err)
	}
	n += int64(fraction)
	if n < 0 {
		return 0, fmt.Errorf("odata: %s is too long for a time.Duration", d)
	}
	if m[1] == "-" {
		n = -n
	}
	return time.Duration(n), nil
}

// DayTime returns the duration as URLs and strict services have it (OData ABNF, durationValue): weeks are written as
// days. Years and months, which have no place there, are an error.
func (d Duration) DayTime() (string, error) {
	m := durationSyntax.FindStringSubmatch(d.String())
	if m[2] != "" || m[3] != "" {
		return "", fmt.Errorf("%s has years or months, which a URL cannot express", d)
	}
	if m[4] == "" {
		return d.String(), nil
	}
	weeks, ok := new(big.Int).SetString(m[4], 10)
	days, ok2 := new(big.Int).SetString("0"+m[5], 10)
	if !ok || !ok2 {
		return "", fmt.Errorf("%s is not a duration", d)
	}
	days.Add(days, weeks.Mul(weeks, big.NewInt(7)))
	_, clock, hasClock := strings.Cut(d.String(), "T")
	text := m[1] + "P" + days.String() + "D"
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
