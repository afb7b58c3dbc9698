package query_test

import (
	"net/url"
	"testing"
)

// What a filter leaves of Ada, Bob, who is a boss, and Cid, of whom little is known.
func TestFilter(t *testing.T) {
	for _, c := range []struct{ filter, want string }{
		{"name eq 'Ada'", "ada"},
		{"name eq 'Bob O''Neil'", "bob"},
		{"age gt 36", "bob"},
		{"age ge 36 and flag", "ada"},
		{"not (age gt 40)", "ada cid"}, // a comparison with null is false
		{"nick eq null", "ada cid"},
		{"nick ne null", "bob"},
		{"nick ne 'bo'", "ada cid"},
		{"not flag", "bob"},
		{"flag or age eq null", "ada cid"},
	} {
		o, err := parse(t, "Collection(my.person)", "$filter="+url.QueryEscape(c.filter))
		if err != nil {
			t.Errorf("%s: %v", c.filter, err)
			continue
		}
		got, _, err := o.Matching(people())
		if err != nil || ids(got) != c.want {
			t.Errorf("%s: got %q, want %q, %v", c.filter, ids(got), c.want, err)
		}
	}
}
