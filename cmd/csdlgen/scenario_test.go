package main

// This file runs the scenarios of testdata/scenarios: each is one txtar file with a schema, a configuration, the
// commands to run and what they have to print. `go test ./cmd/csdlgen -update` renews the expected outputs.

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/csdlgen/csdlgen/internal/cli"
)

var update = flag.Bool("update", false, "renew the expected outputs of the scenarios")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"csdlgen": func() { os.Exit(cli.Run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

func TestScenarios(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	goenv := goEnv(t, "GOCACHE", "GOMODCACHE", "GOPROXY", "GOSUMDB", "GONOSUMDB")
	testscript.Run(t, testscript.Params{
		Dir:           "../../testdata/scenarios",
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("ROOT", root)
			e.Setenv("SHARED", filepath.Join(root, "..", "shared"))
			for name, value := range goenv {
				e.Setenv(name, value)
			}
			e.Setenv("GOFLAGS", "-mod=mod -trimpath") // so that what was built in another folder is not built again
			e.Setenv("GOTOOLCHAIN", "local")
			return nil
		},
		Condition: func(condition string) (bool, error) {
			if condition == "shared" {
				_, err := os.Stat(filepath.Join(root, "..", "shared", "data"))
				return err == nil, nil
			}
			return false, os.ErrInvalid
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"module": module},
	})
}

// module makes the scenario's folder a module that uses this csdlgen: module example.com/downstream [tool].
func module(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: module path [tool]")
	}
	mod, sum, err := moduleFiles(ts.Getenv("ROOT"), args[0])
	ts.Check(err)
	if len(args) > 1 {
		mod += "\ntool github.com/csdlgen/csdlgen/cmd/csdlgen\n"
	}
	ts.Check(os.WriteFile(ts.MkAbs("go.mod"), []byte(mod), 0o644))
	ts.Check(os.WriteFile(ts.MkAbs("go.sum"), []byte(sum), 0o644))
}

// moduleFiles are go.mod and go.sum of a module that uses the csdlgen in the folder root, also as a tool.
func moduleFiles(root, path string) (mod, sum string, err error) {
	mod = "module " + path + "\n\ngo 1.26\n\nrequire github.com/csdlgen/csdlgen v0.0.0\n\nreplace github.com/csdlgen/csdlgen => " + root + "\n"
	// The tool's own dependencies, which go get -tool would have added.
	own, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", "", err
	}
	for block := range strings.SplitSeq(string(own), "require (") {
		if lines, _, ok := strings.Cut(block, ")"); ok && strings.Contains(lines, " v") {
			mod += "\nrequire (" + lines + ")\n"
		}
	}
	text, err := os.ReadFile(filepath.Join(root, "go.sum"))
	return mod, string(text), err
}

func goEnv(t *testing.T, names ...string) map[string]string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"env"}, names...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	for i, line := range strings.Split(strings.TrimSuffix(string(out), "\n"), "\n") {
		values[names[i]] = strings.TrimSpace(line)
	}
	return values
}
