package generator

// This file generates whole schemas, every type of them, and checks that Go comes out; and, from whatever bytes, Go or located errors.

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

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

// TestWholeSchemas generates every type of every real schema that loads.
func TestWholeSchemas(t *testing.T) {
	files, _ := filepath.Glob("../../shared/data/csdl/*")
	if len(files) == 0 {
		t.Skip("the real schemas are not here")
	}
	c := checker(t)
	generated, schemas := 0, 0
	for _, f := range files {
		if strings.HasSuffix(f, ".json") {
			continue // CSDL JSON is not read yet
		}
		schemas++
		abs, err := filepath.Abs(f)
		if err != nil {
			t.Fatal(err)
		}
		result, err := Generate(context.Background(), &Config{Metadata: Text{Text: abs}, Package: Text{Text: "whole"}, Types: []Text{{Text: "**"}}})
		if err != nil {
			t.Logf("%s: %v", filepath.Base(f), err)
			continue
		}
		if err := c.Check(result.Files); err != nil {
			t.Errorf("%s: what is generated is no Go: %v", filepath.Base(f), err)
			continue
		}
		generated++
		t.Logf("%s: %d types", filepath.Base(f), len(result.Plan.Types))
	}
	t.Logf("%d of %d schemas generate", generated, schemas)
	if generated < 10 {
		t.Errorf("%d of %d schemas generate, it was more", generated, schemas)
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
		config := &Config{File: "csdlgen.yaml", Metadata: Text{Text: path}, Package: Text{Text: "fuzzed"}, Types: []Text{{Text: "**"}}, Select: []Text{{Text: line}}}
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
