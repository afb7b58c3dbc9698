package cli

import (
	"strings"
	"testing"
)

// A chain is folded at the dots between its calls and nowhere else, and says the same.
func TestFolded(t *testing.T) {
	for _, test := range []struct {
		call  string
		width int
		want  string
	}{
		{"c.A().B()", 0, "  c.A().B()"},
		{"c.A().B()", 80, "  c.A().B()"},
		{"c.Users().Key(id).Messages().List()", 20, "  c.Users().Key(id).\n      Messages().\n      List()"},
		{`c.Range("a.b(c.d\".e").Get()`, 10, "  c.Range(\"a.b(c.d\\\".e\").\n      Get()"},
		{"c.At(odata.Some[edm.Date](x)).Get()", 5, "  c.At(odata.Some[edm.Date](x)).\n      Get()"},
	} {
		got := folded(test.call, "  ", test.width)
		if got != test.want {
			t.Errorf("%s at %d is\n%s\nnot\n%s", test.call, test.width, got, test.want)
		}
		if together := strings.Join(strings.Fields(got), ""); together != test.call {
			t.Errorf("%s became %s", test.call, together)
		}
	}
}
