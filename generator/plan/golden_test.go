package plan_test

// This file plans the packages of scenarios and of generated/, and holds some of the plans against goldens:
// `go test ./generator/plan -update` renews them. Package templates prints these goldens.

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/plan"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata/load"
)

var update = flag.Bool("update", false, "renew the goldens")

// configuration is what these tests read of a csdlgen.yaml.
type configuration struct {
	Package  string
	Fake     bool
	Overlays []string
	Select   []string
	Types    []string
	Names    map[string]string
}

// planned is the plan for a configuration, a schema and overlays.
func planned(t *testing.T, config, schema []byte, overlays ...load.Source) *ir.Plan {
	t.Helper()
	var c configuration
	if err := yaml.Unmarshal(config, &c); err != nil {
		t.Fatal(err)
	}
	model, found := load.Load(load.Source{Name: "schema.xml", Data: schema}, load.Options{Overlays: overlays})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	var lines []selection.Line
	for _, text := range c.Select {
		lines = append(lines, selection.Line{Text: text})
	}
	var types []selection.Name
	for _, text := range c.Types {
		types = append(types, selection.Name{Text: text})
	}
	operations, complaints := selection.Resolve(model, lines)
	if err := complaints.Err(); err != nil {
		t.Fatal(err)
	}
	closure, complaints := selection.Close(model, operations, selection.Rules{Types: types})
	if err := complaints.Err(); err != nil {
		t.Fatal(err)
	}
	options := plan.Options{Package: c.Package, Fake: c.Fake, ImportPath: "example.com/downstream/" + c.Package}
	for schema, goName := range c.Names {
		options.Pins = append(options.Pins, plan.Pin{Schema: schema, Go: goName})
	}
	p, complaints := plan.New(model, closure, options)
	if err := complaints.Err(); err != nil {
		t.Fatal(err)
	}
	return p
}

// fromScenario is the plan for the files of a scenario.
func fromScenario(t *testing.T, scenario, dir string) *ir.Plan {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("../../testdata/scenarios", scenario))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range archive.Files {
		files[f.Name] = f.Data
	}
	return planned(t, files[dir+"/csdlgen.yaml"], files[dir+"/schema.xml"])
}

func TestGoldenPlans(t *testing.T) {
	for scenario, dir := range map[string]string{"operations.txtar": "shop", "families.txtar": "zoo", "fake.txtar": "store"} {
		t.Run(dir, func(t *testing.T) {
			got, err := fromScenario(t, scenario, dir).JSON()
			if err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", dir+".json")
			if *update {
				if err := os.WriteFile(golden, got, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("the plan differs; run go test ./generator/plan -update, and read the diff:\n%s", diff)
			}
		})
	}
}

// Planning again gives the same plan, and what is written of it is read back as it was.
func TestPlansAreRepeatedAndKept(t *testing.T) {
	plans := map[string]func() *ir.Plan{"primitives": func() *ir.Plan { return fromScenario(t, "primitives.txtar", "p") }}
	for _, dir := range []string{"../../generated/graph", "../../generated/windowsupdate", "../../interop/workshop"} {
		plans[filepath.Base(dir)] = func() *ir.Plan {
			var overlays []load.Source
			if data, err := os.ReadFile(filepath.Join(dir, "overlay.xml")); err == nil {
				overlays = append(overlays, load.Source{Name: "overlay.xml", Data: data})
			}
			config, err := os.ReadFile(filepath.Join(dir, "csdlgen.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			schema, err := os.ReadFile(filepath.Join(dir, "metadata.xml"))
			if err != nil {
				t.Fatal(err)
			}
			return planned(t, config, schema, overlays...)
		}
	}
	for name, make := range plans {
		t.Run(name, func(t *testing.T) {
			first := make()
			if diff := cmp.Diff(first, make()); diff != "" {
				t.Errorf("planned again, it is another:\n%s", diff)
			}
			text, err := first.JSON()
			if err != nil {
				t.Fatal(err)
			}
			back, err := ir.Read(text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(first, back); diff != "" {
				t.Errorf("read back, it is another:\n%s", diff)
			}
		})
	}
}
