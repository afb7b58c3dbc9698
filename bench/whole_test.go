package bench

// This file measures what all of a large service costs to build: every type of Microsoft Graph v1.0, and a typed call
// for every documented request line of the sample. Each is a program that imports the package, built with an empty
// cache; the floor is the program byhand.

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata/load"
)

const data = "../../shared/data"

// schema is the real schema of Microsoft Graph v1.0; the benchmark skips where it is not there.
func schema(b *testing.B) load.Source {
	b.Helper()
	path, err := filepath.Abs(data + "/csdl/graph-v1.0.csdl")
	if err != nil {
		b.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		b.Skipf("the real schema is not here: %v", err)
	}
	return load.Source{Name: path, Data: text}
}

func BenchmarkWholeTypes(b *testing.B) {
	benchmarkWhole(b, &generator.Config{Types: []generator.Text{{Text: "**"}}})
}

func BenchmarkWholeDocumentation(b *testing.B) {
	src := schema(b)
	model, found := load.Load(src, load.Options{})
	if err := found.Err(); err != nil {
		b.Fatal(err)
	}
	rows, err := os.ReadFile(data + "/graph-docs/request-lines.jsonl")
	if err != nil {
		b.Skipf("the documented lines are not here: %v", err)
	}
	config := &generator.Config{}
	for row := range bytes.Lines(rows) {
		var r struct{ Version, Method, Path string }
		if err := json.Unmarshal(row, &r); err != nil {
			b.Fatal(err)
		}
		line := r.Method + " " + r.Path
		if ops, _ := selection.Resolve(model, []selection.Line{{Text: line}}); r.Version == "v1.0" && len(ops) == 1 {
			config.Select = append(config.Select, generator.Text{Text: line})
		}
	}
	benchmarkWhole(b, config)
}

// benchmarkWhole generates the package into a program's folder and builds the program.
func benchmarkWhole(b *testing.B, config *generator.Config) {
	dir := b.TempDir()
	config.Dir, config.Metadata.Text = dir, schema(b).Name
	config.Package.Text, config.Output.Text = "graph", "graph"
	config.Names = []generator.NamePin{{Schema: generator.Text{Text: "microsoft.graph.windowsMalwareCategory/remote_Control_Software"}, Go: generator.Text{Text: "RemoteControlSoftware2"}}}
	started := time.Now()
	result, err := generator.Generate(context.Background(), config)
	if err != nil {
		b.Fatal(err)
	}
	generating := time.Since(started)
	if _, err := result.Write(); err != nil {
		b.Fatal(err)
	}
	lines := 0
	for _, text := range result.Files {
		lines += bytes.Count(text, []byte("\n"))
	}
	program(b, dir)
	b.Run("floor", func(b *testing.B) { measure(b, ".", "./byhand") })
	b.Run("csdlgen", func(b *testing.B) {
		measure(b, dir, ".")
		b.ReportMetric(generating.Seconds(), "generate-s")
		b.ReportMetric(float64(lines), "lines")
		b.ReportMetric(float64(len(result.Plan.Types)), "types")
		b.ReportMetric(float64(len(result.Plan.Operations)), "calls")
	})
}

// program writes the module around the package: a main that holds on to it.
func program(b *testing.B, dir string) {
	root, err := filepath.Abs("..")
	if err != nil {
		b.Fatal(err)
	}
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		b.Fatal(err)
	}
	sum, err := os.ReadFile("go.sum")
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Replace(string(mod), "module github.com/csdlgen/csdlgen/bench", "module example.com/program", 1)
	for name, text := range map[string]string{
		"go.mod":  strings.Replace(text, "=> ../", "=> "+root, 1),
		"go.sum":  string(sum),
		"main.go": "package main\n\nimport _ \"example.com/program/graph\"\n\nfunc main() {}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
}

// measure builds with an empty cache, and reports processor time and the memory of the largest process besides the
// time.
func measure(b *testing.B, dir, pkg string) {
	var cpu, peak float64
	for b.Loop() {
		b.StopTimer()
		temp := b.TempDir()
		c := exec.Command("go", "build", "-o", filepath.Join(temp, "program"), pkg)
		c.Dir, c.Env = dir, append(os.Environ(), "GOCACHE="+filepath.Join(temp, "cache"))
		b.StartTimer()
		if text, err := c.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, text)
		}
		usage := c.ProcessState.SysUsage().(*syscall.Rusage)
		cpu += (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds()
		peak = max(peak, float64(usage.Maxrss)/1024)
	}
	b.ReportMetric(cpu/float64(b.N), "cpu-s/op")
	b.ReportMetric(peak, "peak-MB")
}
