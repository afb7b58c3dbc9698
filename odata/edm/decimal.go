package edm

// This file is Edm.Decimal: a decimal number, exactly as it was written. With Scale="floating" the infinities and NaN
// are values too (CSDL 4.01, section 7.2.4); JSON has them as strings.

import (
	"cmp"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// Decimal is a decimal number as text that is a JSON number, or one of INF, -INF and NaN. The zero value is 0. Decimals
// of one text are ==; 1.0 and 1 are equal by Compare only.
type Decimal struct{ text string }

// The values that are not numbers.
const (
	positiveInfinity = "INF"
	negativeInfinity = "-INF"
	notANumber       = "NaN"
)

// maxExponent and maxDecimal bound the exponent of a decimal and the length of its text, so that calculating with what
// a service sends takes no time to speak of.
const (
	maxExponent = 6144
	maxDecimal  = 10_000
)

// ParseDecimal reads a decimal such as -1.50 or 1e3, or one of INF, -INF and NaN. A plus sign and zeros at the
// beginning, which no JSON number may have, are left out; all else is kept as it is written. An exponent beyond 6144
// and a text of more than 10,000 characters are errors.
func ParseDecimal(s string) (Decimal, error) {
	switch s {
	case positiveInfinity, negativeInfinity, notANumber:
		return Decimal{s}, nil
	}
	if len(s) > maxDecimal {
		return Decimal{}, fmt.Errorf("found %s, a number of %d characters; at most %d are read", rawjson.Quote(s), len(s), maxDecimal)
	}
	if !isDecimal(s) {
		return Decimal{}, fmt.Errorf("found %s where a decimal such as 1.50 is expected", rawjson.Quote(s))
	}
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		if e, err := strconv.Atoi(s[i+1:]); err != nil || e > maxExponent || e < -maxExponent {
			return Decimal{}, fmt.Errorf("found %s, whose exponent is beyond %d", rawjson.Quote(s), maxExponent)
		}
	}
	return Decimal{jsonNumber(s)}, nil
}

// isDecimal says whether a text is a number: digits, perhaps with a sign, a fraction and an exponent.
func isDecimal(s string) bool {
	mantissa, exponent := s, "0"
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		mantissa, exponent = s[:i], s[i+1:]
	}
	whole, fraction, hasPoint := strings.Cut(withoutSign(mantissa), ".")
	return rawjson.Digits(whole) && (!hasPoint || rawjson.Digits(fraction)) && rawjson.Digits(withoutSign(exponent))
}

// withoutSign is a number without the sign that it begins with.
func withoutSign(s string) string {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		return s[1:]
	}
	return s
}

// jsonNumber is a decimal as a JSON number: without a plus sign, and without zeros before the digits that count.
func jsonNumber(s string) string {
	text := strings.TrimPrefix(s, "+")
	digits, negative := strings.CutPrefix(text, "-")
	short := strings.TrimLeft(digits, "0")
	if short == "" || short[0] < '0' || short[0] > '9' {
		short = "0" + short // the zero before the point, or the only digit
	}
	switch {
	case len(short) == len(digits):
		return text
	case negative:
		return "-" + short
	}
	return short
}

// DecimalOf returns the decimal number n / 10^scale; a scale below 0 counts as 0.
func DecimalOf(n int64, scale int) Decimal {
	if scale <= 0 {
		return Decimal{strconv.FormatInt(n, 10)}
	}
	sign, text := "", strconv.FormatInt(n, 10)
	if n < 0 {
		sign, text = "-", text[1:]
	}
	if len(text) <= scale {
		text = strings.Repeat("0", scale-len(text)+1) + text
	}
	return Decimal{sign + text[:len(text)-scale] + "." + text[len(text)-scale:]}
}

// IsFinite reports whether d is a number, and not INF, -INF or NaN.
func (d Decimal) IsFinite() bool { return d.rank() == 0 }

// rank orders what is not a number: below every number, or above.
func (d Decimal) rank() int {
	switch d.text {
	case notANumber:
		return -2
	case negativeInfinity:
		return -1
	case positiveInfinity:
		return 1
	}
	return 0
}

// Rat returns the number as an exact fraction; 0 for what is not finite.
func (d Decimal) Rat() *big.Rat {
	r, ok := new(big.Rat).SetString(d.String())
	if !ok {
		return new(big.Rat)
	}
	return r
}

// Float64 returns the nearest float64; an infinity or NaN where d is one.
func (d Decimal) Float64() float64 {
	if !d.IsFinite() {
		f, _ := strconv.ParseFloat(d.text, 64)
		return f
	}
	f, _ := strconv.ParseFloat(d.String(), 64) // an infinity where it is out of range
	return f
}

// Compare returns -1, 0 or +1 as d is less than, equal to or greater than other. NaN is equal to itself and less than
// anything else, as [cmp.Compare] has it.
func (d Decimal) Compare(other Decimal) int {
	if c := cmp.Compare(d.rank(), other.rank()); c != 0 || !d.IsFinite() {
		return c
	}
	a, b := d.figures(), other.figures()
	switch {
	case a.sign != b.sign || a.sign == 0:
		return cmp.Compare(a.sign, b.sign)
	case a.point != b.point:
		return a.sign * cmp.Compare(a.point, b.point)
	}
	return a.sign * cmp.Compare(a.digits, b.digits)
}

// Equal reports whether both are the same number, however they are written: 1.0 is 1. Packages that compare, such as
// go-cmp, use it.
func (d Decimal) Equal(other Decimal) bool { return d.Compare(other) == 0 }

// figures is a number as its sign, -1, 0 or +1, and digits without zeros on either side; the decimal point is before
// the digit with the index point, which may be beyond either end.
type figures struct {
	sign   int
	digits string
	point  int
}

func (d Decimal) figures() figures {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(d.String()), "e")
	shift, _ := strconv.Atoi(exponent) // there is none, or one that was checked
	mantissa, negative := strings.CutPrefix(mantissa, "-")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	all := whole + fraction
	digits := strings.TrimLeft(all, "0")
	f := figures{sign: 1, digits: strings.TrimRight(digits, "0"), point: len(whole) + shift - (len(all) - len(digits))}
	switch {
	case digits == "":
		return figures{}
	case negative:
		f.sign = -1
	}
	return f
}

// Digits returns how many digits count before and after the decimal point: 3 and 2 for 0123.450; none for what is not
// finite.
func (d Decimal) Digits() (whole, fraction int) {
	if !d.IsFinite() {
		return 0, 0
	}
	f := d.figures()
	return max(0, f.point), max(0, len(f.digits)-f.point)
}

// String returns the number with the digits that it was read or made with.
func (d Decimal) String() string {
	if d.text == "" {
		return "0"
	}
	return d.text
}

// MarshalJSON returns the number as a JSON number, INF, -INF and NaN as strings.
func (d Decimal) MarshalJSON() ([]byte, error) {
	if !d.IsFinite() {
		return []byte(`"` + d.text + `"`), nil
	}
	return []byte(d.String()), nil
}

// UnmarshalJSON reads a JSON number, or a string that holds one.
func (d *Decimal) UnmarshalJSON(data []byte) error {
	raw, text := Raw(data), string(data)
	switch raw.Kind() {
	case '"':
		var err error
		if text, err = rawjson.Unquote(raw, "a decimal"); err != nil {
			return err
		}
	case '0':
	default:
		return rawjson.Mismatch(raw, "a decimal")
	}
	var err error
	*d, err = ParseDecimal(text)
	return err
}
