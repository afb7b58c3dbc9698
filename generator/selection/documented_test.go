package selection

// This file resolves Microsoft Graph's documented request lines on Graph's schema. They are data for tests that is not
// a part of the repository; without it, these tests are skipped.

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// sharedData is a file of the data for tests; the test is skipped without it.
func sharedData(t testing.TB, name ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(append([]string{"..", "..", "..", "shared", "data"}, name...)...))
	if err != nil {
		t.Skipf("the data is not here: %v", err)
	}
	return data
}

// graphSchemas are the schemas of the two versions of Graph.
var graphSchemas = map[string]string{"v1.0": "graph-v1.0.csdl", "beta": "graph-beta-2020.xml"}

// graphSchema is the schema of a version of Graph.
func graphSchema(t testing.TB, version string) load.Source {
	t.Helper()
	return load.Source{Name: graphSchemas[version], Data: sharedData(t, "csdl", graphSchemas[version])}
}

// loaded is the model of a schema.
func loaded(t testing.TB, source load.Source) *metadata.Model {
	t.Helper()
	m, found := load.Load(source, load.Options{})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return m
}

// documentedLines are the documented request lines of a version of Graph.
func documentedLines(t *testing.T, version string) []string {
	t.Helper()
	var all []string
	for row := range strings.Lines(string(sharedData(t, "graph-docs", "request-lines.jsonl"))) {
		var r struct{ Version, Method, Path string }
		if err := json.Unmarshal([]byte(row), &r); err != nil {
			t.Fatal(err)
		}
		if r.Version == version {
			all = append(all, r.Method+" "+r.Path)
		}
	}
	return all
}

// unresolvable are the documented lines of v1.0 that do not resolve, as far as it takes to tell them apart, with the
// reason why they should not.
var unresolvable = map[string]string{
	"apiConnectorConfiguration/{step}":            "{step} stands for the name of a navigation property",
	"childFolders/{id}/.../contacts":              "three dots are not a path",
	"mobileApps/{mobileAppId}/contentVersions":    "a type cast is missing before contentVersions; the complaint shows it",
	"telecomExpenseManagementPartners":            "the schema has it no more",
	"{backgroundImage | bannerLogo | squareLogo}": "one of three properties; the complaint names them",
	"tables/{table-id}/add":                       "add is bound to the collection of tables",
	"visibleView/itemAt":                          "the schema does not have it on a view, but on its rows",
}

// The documentation and the schema are not of one day: the share is what it is, and a loss shows. For v1.0 every line
// that does not resolve has its reason.
func TestDocumentedLines(t *testing.T) {
	for _, c := range []struct {
		version string
		atLeast int
	}{{"v1.0", 380}, {"beta", 532}} {
		m := loaded(t, graphSchema(t, c.version))
		resolved, total := 0, 0
		codes := map[string]int{}
		for _, text := range documentedLines(t, c.version) {
			total++
			operations, diags := Resolve(m, []Line{line(text)})
			if len(operations) == 1 {
				resolved++
				continue
			}
			for _, d := range diags.Errors() {
				codes[d.Code]++
			}
			reason := reasonOf(text)
			if c.version == "v1.0" && reason == "" {
				t.Errorf("%s: %v", text, diags)
			}
			if testing.Verbose() {
				t.Log(text, diags, reason)
			}
		}
		t.Logf("%s: %d of %d lines resolve; the others: %v", c.version, resolved, total, codes)
		if resolved < c.atLeast {
			t.Errorf("%s: %d lines resolve, it was at least %d", c.version, resolved, c.atLeast)
		}
	}
}

func reasonOf(text string) string {
	for part, reason := range unresolvable {
		if strings.Contains(text, part) {
			return reason
		}
	}
	return ""
}

// A pattern that reaches too far says so, and shows what to write. How soon, BenchmarkPatternThatReachesTooFar
// measures.
func TestPatternThatReachesTooFar(t *testing.T) {
	m := loaded(t, graphSchema(t, "v1.0"))
	for text, want := range map[string]string{
		"* /users/**":      "c.yaml:5:14: * /users/** stands for more than 20000 paths here; write /* for one level and /*/* for two, begin deeper, or name what is used",
		"* /me/**":         "c.yaml:5:11: * /me/** stands for more than 20000 paths here; write /* for one level and /*/* for two, begin deeper, or name what is used",
		"* /users/{id}/**": "c.yaml:5:19: * /users/{id}/** stands for more than 20000 paths here; write /* for one level and /*/* for two, begin deeper, or name what is used",
		"* /users/*":       "",
		"GET /*":           "",
		"* /users/*/*":     "",
	} {
		operations, diags := Resolve(m, []Line{line(text)})
		if got := diags.Errors().Error(); got != want || (len(operations) == 0) != (want != "") {
			t.Errorf("%s: %d operations, %s, want %s", text, len(operations), got, want)
		}
	}
}

// BenchmarkPatternThatReachesTooFar is how long it takes to say that a pattern stands for too many paths.
func BenchmarkPatternThatReachesTooFar(b *testing.B) {
	m := loaded(b, graphSchema(b, "v1.0"))
	for b.Loop() {
		if operations, _ := Resolve(m, []Line{line("* /users/**")}); len(operations) > 0 {
			b.Fatal("the pattern does not reach too far")
		}
	}
}
