package odata

// This file holds what is scanned for by hand against the regular expressions that say the same.

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

func TestScanningByHand(t *testing.T) {
	const (
		links  = `(\w:(?://|\\/\\/)[^\s"'<>?]*)\?[^\s"'<>]*`
		ranges = `^bytes=(\d+-\d*|-\d+)$`
		quotes = `"(?:[^"\\]|\\.)*"`
	)
	link, part, quote := regexp.MustCompile(links), regexp.MustCompile(ranges), regexp.MustCompile(quotes)
	random := rand.New(rand.NewPCG(3, 4))
	text := func(pieces ...string) string {
		var b strings.Builder
		for range random.IntN(12) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		return b.String()
	}
	for range 200_000 {
		s := text("s", ":", "//", "://", `:\/\/`, "http://a", "?", "q=1", " ", `"`, "<", "\n", "é", ".")
		if got, want := withoutQueries(s, false), link.ReplaceAllString(s, "$1?..."); got != want {
			t.Fatalf("%q without queries is %q, want %q", s, got, want)
		}
		if s := text("bytes=", "1", "23", "-", ",", " "); isPlainRange(s) != part.MatchString(s) {
			t.Fatalf("%q is a part: %v", s, isPlainRange(s))
		}
		s = text("a", `"b"`, `"`, `\"`, `\\`, " ")
		got, want := withoutQuotations(s), quote.ReplaceAllString(s, `"..."`)
		if rest := strings.ReplaceAll(want, `"..."`, ""); !strings.Contains(rest, `"`) && got != want { // one without an end hides all behind it
			t.Fatalf("%q without quotations is %q, want %q", s, got, want)
		}
	}
}
