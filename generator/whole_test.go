package generator

// This file generates whole schemas, every type of them, and checks that Go comes out; and, from whatever bytes, Go or
// located errors.

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/internal/testenv"
	"github.com/csdlgen/csdlgen/internal/typecheck"
)

func checker(t testing.TB) *typecheck.Checker {
	t.Helper()
	c, err := typecheck.New("..")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var resources = regexp.MustCompile(`<(?:EntitySet|Singleton) Name="(\w+)"`)

// wholeConfig asks for every type of a schema, and for all that can be called, if it is not Graph: there that is
// millions of paths.
func wholeConfig(t *testing.T, path string) *Config {
	t.Helper()
	config := &Config{Metadata: Text{Text: path}, Package: Text{Text: "whole"}, Types: []Text{{Text: "**"}}}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(text) > 1<<20 || strings.HasSuffix(path, ".json") {
		return config
	}
	for _, m := range resources.FindAllStringSubmatch(string(text), -1) {
		config.Fake.On = true
		config.Select = append(config.Select, Text{Text: "* /" + m[1] + "/**"})
	}
	return config
}

// generateMended generates with the lines that complaints about clashes of names propose.
func generateMended(config *Config) (*Result, error) {
	result, err := Generate(context.Background(), config)
	if withProposals(config, err) {
		result, err = Generate(context.Background(), config)
	}
	return result, err
}

// withProposals adds the lines that complaints about clashes of names propose to a configuration; it says whether there
// are any.
func withProposals(config *Config, err error) bool {
	var complaints Diagnostics
	before := len(config.Names)
	if errors.As(err, &complaints) {
		for _, d := range complaints {
			if match := proposal.FindStringSubmatch(d.Fix); match != nil {
				config.Names = append(config.Names, NamePin{Text{Text: match[1]}, Text{Text: match[2]}})
			}
		}
	}
	return len(config.Names) > before
}

// wholeSchemas generates every real schema that loads, by the schema's file name.
func wholeSchemas(t *testing.T) map[string]*Result {
	t.Helper()
	testenv.WholeSchemas(t)
	files, _ := filepath.Glob("../../shared/data/csdl/*")
	if len(files) == 0 {
		t.Skip("the real schemas are not here")
	}
	results := map[string]*Result{}
	for _, f := range files {
		abs, err := filepath.Abs(f)
		if err != nil {
			t.Fatal(err)
		}
		result, err := generateMended(wholeConfig(t, abs))
		if err != nil {
			t.Logf("%s: %v", filepath.Base(f), err)
			continue
		}
		results[filepath.Base(f)] = result
	}
	t.Logf("%d of %d schemas generate", len(results), len(files))
	if len(results) < 15 {
		t.Errorf("%d of %d schemas generate, it was more", len(results), len(files))
	}
	return results
}

// TestWholeSchemas type-checks what is generated from whole schemas.
func TestWholeSchemas(t *testing.T) {
	results := wholeSchemas(t)
	c := checker(t)
	for name, result := range results {
		if err := c.Check(result.Files); err != nil {
			t.Errorf("%s: what is generated is no Go: %v", name, err)
		}
		t.Logf("%s: %d types, %d operations", name, len(result.Plan.Types), len(result.Plan.Operations))
	}
}

// TestWholeSchemasAreClean lets gofmt, vet and staticcheck look at what is generated from whole schemas.
func TestWholeSchemasAreClean(t *testing.T) {
	results := wholeSchemas(t)
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	downstream(t, dir, root)
	var small, large []string
	for name, result := range results {
		folder := strings.ToLower(strings.NewReplacer(".", "", "-", "").Replace(name))
		for file, text := range result.Files {
			path := filepath.Join(dir, folder, filepath.FromSlash(file))
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if result.Plan.Fake != nil { // which imports the package from where this one was planned
				text = bytes.ReplaceAll(text, []byte(result.Plan.Packages[0].ImportPath), []byte("example.com/whole/"+folder))
			}
			if err := os.WriteFile(path, text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if len(result.Plan.Types) > 500 {
			large = append(large, "./"+folder)
		} else {
			small = append(small, "./"+folder+"/...")
		}
	}
	run(t, dir, "gofmt", "-l", ".")
	run(t, dir, "go", "vet", "./...")
	staticcheck := []string{"tool", "-modfile=" + filepath.Join(root, "tools", "go.mod"), "staticcheck"}
	run(t, dir, "go", append(staticcheck, small...)...)
	if os.Getenv(testenv.Whole) != "all" {
		t.Logf("staticcheck did not look at %s: run make whole", strings.Join(large, ", "))
		return
	}
	for _, folder := range large { // one at a time: each takes gigabytes
		run(t, dir, "go", append(staticcheck, folder)...)
	}
}

// downstream makes dir a module that uses this runtime, and that staticcheck checks as it does this one.
func downstream(t *testing.T, dir, root string) {
	t.Helper()
	own, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	_, requirements, _ := strings.Cut(string(own), "require (")
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	checks, err := os.ReadFile(filepath.Join(root, "staticcheck.conf"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, map[string]string{
		"go.mod": "module example.com/whole\n\ngo 1.26\n\nrequire github.com/csdlgen/csdlgen v0.0.0\n\nreplace github.com/csdlgen/csdlgen => " + root +
			"\n\nrequire (" + requirements,
		"go.sum":           string(sum),
		"staticcheck.conf": string(checks),
	})
}

// run runs a command that has to print nothing.
func run(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	command := exec.Command(name, args...)
	command.Dir = dir
	command.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
	if out, err := command.CombinedOutput(); err != nil || len(out) > 0 {
		const most = 3000
		t.Errorf("%s: %v\n%.*s", strings.Join(args, " "), err, most, out)
	}
}

// FuzzGenerate: whatever a schema holds, the result is Go that compiles, or errors with places.
func FuzzGenerate(f *testing.F) {
	scenarios, _ := filepath.Glob("../testdata/scenarios/*.txtar")
	for _, path := range scenarios {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for part := range strings.SplitSeq(string(text), "\n-- ") {
			if i := strings.Index(part, "<edmx:Edmx"); i >= 0 {
				f.Add(part[i:], "GET /Things/{id}")
			}
		}
	}
	c := checker(f)
	f.Fuzz(func(t *testing.T, schema, line string) {
		path := filepath.Join(t.TempDir(), "schema.xml")
		if err := os.WriteFile(path, []byte(schema), 0o600); err != nil {
			t.Fatal(err)
		}
		config := &Config{File: "csdlgen.yaml", Metadata: Text{Text: path}, Package: Text{Text: "fuzzed"}, Fake: Switch{On: true}, Types: []Text{{Text: "**"}}, Select: []Text{{Text: line}}}
		result, err := Generate(context.Background(), config)
		if err != nil {
			if _, ok := err.(Diagnostics); !ok {
				t.Errorf("an error without places: %v", err)
			}
			return
		}
		if err := c.Check(result.Files); err != nil {
			t.Errorf("what is generated is no Go: %v", err)
		}
	})
}

// FuzzParseConfig: whatever a configuration holds, the result is a Config or errors with places.
func FuzzParseConfig(f *testing.F) {
	f.Add([]byte("version: 1\nmetadata: a.xml\nselect:\n  - GET /a\nproperties:\n  a.b: [c]\nnames: {a: B}\n"))
	f.Add([]byte("version: 1\nversion: 2\n- x\n"))
	f.Add([]byte("a: &x [1]\nb: *x\n? c\n: !!str d\n---\ne: |\n  f\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		config, err := ParseConfig("c.yaml", text)
		if _, ok := err.(Diagnostics); err != nil && !ok || (config == nil) == (err == nil) {
			t.Errorf("%v %v", config, err)
		}
	})
}
