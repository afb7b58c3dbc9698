package rawjson

import (
	stdjson "encoding/json"
	"strings"
	"testing"
)

// Strings are written as encoding/json writes them, wherever in them something has to be escaped.
func TestStringsAreThoseOfEncodingJSON(t *testing.T) {
	special := []string{"", `"`, `\`, "<", ">", "&", "\x00", "\x1f", "\n", "\t", "\x7f", "ä", "€", "😀", "\u2028", "\u2029", "\u202a", "\xff", "\xe2\x80", "!", "#", "[", "]", "=", "?", "%", "'"}
	for _, a := range special {
		for before := range 18 {
			for _, b := range special[:8] {
				text := strings.Repeat("x", before) + a + b + strings.Repeat("y", 17-before)
				want, err := stdjson.Marshal(text)
				if err != nil {
					t.Fatal(err)
				}
				wanted := strings.ReplaceAll(string(want), `\ufffd`, "\ufffd")
				if got := string(AppendString([]byte("..."), text)[3:]); got != wanted {
					t.Fatalf("%q is written as %s, encoding/json has %s", text, got, wanted)
				}
			}
		}
	}
}
