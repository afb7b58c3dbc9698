package main

// This file generates, whole, the packages of testdata/services, a small schema for each family of services, and uses
// them as their users do. All are one module with one test binary, so that they are built once.

import (
	"context"
	"github.com/csdlgen/csdlgen/internal/testenv"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/csdlgen/csdlgen/generator"
)

func TestServices(t *testing.T) {
	testenv.Slow(t)
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, "testdata", "services"))); err != nil {
		t.Fatal(err)
	}
	configurations, err := filepath.Glob(filepath.Join(dir, "*", "csdlgen.yaml"))
	if err != nil || len(configurations) == 0 {
		t.Fatal(configurations, err)
	}
	for _, path := range configurations {
		config, err := generator.ReadConfig(path)
		if err != nil {
			t.Fatal(err)
		}
		result, err := generator.Generate(context.Background(), config)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := result.Write(); err != nil {
			t.Fatal(err)
		}
	}
	mod, sum, err := moduleFiles(root, "example.com/services")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"go.mod": mod, "go.sum": sum} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command("go", "test", ".")
	command.Dir = dir
	command.Env = append(os.Environ(), "GOFLAGS=-mod=mod -trimpath", "GOTOOLCHAIN=local", "GOWORK=off")
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
