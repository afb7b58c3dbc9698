package wordlist

import "testing"

func TestHas(t *testing.T) {
	for word, want := range map[string]bool{"String": true, "Binary": true, "Str": false, "": false, "String Binary": false, " ": false} {
		if got := Has(word, "String Binary"); got != want {
			t.Errorf("Has(%q) = %v", word, got)
		}
	}
}
