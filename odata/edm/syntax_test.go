package edm

// This file holds the scanning of decimals and durations against the regular expressions of the specification's rules
// (OData ABNF, decimalValue; XML Schema, duration).

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	decimalRule  = regexp.MustCompile(`^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$`)
	durationRule = regexp.MustCompile(`^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$`)
)

func TestScanningIsWhatTheRulesSay(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	text := func(pieces ...string) string {
		var b strings.Builder
		for range random.IntN(9) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		return b.String()
	}
	for range 200_000 {
		if s := text("1", "23", "+", "-", ".", "e", "E", " "); isDecimal(s) != decimalRule.MatchString(s) {
			t.Errorf("%q is a decimal: %v", s, isDecimal(s))
		}
		s := text("-", "P", "P", "T", "1Y", "2M", "3W", "4D", "5H", "6M", "7S", "7.8S", ".", "9", "S") // parts in any order
		m := durationRule.FindStringSubmatch(s)
		want := m != nil && strings.Join(m[2:9], "") != "" && !strings.HasSuffix(s, "T")
		parts, ok := split(s)
		if ok != want || ok && !slices.Equal(parts[:], m[1:]) {
			t.Errorf("%q is a duration: %v, of the parts %q", s, ok, parts)
		}
	}
	for _, s := range []string{"P1Y2M3W4DT5H6M7.8S", "-P1D", "PT0.5S", "P1MT1M"} {
		if parts, ok := split(s); !ok || !slices.Equal(parts[:], durationRule.FindStringSubmatch(s)[1:]) {
			t.Errorf("%q is a duration: %v, of the parts %q", s, ok, parts)
		}
	}
}
