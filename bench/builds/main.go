// Command builds prints what programs cost to build that use a generated package, each beside the same program written
// by hand and measured in the same run: the one that creates a windowsUpdateState, and one with thirteen requests about
// applications and service principals of Microsoft Graph, whose package it generates. The second needs the schema in
// ../../shared/data and is left out where that is missing. It is run in the folder of the module bench.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/tabwriter"
)

// program is a main package in the folder of a module, and the folder of the generated package that it uses.
type program struct{ module, folder, generated string }

// pair is a program by hand, the same with a generated package, and how many times as much as the first the second may
// cost.
type pair struct {
	name           string
	hand, ours     program
	mostCold       float64
	mostAgain      float64
	mostBinary     float64
	measured, with cost
}

func main() {
	runs := flag.Int("n", 2, "how often each build is repeated; the fastest counts")
	flag.Parse()
	if err := run(*runs); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(runs int) error {
	temp, err := os.MkdirTemp("", "builds")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	pairs := []*pair{{
		name: "one create", hand: program{module: ".", folder: "byhand"},
		ours:     program{module: ".", folder: "withcsdlgen", generated: "../generated/windowsupdate"},
		mostCold: 1.12, mostAgain: 1.2, mostBinary: 1.15,
	}}
	slice := filepath.Join(temp, "slice")
	switch err := generate(slice); {
	case os.IsNotExist(err):
		fmt.Fprintln(os.Stderr, "the program with thirteen requests is left out:", err)
	case err != nil:
		return err
	default:
		pairs = append(pairs, &pair{
			name: "13 requests", hand: program{module: ".", folder: "apps/byhand"},
			ours:     program{module: slice, folder: ".", generated: filepath.Join(slice, "apps")},
			mostCold: 1.15, mostAgain: 1.3, mostBinary: 1.2,
		})
	}
	for _, p := range pairs {
		if p.measured, err = measure(p.hand, temp, runs); err == nil {
			p.with, err = measure(p.ours, temp, runs)
		}
		if err != nil {
			return err
		}
	}
	return print(pairs)
}

// print prints the table.
func print(pairs []*pair) error {
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "program\tcost\tby hand\tcsdlgen\tratio\tat most\t")
	for _, p := range pairs {
		row := func(what, format string, hand, ours, most float64) {
			ratio, limit := "", ""
			if most > 0 {
				ratio, limit = fmt.Sprintf("%.2f", ours/hand), fmt.Sprint(most)
			}
			fmt.Fprintf(w, "%s\t%s\t"+format+"\t"+format+"\t%s\t%s\t\n", p.name, what, hand, ours, ratio, limit)
		}
		row("cold build, CPU s", "%.1f", p.measured.cold, p.with.cold, p.mostCold)
		row("of it beyond the standard library, CPU s", "%.1f", p.measured.beyond, p.with.beyond, 0)
		row("rebuild after an edit, s", "%.2f", p.measured.again, p.with.again, p.mostAgain)
		row("the same, CPU s", "%.2f", p.measured.againCPU, p.with.againCPU, 0)
		row("binary, MB", "%.2f", p.measured.binary, p.with.binary, p.mostBinary)
		row("lines of Go", "%.0f", p.measured.lines, p.with.lines, 0)
	}
	return w.Flush()
}

// generate writes the module of the program with thirteen requests. Its package comes from the real schema.
func generate(dir string) error {
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
		"csdlgen.yaml": "version: 1\nmetadata: " + schema + "\npackage: apps\noutput: apps\nselect:\n" + selected,
	}
	for to, from := range map[string]string{"main.go": "testdata/apps.go.txt", "go.mod": "go.mod", "go.sum": "go.sum"} {
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
