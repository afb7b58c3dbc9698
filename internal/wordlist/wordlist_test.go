package wordlist

import "testing"

func TestHas(t *testing.T) {
	for word, want := range map[string]bool{"String": true, "Binary": true, "Strings": true, "trings": false, "ary": false, "Bin": false, "Str": false, "": false, "String Binary": false, " ": false} {
		if got := Has(word, "Strings String Binary"); got != want {
			t.Errorf("Has(%q) = %v", word, got)
		}
	}
}
