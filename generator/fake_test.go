package generator

// This file starts services in memory from plans, without their Go: whatever request lines select, the runtime reads
// what it is told of the service.

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

// starts starts the service of a plan, and checks that it has every request.
func starts(t *testing.T, p *ir.Plan) {
	t.Helper()
	svc := odatatest.NewService(t, p.Fake.Schema)
	for _, r := range p.Fake.Schema.Requests {
		svc.Handle(r.Method, r.Path, func(*odatatest.Call) (any, error) { return nil, nil })
		if t.Failed() {
			t.Fatalf("the request is %+v", r)
		}
	}
}

// withFake generates with a service in memory; nil where the configuration, which may be wrong on purpose, has none.
func withFake(t *testing.T, path string) *ir.Plan {
	t.Helper()
	config, err := ReadConfig(path)
	if err != nil || len(config.Select) == 0 {
		return nil
	}
	config.Fake.On = true
	p, _, err := Plan(context.Background(), config)
	if err != nil {
		return nil
	}
	return p
}

func TestFakesStart(t *testing.T) {
	for _, pattern := range []string{"../generated/*/csdlgen.yaml", "../interop/*/csdlgen.yaml", "../testdata/services/*/csdlgen.yaml", "../docs/testdata/csdlgen.yaml"} {
		configs, err := filepath.Glob(pattern)
		if err != nil || len(configs) == 0 {
			t.Fatal(pattern, err)
		}
		for _, path := range configs {
			t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) {
				p := withFake(t, path)
				if p == nil {
					t.Fatalf("%s does not generate", path)
				}
				starts(t, p)
			})
		}
	}
}

// The scenarios have the odd request lines.
func TestFakesOfScenariosStart(t *testing.T) {
	archives, err := filepath.Glob("../testdata/scenarios/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	started := 0
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		archive.Files = append(archive.Files, txtar.File{Name: "go.mod", Data: []byte("module example.com/downstream\n")})
		for _, f := range archive.Files {
			path := filepath.Join(dir, filepath.FromSlash(f.Name))
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, f.Data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for _, f := range archive.Files {
			if !strings.HasSuffix(f.Name, ".yaml") {
				continue
			}
			if p := withFake(t, filepath.Join(dir, filepath.FromSlash(f.Name))); p != nil {
				started++
				t.Run(filepath.Base(name)+"/"+f.Name, func(t *testing.T) { starts(t, p) })
			}
		}
	}
	if started < 40 {
		t.Errorf("%d services start, it was more", started)
	}
}

// TestFakesOfWholeSchemasStart starts those of real schemas.
func TestFakesOfWholeSchemasStart(t *testing.T) {
	for name, result := range wholeSchemas(t) {
		if result.Plan.Fake != nil {
			t.Run(name, func(t *testing.T) { starts(t, result.Plan) })
		}
	}
	for _, s := range graphSubjects(t) {
		config := *s.config
		config.Fake.On = true
		p, _, err := s.planFrom(s.load(t, s.schema), &config)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(s.name, func(t *testing.T) { starts(t, p) })
	}
}
