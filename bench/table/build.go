package main

// This file measures one program: by building it with an empty cache, and again after a change of its main package.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// cost is what a program costs.
type cost struct {
	cold     float64 // seconds of processor time, with an empty cache
	beyond   float64 // of it what packages take that are not of the standard library, and linking
	again    float64 // seconds, after a change of the main package
	againCPU float64 // the same in processor time
	binary   float64 // millions of bytes
	lines    float64 // of the main package and the generated one
	peak     float64 // billions of bytes, of the largest process of the first build
}

// rebuilds is how often a program is built again for each build with an empty cache.
const rebuilds = 10

// measure measures programs that are compared. They take turns: a machine is not equally fast all the time.
func measure(temp string, runs int, programs ...program) ([]cost, error) {
	best := make([]cost, len(programs))
	for i := range runs {
		for k, p := range programs {
			c, err := once(p, temp)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", p.folder, err)
			}
			if i > 0 {
				c.cold, c.beyond = min(c.cold, best[k].cold), min(c.beyond, best[k].beyond)
				c.again, c.againCPU = min(c.again, best[k].again), min(c.againCPU, best[k].againCPU)
			}
			best[k] = c
		}
	}
	for k, p := range programs {
		for _, folder := range []string{filepath.Join(p.module, p.folder), p.generated} {
			n, err := lines(folder)
			if err != nil {
				return nil, err
			}
			best[k].lines += float64(n)
		}
	}
	return best, nil
}

func once(p program, temp string) (c cost, err error) {
	cache, err := os.MkdirTemp(temp, "cache")
	if err != nil {
		return c, err
	}
	defer os.RemoveAll(cache)
	binary, actions := filepath.Join(cache, "program"), filepath.Join(cache, "actions.json")
	if c.cold, _, c.peak, err = build(p, cache, binary, "-debug-actiongraph="+actions); err != nil {
		return c, err
	}
	if c.beyond, err = beyond(actions); err != nil {
		return c, err
	}
	changed := filepath.Join(p.module, p.folder, "zz_changed.go")
	defer os.Remove(changed)
	for i := range rebuilds {
		text := fmt.Sprintf("package main\n\nvar _ = %d.5\n", i)
		if err := os.WriteFile(changed, []byte(text), 0o600); err != nil {
			return c, err
		}
		cpu, wall, _, err := build(p, cache, binary)
		if err != nil {
			return c, err
		}
		if i == 0 || wall < c.again {
			c.again = wall
		}
		if i == 0 || cpu < c.againCPU {
			c.againCPU = cpu
		}
	}
	info, err := os.Stat(binary)
	if err == nil {
		c.binary = float64(info.Size()) / 1e6
	}
	return c, err
}

// build builds a program and returns the seconds that it took, and the memory.
func build(p program, cache, binary string, flags ...string) (cpu, wall, peak float64, err error) {
	args := append(append([]string{"build", "-o", binary}, flags...), "./"+p.folder)
	command := exec.Command("go", args...)
	command.Dir, command.Env = p.module, append(os.Environ(), "GOCACHE="+cache)
	started := time.Now()
	if text, err := command.CombinedOutput(); err != nil {
		return 0, 0, 0, fmt.Errorf("%w\n%s", err, text)
	}
	state := command.ProcessState
	usage := state.SysUsage().(*syscall.Rusage)
	return (state.UserTime() + state.SystemTime()).Seconds(), time.Since(started).Seconds(), float64(usage.Maxrss) * 1024 / 1e9, nil
}

// beyond sums up what the actions of a build took that are not about the standard library: compiling, and linking the
// program.
func beyond(file string) (float64, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	var actions []struct {
		Mode, Package   string
		CmdUser, CmdSys time.Duration
	}
	if err := json.Unmarshal(text, &actions); err != nil {
		return 0, err
	}
	var sum time.Duration
	for _, a := range actions {
		if first, _, _ := strings.Cut(a.Package, "/"); strings.Contains(first, ".") {
			sum += a.CmdUser + a.CmdSys
		}
	}
	if sum == 0 {
		return 0, errors.New("the go command does not say what its actions took")
	}
	return sum.Seconds(), nil
}

// lines counts the lines of the Go files in a folder that are not tests; none for "".
func lines(folder string) (n int, err error) {
	if folder == "" {
		return 0, nil
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return 0, err
		}
		if !strings.HasSuffix(f, "_test.go") {
			n += bytes.Count(text, []byte("\n"))
		}
	}
	return n, err
}
