package generator

// This file checks the goldens: every package under generated/ is what its csdlgen.yaml generates, byte for byte, with
// no file missing and none too many. `go test ./generator -update` renews them, as make generate does.

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "renew the goldens")

func TestGoldens(t *testing.T) {
	configs, err := filepath.Glob("../generated/*/csdlgen.yaml")
	if err != nil || len(configs) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	for _, path := range configs {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) {
			result := generate(t, path)
			if *update {
				if _, err := result.Write(); err != nil {
					t.Fatal(err)
				}
			}
			diff, _, err := result.Check()
			if err != nil {
				t.Fatal(err)
			}
			if len(diff) > 0 {
				t.Errorf("the golden differs; run make generate, and read the diff:\n%s", diff)
			}
		})
	}
}

func generate(t *testing.T, path string) *Result {
	t.Helper()
	config, err := ReadConfig(path)
	if err != nil {
		t.Fatal(err)
	}
	result, err := Generate(context.Background(), config)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// The schemas of these packages are written by hand from the documentation's facts. From the service's own schema the
// same Go must come.
func TestHandWrittenSchemasAgreeWithTheRealOnes(t *testing.T) {
	for name, schema := range map[string]string{"windowsupdate": "graph-beta-2020.xml", "graph": "graph-v1.0.csdl"} {
		t.Run(name, func(t *testing.T) {
			real, err := filepath.Abs(filepath.Join("..", "..", "shared", "data", "csdl", schema))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(real); err != nil {
				t.Skipf("the real schema is not here: %v", err)
			}
			golden := filepath.Join("..", "generated", name, "csdlgen.yaml")
			want := generate(t, golden)
			config, err := ReadConfig(golden)
			if err != nil {
				t.Fatal(err)
			}
			config.Metadata.Text = real
			got, err := Generate(context.Background(), config)
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Files) != len(want.Files) {
				t.Errorf("%d files from the real schema, %d from ours", len(got.Files), len(want.Files))
			}
			for name, text := range want.Files {
				if diff := unified("ours/"+name, text, "real/"+name, got.Files[name]); len(diff) > 0 {
					t.Errorf("%s", diff)
				}
			}
		})
	}
}

// TestSameInputSameBytes generates several times: nothing may depend on the order of a map or of a goroutine.
func TestSameInputSameBytes(t *testing.T) {
	first := generate(t, "../generated/windowsupdate/csdlgen.yaml")
	for range 5 {
		again := generate(t, "../generated/windowsupdate/csdlgen.yaml")
		for name, text := range first.Files {
			if string(again.Files[name]) != string(text) {
				t.Fatalf("%s differs from run to run", name)
			}
		}
	}
}
