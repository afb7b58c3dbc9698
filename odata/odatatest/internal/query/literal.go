package query

// This file is literals that are not texts (OData ABNF, primitiveLiteral): numbers, dates and times, GUIDs, and what
// has a prefix before its quotes.

import (
	"encoding/base64"
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/csdlgen/csdlgen/odata/edm"
)

// The syntax of literals that have neither quotes nor letters around them. What they look like does not overlap where
// they are tried in this order; whether they are days of the calendar is said later.
var (
	guidSyntax   = regexp.MustCompile(`^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}`)
	momentSyntax = regexp.MustCompile(`^-?\d{4,}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)?`)
	dateSyntax   = regexp.MustCompile(`^-?\d{4,}-\d\d-\d\d`)
	clockSyntax  = regexp.MustCompile(`^\d\d:\d\d(:\d\d(\.\d+)?)?`)
	numberSyntax = regexp.MustCompile(`^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?`)
	wordSyntax   = regexp.MustCompile(`^(null|true|false|NaN|-?INF)`)
	// prefixSyntax is case-insensitive as the ABNF's strings are.
	prefixSyntax = regexp.MustCompile(`^(?i:duration|binary|geography|geometry)'`)
)

// literal reads a literal that comes next; nil where none does.
func (c *cursor) literal() *node {
	at, rest := c.at, c.text[c.at:]
	if rest == "" {
		return nil
	}
	if prefix := prefixSyntax.FindString(rest); prefix != "" {
		return c.prefixedLiteral(strings.ToLower(prefix[:len(prefix)-1]))
	}
	for _, form := range [...]struct {
		syntax *regexp.Regexp
		read   func(string) (typ, value, error)
	}{
		{guidSyntax, readGUID}, {momentSyntax, readMoment}, {dateSyntax, readDate}, {clockSyntax, readClock}, {wordSyntax, readWord}, {numberSyntax, readNumber},
	} {
		text := form.syntax.FindString(rest)
		if text == "" || goesOn(rest[len(text):]) {
			continue
		}
		of, is, err := form.read(text)
		if err != nil {
			c.fail(at, "%s", err)
		} else {
			c.at += len(text)
		}
		return c.constant(at, of, is)
	}
	if first := rest[0]; '0' <= first && first <= '9' {
		c.fail(at, "%s is not a literal; a number has no suffix, a text is in single quotes", c.ahead())
		return c.constant(at, badType, nil)
	}
	return nil
}

// goesOn says whether a word goes on with the text that follows.
func goesOn(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest != "" && (isLetter(r) || unicode.IsDigit(r) || r == '.' || r == '/' || r == '\'')
}

func readGUID(text string) (typ, value, error) {
	var g edm.GUID
	err := g.UnmarshalText([]byte(text))
	return guidType, g, err
}

func readMoment(text string) (typ, value, error) {
	t, err := edm.ParseDateTimeOffset(text)
	return momentType, t, err
}

func readDate(text string) (typ, value, error) {
	d, err := edm.ParseDate(text)
	return dateType, d, err
}

func readClock(text string) (typ, value, error) {
	t, err := edm.ParseTimeOfDay(text)
	return clockType, t, err
}

func readWord(text string) (typ, value, error) {
	switch text {
	case "null":
		return nullType, nil, nil
	case "NaN":
		return doubleType, math.NaN(), nil
	case "INF":
		return doubleType, math.Inf(1), nil
	case "-INF":
		return doubleType, math.Inf(-1), nil
	}
	return boolType, text == "true", nil
}

// readNumber reads a number as an integer where it is one of at most 64 bits, and else as a decimal: compared with a
// Single or Double, it becomes one of those.
func readNumber(text string) (typ, value, error) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return longType, n, nil
	}
	d, err := edm.ParseDecimal(text)
	if err != nil {
		return badType, nil, err
	}
	return decimalType, d.Rat(), nil
}

func (c *cursor) prefixedLiteral(prefix string) *node {
	at := c.at
	c.at += len(prefix)
	text := c.quoted()
	if c.failed {
		return c.constant(at, badType, nil)
	}
	switch prefix {
	case "duration":
		d, err := readDuration(text)
		if err != nil {
			c.fail(at, "%s", err)
		}
		return c.constant(at, durationType, d)
	case "binary":
		b, err := readBinary(text)
		if err != nil {
			c.fail(at, "%s", err)
		}
		return c.constant(at, binaryType, b)
	}
	return c.constant(at, typ{kind: geoKind, name: "Edm." + strings.ToUpper(prefix[:1]) + prefix[1:]}, text)
}

// readBinary reads base64url, with its padding or without; services also send base64.
func readBinary(text string) ([]byte, error) {
	text = strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(text, "="))
	return base64.RawURLEncoding.DecodeString(text)
}

// duration is a length of time in seconds.
type duration struct{ *big.Rat }

// readDuration reads days, hours, minutes and seconds. Years and months, which have no length in seconds, are an error.
func readDuration(text string) (duration, error) {
	d, err := edm.ParseDuration(text)
	if err != nil {
		return duration{}, err
	}
	plain, err := d.DayTime() // without weeks
	if err != nil {
		return duration{}, err
	}
	rest, negative := strings.CutPrefix(plain, "-")
	total, digits := new(big.Rat), ""
	seconds := map[rune]int64{'D': 86400, 'H': 3600, 'M': 60, 'S': 1}
	for _, r := range rest {
		switch {
		case r == '.' || '0' <= r && r <= '9':
			digits += string(r)
		case seconds[r] != 0:
			n, _ := new(big.Rat).SetString(digits)
			total.Add(total, n.Mul(n, new(big.Rat).SetInt64(seconds[r])))
			digits = ""
		}
	}
	if negative {
		total.Neg(total)
	}
	return duration{total}, nil
}
