package selection

// This file resolves what the walk over a service finds.

import (
	"testing"
	"time"
)

// What exploring finds in a real service resolves to just that, without a warning, in every form of keys.
func TestExploreGraph(t *testing.T) {
	model := loaded(t, graphSchema(t, "v1.0"))
	for _, keys := range []KeyForm{KeysAsSegments, KeysInParentheses} {
		started := time.Now()
		ways := Forms{Keys: keys}.Explore(model, nil, 2)
		t.Logf("%d ways in %v", len(ways), time.Since(started))
		if len(ways) < 5000 {
			t.Errorf("%d ways, it was more", len(ways))
		}
		var lines []Line
		seen := map[string]bool{}
		for i, w := range ways {
			if seen[w.Path] {
				t.Errorf("%s comes twice", w.Path)
			}
			seen[w.Path] = true
			if i%7 != 0 { // all of them take their time
				continue
			}
			for _, m := range w.Methods {
				lines = append(lines, Line{Text: m + " " + w.Path})
			}
		}
		operations, diags := Forms{}.Resolve(model, lines)
		for i, d := range diags {
			if i < 20 {
				t.Error(d)
			}
		}
		if len(operations) != len(lines) {
			t.Errorf("%d lines are %d operations", len(lines), len(operations))
		}
	}
}
