package compare_test

// This file compares slices of a real service: what is said to break Go callers of a package is what breaks them.

import (
	"bufio"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata/compare"
)

// documented are request lines of Graph v1.0 as its documentation prints them.
func documented(t *testing.T) []string {
	t.Helper()
	f, err := os.Open("../../../shared/data/graph-docs/request-lines.jsonl")
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the documented lines are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines []string
	for scanner := bufio.NewScanner(f); scanner.Scan(); {
		var line struct{ Version, Method, Path string }
		if err := json.Unmarshal(scanner.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		if line.Version == "v1.0" {
			lines = append(lines, line.Method+" "+line.Path)
		}
	}
	return lines
}

// slice is the configuration of some lines, for one of the documents.
func slice(lines []string, document string) *generator.Config {
	c := &generator.Config{File: "csdlgen.yaml", Metadata: generator.Text{Text: document}, Package: generator.Text{Text: "shop"}}
	for i, line := range lines {
		c.Select = append(c.Select, generator.Text{Text: line, Pos: generator.Pos{File: "csdlgen.yaml", Line: i + 1, Col: 1}})
	}
	return c
}

// resolved are the lines that mean something in both documents.
func resolved(t *testing.T, lines []string, documents ...string) []string {
	t.Helper()
	for _, name := range documents {
		m := model(t, name, realFile(t, name))
		lines = slices.DeleteFunc(lines, func(line string) bool {
			_, complaints := selection.Resolve(m, []selection.Line{{Text: line}})
			return complaints.Err() != nil
		})
	}
	return lines
}

// Callers of packages for slices of Graph break from January 2025 to August 2026 where a change says so, and nowhere
// else.
func TestSlicesOfGraph(t *testing.T) {
	if os.Getenv("CSDLGEN_WHOLE") == "" {
		t.Skip("whole schemas are for make test")
	}
	const old, new, many, perSlice = "graph-v1.0-2025-01.csdl", "graph-v1.0.csdl", 6, 16
	lines := resolved(t, documented(t), old, new)
	random := rand.New(rand.NewPCG(1, 2))
	random.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	prove := newProver(t)
	rules := map[string]compare.Rule{}
	for _, r := range compare.Rules() {
		rules[r.Name] = r
	}
	compared := 0
	for picked := range slices.Chunk(lines[:many*perSlice], perSlice) {
		before, err := generator.Generate(t.Context(), slice(picked, real+old))
		if err != nil {
			t.Logf("this cannot be in one package: %v", err)
			continue
		}
		after, err := generator.Generate(t.Context(), slice(picked, real+new))
		if err != nil {
			t.Logf("this cannot be in one package: %v", err)
			continue
		}
		diff, err := generator.CompareFor(t.Context(), slice(picked, real+new), real+old, "")
		if err != nil {
			t.Fatal(err)
		}
		pkg, err := prove.compile(before.Files, "")
		if err != nil {
			t.Fatal(err)
		}
		_, broken := prove.compile(after.Files, caller(pkg))
		want := slices.ContainsFunc(diff.Changes, func(c compare.Change) bool { return rules[c.Rule].BreaksGo })
		if (broken != nil) != want {
			t.Errorf("%s\nbreaks: %v, want %v: %v", strings.Join(picked, "\n"), broken != nil, want, broken)
		}
		compared++
		t.Logf("%s; breaks: %v", compare.Summary(diff.Changes), broken != nil)
	}
	if compared < many/2 {
		t.Errorf("only %d slices were compared", compared)
	}
}
