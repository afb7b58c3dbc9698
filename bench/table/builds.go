package main

// This file is the rows about building: two programs, each with a generated package and by hand.

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// program is a main package in the folder of a module, and the folder of the generated package that it uses.
type program struct{ module, folder, generated string }

// pair is a program by hand, the same with a generated package, and how many times as much as the first the second may
// cost.
type pair struct {
	name                         string
	hand, ours                   program
	mostCold, mostAgain, mostMBs float64
}

// buildRows measures the program that creates a windowsUpdateState, and the one with thirteen requests.
func buildRows(temp string, runs int) ([]row, error) {
	pairs := []pair{{
		name: "one create", hand: program{module: ".", folder: "byhand"},
		ours:     program{module: ".", folder: "withcsdlgen", generated: "../generated/windowsupdate"},
		mostCold: 1.12, mostAgain: 1.2, mostMBs: 1.15,
	}}
	slice := filepath.Join(temp, "slice")
	switch err := generate(slice, "apps", "select:\n"+selected); {
	case os.IsNotExist(err):
		fmt.Fprintln(os.Stderr, "the program with thirteen requests is left out:", err)
	case err != nil:
		return nil, err
	default:
		pairs = append(pairs, pair{
			name: "13 requests", hand: program{module: ".", folder: "apps/byhand"},
			ours:     program{module: slice, folder: ".", generated: filepath.Join(slice, "apps")},
			mostCold: 1.15, mostAgain: 1.3, mostMBs: 1.2,
		})
	}
	var rows []row
	for _, p := range pairs {
		costs, err := measure(temp, runs, p.hand, p.ours)
		if err != nil {
			return nil, err
		}
		hand, ours := costs[0], costs[1]
		rows = append(rows,
			row{p.name + ": cold build", "CPU s", "by hand", hand.cold, ours.cold, p.mostCold, false},
			row{p.name + ": of it beyond the standard library", "CPU s", "by hand", hand.beyond, ours.beyond, 0, false},
			row{p.name + ": build after an edit", "s", "by hand", hand.again, ours.again, p.mostAgain, false},
			row{p.name + ": the same", "CPU s", "by hand", hand.againCPU, ours.againCPU, 0, false},
			row{p.name + ": binary", "MB", "by hand", hand.binary, ours.binary, p.mostMBs, false},
			row{p.name + ": Go", "lines", "by hand", hand.lines, ours.lines, 0, false})
	}
	return rows, nil
}

// generate writes a module around a package that is generated from the real schema, with the rest of its configuration.
func generate(dir, name, rest string) error {
	schema, err := filepath.Abs("../../shared/data/csdl/graph-v1.0.csdl")
	if err != nil {
		return err
	}
	if _, err := os.Stat(schema); err != nil {
		return err
	}
	root, err := filepath.Abs("..")
	if err != nil {
		return err
	}
	files := map[string]string{
		"csdlgen.yaml": "version: 1\nmetadata: " + schema + "\npackage: " + name + "\noutput: " + name + "\n" + rest,
	}
	for to, from := range map[string]string{"main.go": "testdata/" + name + ".go.txt", "go.mod": "go.mod", "go.sum": "go.sum"} {
		text, err := os.ReadFile(from)
		if err != nil {
			return err
		}
		text = bytes.Replace(text, []byte("module github.com/csdlgen/csdlgen/bench"), []byte("module example.com/program"), 1)
		files[to] = strings.Replace(string(text), "=> ../", "=> "+root, 1)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	gen := exec.Command("go", "run", "./cmd/csdlgen", "gen", "-c", filepath.Join(dir, "csdlgen.yaml"))
	gen.Dir = root
	if text, err := gen.CombinedOutput(); err != nil {
		return fmt.Errorf("csdlgen gen: %w\n%s", err, text)
	}
	return nil
}

// selected are the requests of the second program.
const selected = `  - GET /applications
  - POST /applications
  - GET /applications/{id}
  - PATCH /applications/{id}
  - DELETE /applications/{id}
  - POST /applications/{id}/addPassword
  - POST /applications/{id}/removePassword
  - GET /servicePrincipals
  - POST /servicePrincipals
  - GET /servicePrincipals/{id}
  - PATCH /servicePrincipals/{id}
  - DELETE /servicePrincipals/{id}
  - GET /servicePrincipals/{id}/appRoleAssignments
`
