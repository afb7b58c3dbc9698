package main

// This file is the rows about all of a large service: a program that imports every type of Microsoft Graph v1.0.

import (
	"fmt"
	"os"
	"path/filepath"
)

// official is what the models and requests of Microsoft's SDK for Go cost to build beyond the standard library, in
// seconds of processor time. It is not measured here, since it takes minutes and downloads half a gigabyte;
// docs/performance.md says how it was.
const official = 197

const allTypes = `types: ["**"]
names: {microsoft.graph.windowsMalwareCategory/remote_Control_Software: RemoteControlSoftware2}
`

func wholeRows(temp string) ([]row, error) {
	dir := filepath.Join(temp, "whole")
	switch err := generate(dir, "whole", allTypes); {
	case os.IsNotExist(err):
		fmt.Fprintln(os.Stderr, "all types are left out:", err)
		return nil, nil
	case err != nil:
		return nil, err
	}
	costs, err := measure(temp, 1, program{module: dir, folder: ".", generated: filepath.Join(dir, "whole")})
	if err != nil {
		return nil, err
	}
	ours := costs[0]
	const what = "every type of Graph: "
	return []row{
		{what + "build beyond the standard library", "CPU s", "official SDK", official, ours.beyond, 1.0 / 8, false},
		{what + "memory of the largest process", "GB", "", 0, ours.peak, 1.2, false},
		{what + "Go", "lines", "", 0, ours.lines, 0, false},
	}, nil
}
