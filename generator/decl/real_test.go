package decl_test

// This file compares what is told of slices of a real service with a count of its own, made of the lines of the files
// with regular expressions.

import (
	"bufio"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/decl"
	"github.com/csdlgen/csdlgen/internal/testenv"
)

const real = "../../../shared/data/"

// documented are request lines of Graph v1.0 as its documentation prints them.
func documented(t *testing.T) []string {
	t.Helper()
	f, err := os.Open(real + "graph-docs/request-lines.jsonl")
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the documented lines are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // it was only read
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

// resolved generates for lines, leaving out those that mean nothing or do not go with the others.
func resolved(t *testing.T, lines []string, document string) ([]string, map[string][]byte) {
	t.Helper()
	for range lines {
		c := &generator.Config{File: "csdlgen.yaml", Metadata: generator.Text{Text: real + document}, Package: generator.Text{Text: "shop"}}
		for i, line := range lines {
			c.Select = append(c.Select, generator.Text{Text: line, Pos: generator.Pos{File: "csdlgen.yaml", Line: i + 1, Col: 1}})
		}
		result, err := generator.Generate(t.Context(), c)
		if err == nil {
			return lines, result.Files
		}
		var list generator.Diagnostics
		if !errors.As(err, &list) {
			t.Fatal(err)
		}
		wrong := map[int]bool{}
		for _, d := range list {
			if d.File == "csdlgen.yaml" {
				wrong[d.Line] = true
			}
		}
		var kept []string
		for i, line := range lines {
			if !wrong[i+1] {
				kept = append(kept, line)
			}
		}
		if len(kept) == len(lines) || len(kept) == 0 {
			t.Logf("left out: %v", err)
			return nil, nil
		}
		lines = kept
	}
	return nil, nil
}

var (
	typeLine   = regexp.MustCompile(`^type (\w+) (.*?)(?: \{)?$`)
	fieldLine  = regexp.MustCompile("^\t([A-Z]\\w*) +(\\S+(?: \\S+)*?) +(`.*`)$")
	memberLine = regexp.MustCompile(`^\t(\w+)(?:, \w+)? +(\w+) += ("[^"]*").*?(// -?\d+)?$`)
	varLine    = regexp.MustCompile(`^var (\w+) = (.*)$`)
	funcLine   = regexp.MustCompile(`^func (?:\((?:\w+ )?\*?(\w+)\) )?([A-Z]\w*)(\(.*) \{$`)
	ruleLine   = regexp.MustCompile(`^\tv\.(\w+)\("[^"]*", &m\.(\w+)(.*)\)$`)
	required   = regexp.MustCompile(`^\t\tRequired: +(.*),$`)
)

// counted are the declarations in files, as lines: the name with what makes it what it is.
func counted(files map[string][]byte) (lines map[string]string, owners map[string]string) {
	lines, owners = map[string]string{}, map[string]string{}
	for _, text := range files {
		owner, use := "", ""
		for line := range strings.SplitSeq(string(text), "\n") {
			add := func(name, of, text string) {
				lines[name] += text + "\n"
				owners[name] = of
			}
			if m := typeLine.FindStringSubmatch(line); m != nil {
				owner = m[1]
				add(m[1], "", m[2])
			} else if m := funcLine.FindStringSubmatch(line); m != nil {
				name := m[2]
				if m[1] != "" {
					name = m[1] + "." + m[2]
				}
				add(name, m[1], m[3])
				owner, use = m[1], name
			} else if m := fieldLine.FindStringSubmatch(line); m != nil {
				add(owner+"."+m[1], owner, m[2]+m[3])
			} else if m := memberLine.FindStringSubmatch(line); m != nil {
				add(m[1], m[2], m[3]+m[4])
			} else if m := varLine.FindStringSubmatch(line); m != nil {
				add(m[1], regexp.MustCompile(`\[\*(\w+)`).FindStringSubmatch(m[2])[1], m[2])
			} else if m := ruleLine.FindStringSubmatch(line); m != nil {
				add(owner+"."+m[2]+" rule", owner+"."+m[2], m[1]+m[3])
			} else if m := required.FindStringSubmatch(line); m != nil {
				add(use+" required", use, m[1])
			}
		}
	}
	return lines, owners
}

// differing are the names of what differs, what belongs to something that only one side has left out.
func differing(before, after map[string][]byte) map[string]string {
	old, oldOwners := counted(before)
	new, newOwners := counted(after)
	found := map[string]string{}
	for name := range old {
		if owner := oldOwners[name]; old[name] != new[name] && (owner == "" || new[owner] != "") {
			found[name] = old[name] + "->" + new[name]
		}
	}
	for name := range new {
		if owner := newOwners[name]; old[name] == "" && (owner == "" || old[owner] != "") {
			found[name] = "new: " + new[name]
		}
	}
	return found
}

// What is told of slices of Graph, from January 2025 to August 2026, is what differs.
func TestSlicesOfGraph(t *testing.T) {
	testenv.WholeSchemas(t)
	const many, perSlice = 6, 16
	lines := documented(t)
	random := rand.New(rand.NewPCG(1, 2))
	random.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	compared := 0
	for picked := range slices.Chunk(lines[:many*perSlice], perSlice) {
		picked, _ = resolved(t, picked, "csdl/graph-v1.0-2025-01.csdl")
		picked, after := resolved(t, picked, "csdl/graph-v1.0.csdl")
		_, before := resolved(t, picked, "csdl/graph-v1.0-2025-01.csdl")
		if before == nil || after == nil {
			continue
		}
		compared++
		compareWithCount(t, before, after)
		compareWithCount(t, after, before)
	}
	if compared < many/2 {
		t.Errorf("only %d slices were compared", compared)
	}
}

// compareWithCount holds what is told against what differs.
func compareWithCount(t *testing.T, before, after map[string][]byte) {
	t.Helper()
	told := decl.Compare(before, after)
	want := differing(before, after)
	names := map[string]bool{}
	for _, c := range told {
		names[c.Name] = true
		t.Log(c.Text)
		_, itself := want[c.Name]
		_, rule := want[c.Name+" rule"]
		_, demand := want[c.Name+" required"]
		isCode := strings.Contains(c.Text, "other code") || strings.Contains(c.Text, "writes keys") || strings.Contains(c.Text, "permissions")
		isComment := c.Name == "" || strings.Contains(c.Text, "deprecated") || strings.Contains(c.Text, "longer for") || strings.Contains(c.Text, "is now for")
		if !itself && !rule && !demand && !isCode && !isComment {
			t.Errorf("told, but it does not differ: %s", c.Text)
		}
	}
	field := regexp.MustCompile(`^(\w+?)Prop(\w+)$`) // the variable of a property goes with its field
	for name, what := range want {
		plain := strings.TrimSuffix(strings.TrimSuffix(name, " rule"), " required")
		if !names[plain] && !names[field.ReplaceAllString(plain, "$1.$2")] {
			t.Errorf("it differs, but is not told: %s: %s", name, what)
		}
	}
}
