package compare_test

// This file keeps docs/diff.md equal to the table of rules.

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/metadata/compare"
)

var update = flag.Bool("update", false, "write the rules to docs/diff.md")

func TestRulesAreDocumented(t *testing.T) {
	const path, from, to = "../../docs/diff.md", "writes them -->\n", "<!-- end of rules -->"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, found := strings.Cut(string(data), from)
	got, tail, end := strings.Cut(rest, to)
	if !found || !end {
		t.Fatal("docs/diff.md has no place for the rules")
	}
	var b strings.Builder
	for _, g := range compare.Groups() {
		fmt.Fprintf(&b, "\n### %s\n\n| rule | class | Go | meaning |\n|---|---|---|---|\n", g.Title)
		for _, r := range g.Rules {
			fmt.Fprintf(&b, "| `%s` | `%s` | %s | %s |\n", r.Name, r.Class, map[bool]string{true: "breaks"}[r.BreaksGo], r.Text)
		}
	}
	b.WriteString("\n")
	if *update {
		if err := os.WriteFile(path, []byte(head+from+b.String()+to+tail), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != b.String() {
		t.Error("docs/diff.md is not what the table of rules says; go test ./metadata/compare -run Documented -update writes it")
	}
}
