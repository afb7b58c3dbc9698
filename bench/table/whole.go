package main

// This file is the rows about all of a large service: programs that import every type of Microsoft Graph v1.0, and a
// typed call for every line of the sample of its documentation.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// official is what the models and requests of Microsoft's SDK for Go cost to build beyond the standard library, in
// seconds of processor time: 224 less the 27 of the standard library. It was measured once, and is not here, since it
// takes minutes and downloads half a gigabyte.
const official = 197

// oneClash mends the one clash of names in all of Graph v1.0.
const oneClash = "names: {microsoft.graph.windowsMalwareCategory/remote_Control_Software: RemoteControlSoftware2}\n"

const allTypes = "types: [\"**\"]\n" + oneClash

func wholeRows(temp string) ([]row, error) {
	types, err := wholeCost(filepath.Join(temp, "whole"), allTypes)
	if err == nil {
		var calls string
		if calls, err = documentedCalls(); err == nil {
			var documented cost
			documented, err = wholeCost(filepath.Join(temp, "documented"), calls)
			return []row{
				{"every type of Graph: build beyond the standard library", "CPU s", "official SDK", official, types.beyond, 1.0 / 8, false},
				{"every type of Graph: memory of the largest process", "GB", "", 0, types.peak, 1.2, false},
				{"every type of Graph: Go", "lines", "", 0, types.lines, 0, false},
				{"the documented calls: build beyond the standard library", "CPU s", "official SDK", official, documented.beyond, 0, false},
				{"the documented calls: memory of the largest process", "GB", "", 0, documented.peak, 0, false},
				{"the documented calls: Go", "lines", "", 0, documented.lines, 0, false},
			}, err
		}
	}
	if os.IsNotExist(err) {
		fmt.Fprintln(os.Stderr, "all of Graph is left out:", err)
		return nil, nil
	}
	return nil, err
}

// wholeCost generates a package with the rest of its configuration, and builds a program that imports it.
func wholeCost(dir, config string) (cost, error) {
	if err := generate(dir, "whole", config); err != nil {
		return cost{}, err
	}
	costs, err := measure(dir, 1, program{module: dir, folder: ".", generated: filepath.Join(dir, "whole")})
	if err != nil {
		return cost{}, err
	}
	return costs[0], nil
}

// documentedCalls is the configuration of the lines of the sample that lead to one operation.
func documentedCalls() (string, error) {
	schema, err := os.ReadFile("../../shared/data/csdl/graph-v1.0.csdl")
	if err != nil {
		return "", err
	}
	rows, err := os.ReadFile("../../shared/data/graph-docs/request-lines.jsonl")
	if err != nil {
		return "", err
	}
	model, found := load.Load(load.Source{Name: "graph-v1.0.csdl", Data: schema}, load.Options{})
	if err := found.Err(); err != nil {
		return "", err
	}
	var calls strings.Builder
	for row := range bytes.Lines(rows) {
		var r struct{ Version, Method, Path string }
		if err := json.Unmarshal(row, &r); err != nil {
			return "", err
		}
		line := r.Method + " " + r.Path
		if ops, _ := selection.Resolve(model, []selection.Line{{Text: line}}); r.Version == "v1.0" && len(ops) == 1 {
			quoted, _ := json.Marshal(line) // which is YAML too
			fmt.Fprintf(&calls, "  - %s\n", quoted)
		}
	}
	return oneClash + "select:\n" + calls.String(), nil
}
