package check

// This file checks the texts of primitive values, as default values and annotations have them (OData ABNF,
// primitiveValue; CSDL 4.01, section 14.3). Where the grammar allows what is hard to tell, a text counts as right: a
// wrong warning is worse than none.

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/internal/wordlist"
	"github.com/csdlgen/csdlgen/metadata"
)

var (
	decimalSyntax  = regexp.MustCompile(`^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$`)
	durationSyntax = regexp.MustCompile(`^[+-]?P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$`)
	guidSyntax     = regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)
	binarySyntax   = regexp.MustCompile(`^[A-Za-z0-9+/_-]*=*$`)
	timeSyntax     = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,12})?)?$`)
	zoneSyntax     = regexp.MustCompile(`^(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$`)
	yearSyntax     = regexp.MustCompile(`^-?\d{4,}-\d\d-\d\d$`)
)

// plainSyntax are the types whose values a regular expression tells.
var plainSyntax = map[string]*regexp.Regexp{"Guid": guidSyntax, "Binary": binarySyntax, "TimeOfDay": timeSyntax}

// maxLiteral is the length above which a text is not looked at.
const maxLiteral = 1000

// literalFits says whether a text is a value of a primitive type.
func literalFits(t *metadata.PrimitiveType, text string) bool {
	if len(text) > maxLiteral {
		return true
	}
	if low, high, integer := t.IntegerRange(); integer {
		n, err := strconv.ParseInt(text, 10, 64)
		return err == nil && low <= n && n <= high
	}
	switch t.Name {
	case "Boolean":
		return strings.EqualFold(text, "true") || strings.EqualFold(text, "false")
	case "Decimal", "Single", "Double":
		return decimalSyntax.MatchString(text) || wordlist.Has(text, "INF -INF NaN")
	case "Date":
		return isDate(text)
	case "DateTimeOffset":
		return isTimestamp(text)
	case "Duration":
		return isDuration(text)
	}
	syntax := plainSyntax[t.Name]
	return syntax == nil || syntax.MatchString(text)
}

func isDuration(text string) bool {
	return durationSyntax.MatchString(text) && !strings.HasSuffix(text, "P") && !strings.HasSuffix(text, "T")
}

func isDate(text string) bool {
	if len(text) == len(time.DateOnly) {
		_, err := time.Parse(time.DateOnly, text)
		return err == nil
	}
	return yearSyntax.MatchString(text)
}

func isTimestamp(text string) bool {
	date, rest, ok := strings.Cut(text, "T")
	zone := strings.LastIndexAny(rest, "Z+-")
	return ok && zone >= 0 && isDate(date) && timeSyntax.MatchString(rest[:zone]) && zoneSyntax.MatchString(rest[zone:])
}
