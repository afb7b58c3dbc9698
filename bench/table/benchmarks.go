package main

// This file is the rows that Go benchmarks measure: JSON, and reading and generating without the command.

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/tools/benchmark/parse"
)

// benchmarked runs the benchmarks of a package in a module, and returns the nanoseconds of an operation by name.
func benchmarked(module, pkg, names string) (map[string]float64, error) {
	command := exec.Command("go", "test", "-run", "^$", "-bench", names, "-count", "3", pkg)
	command.Dir = module
	text, err := command.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, text)
	}
	set, err := parse.ParseSet(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	fastest := map[string]float64{}
	for name, all := range set {
		if i := bytes.LastIndexByte([]byte(name), '-'); i > 0 {
			name = name[:i] // without the number of processors
		}
		best := slices.MinFunc(all, func(a, b *parse.Benchmark) int { return cmp.Compare(a.NsPerOp, b.NsPerOp) })
		fastest[name] = best.NsPerOp
	}
	return fastest, nil
}

// jsonRows is how fast a body and a page are read and written, beside encoding/json with a plain struct.
func jsonRows() ([]row, error) {
	body, err := benchmarked("..", "./odata", "^Benchmark(De|En)code$")
	if err != nil {
		return nil, err
	}
	page, err := benchmarked(".", ".", "Page")
	if err != nil {
		return nil, err
	}
	beside := func(from map[string]float64, what, name string, least float64) row {
		const micro = 1e3
		return row{what, "µs", "encoding/json", from["Benchmark"+name+"/floor"] / micro, from["Benchmark"+name+"/csdlgen"] / micro, least, true}
	}
	return []row{
		beside(body, "the body of one create: decode", "Decode", 2.8),
		beside(body, "the body of one create: encode", "Encode", 1.3),
		beside(page, "a page of 1,000 users: decode", "PageDecode", 2.5),
		beside(page, "a page of 1,000 users: encode", "PageEncode", 1.2),
	}, nil
}

// generateRows is how fast csdlgen generates.
func generateRows(temp string) ([]row, error) {
	slice, err := benchmarked("..", "./generator", "^Benchmark(GenerateSlice|Unchanged)$")
	if err != nil {
		return nil, err
	}
	const milli = 1e6
	ms := func(name string) float64 { return slice["Benchmark"+name] / milli }
	rows := []row{
		{"five operations from 3.1 MB: generate", "ms", "etree", ms("GenerateSlice/floor"), ms("GenerateSlice/csdlgen"), 1.6, false},
		{"the same, unchanged", "ms", "reading it", ms("Unchanged/slice/load"), ms("Unchanged/slice/csdlgen"), 1, false},
		{"every type of Graph, unchanged", "ms", "reading it", ms("Unchanged/all/load"), ms("Unchanged/all/csdlgen"), 1, false},
	}
	rows = slices.DeleteFunc(rows, func(r row) bool { return r.ours == 0 }) // of benchmarks that skip without the schemas
	written, again, copied, err := command(filepath.Join(temp, "written"))
	if os.IsNotExist(err) {
		fmt.Fprintln(os.Stderr, "writing all types is left out:", err)
		return rows, nil
	}
	return append(rows,
		row{"every type of Graph: csdlgen gen, with writing", "s", "", 0, written, 0.5, false},
		row{"copying what it writes, for comparison", "s", "", 0, copied, 0, false},
		row{"the same again, unchanged", "s", "", 0, again, 0, false}), err
}

// command measures csdlgen gen in a new folder, and again in the same, and copying that folder, since disks differ more
// than processors.
func command(dir string) (written, again, copied float64, err error) {
	if err := generate(dir, "whole", allTypes); err != nil {
		return 0, 0, 0, err
	}
	binary := filepath.Join(dir, "csdlgen")
	build := exec.Command("go", "build", "-o", binary, "./cmd/csdlgen")
	build.Dir = ".."
	if text, err := build.CombinedOutput(); err != nil {
		return 0, 0, 0, fmt.Errorf("%w\n%s", err, text)
	}
	gen := func() error {
		gen := exec.Command(binary, "gen")
		gen.Dir, gen.Env = dir, append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(dir, "cache"))
		text, err := gen.CombinedOutput()
		if err != nil {
			err = fmt.Errorf("%w\n%s", err, text)
		}
		return err
	}
	output, other := filepath.Join(dir, "whole"), filepath.Join(dir, "copy")
	fastest := [3]float64{}
	for i := range 5 {
		if err := errors.Join(os.RemoveAll(output), os.RemoveAll(other)); err != nil {
			return 0, 0, 0, err
		}
		for k, do := range []func() error{gen, gen, func() error { return os.CopyFS(other, os.DirFS(output)) }} {
			started := time.Now()
			if err := do(); err != nil {
				return 0, 0, 0, err
			}
			if took := time.Since(started).Seconds(); i == 0 || took < fastest[k] {
				fastest[k] = took
			}
		}
	}
	return fastest[0], fastest[1], fastest[2], nil
}
