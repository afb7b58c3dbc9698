package generator

// This file tests that the plan says everything that is generated: written as JSON and read back it is the same, and so
// are the files.

import (
	"bytes"
	"maps"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/templates"
)

// survives checks a result's plan.
func survives(t *testing.T, r *Result) {
	t.Helper()
	text, err := r.Plan.JSON()
	if err != nil {
		t.Fatal(err)
	}
	back, err := ir.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r.Plan, back); diff != "" {
		t.Fatalf("the plan comes back as another:\n%s", diff)
	}
	files, err := templates.Render(back)
	if err != nil {
		t.Fatal(err)
	}
	if !maps.EqualFunc(files, r.Files, bytes.Equal) {
		t.Error("the plan that was read back generates other files")
	}
}

func TestPlanSurvivesJSON(t *testing.T) {
	configs, err := filepath.Glob("../generated/*/csdlgen.yaml")
	if err != nil || len(configs) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	for _, path := range append(configs, "../interop/workshop/csdlgen.yaml") {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) { survives(t, generate(t, path)) })
	}
}

func TestPlansOfWholeSchemasSurviveJSON(t *testing.T) {
	for name, r := range wholeSchemas(t) {
		t.Run(name, func(t *testing.T) { survives(t, r) })
	}
}
