package generator

import (
	"context"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"testing"

	"github.com/beevik/etree"

	"github.com/csdlgen/csdlgen/metadata/load"
	"github.com/csdlgen/csdlgen/templates"
)

// benchmarkFrom generates from a real schema end to end; the floor is etree alone reading it.
func benchmarkFrom(b *testing.B, file string, change func(*Config)) {
	path, err := filepath.Abs(filepath.Join("..", "..", "shared", "data", "csdl", file))
	if err != nil {
		b.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		b.Skipf("the real schema is not here: %v", err)
	}
	b.Run("floor", func(b *testing.B) {
		for b.Loop() {
			if err := etree.NewDocument().ReadFromBytes(data); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("csdlgen", func(b *testing.B) {
		for b.Loop() {
			config, err := ReadConfig("../generated/windowsupdate/csdlgen.yaml")
			if err != nil {
				b.Fatal(err)
			}
			config.Metadata.Text = path
			change(config)
			if _, err := Generate(context.Background(), config); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkGenerateSlice generates the five operations of windowsUpdateState from all of Graph beta.
func BenchmarkGenerateSlice(b *testing.B) {
	benchmarkFrom(b, "graph-beta-2020.xml", func(*Config) {})
}

// oneClash mends the one clash of names in all of Graph v1.0.
func oneClash() []NamePin {
	return []NamePin{{Text{Text: "microsoft.graph.windowsMalwareCategory/remote_Control_Software"}, Text{Text: "RemoteControlSoftware2"}}}
}

// BenchmarkGenerateAll generates every type of Graph v1.0.
func BenchmarkGenerateAll(b *testing.B) {
	benchmarkFrom(b, "graph-v1.0.csdl", allTypes)
}

// allTypes lets a configuration select every type.
func allTypes(c *Config) {
	c.Select, c.Overlays, c.Types, c.Names, c.Fake = nil, nil, []Text{{Text: "**"}}, oneClash(), Switch{}
}

// BenchmarkUnchanged says of a package that nothing has changed: the slice and all types, as above. The floors are
// reading the metadata, by etree and by csdlgen; what is measured also looks at every file of the package.
func BenchmarkUnchanged(b *testing.B) {
	b.Run("slice", func(b *testing.B) { benchmarkUnchanged(b, "graph-beta-2020.xml", func(*Config) {}) })
	b.Run("all", func(b *testing.B) { benchmarkUnchanged(b, "graph-v1.0.csdl", allTypes) })
}

func benchmarkUnchanged(b *testing.B, file string, change func(*Config)) {
	path, err := filepath.Abs(filepath.Join("..", "..", "shared", "data", "csdl", file))
	if err != nil {
		b.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		b.Skipf("the real schema is not here: %v", err)
	}
	b.Run("etree", func(b *testing.B) {
		for b.Loop() {
			if err := etree.NewDocument().ReadFromBytes(data); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("load", func(b *testing.B) {
		for b.Loop() {
			if model, _ := load.Load(load.Source{Name: path, Data: data}, load.Options{}); model == nil {
				b.Fatal("it cannot be read")
			}
		}
	})
	b.Run("csdlgen", func(b *testing.B) {
		folder, output := b.TempDir(), b.TempDir()
		configured := func() *Config {
			config, err := ReadConfig("../generated/windowsupdate/csdlgen.yaml")
			if err != nil {
				b.Fatal(err)
			}
			config.Metadata.Text, config.Output.Text, config.Fake = path, output, Switch{}
			change(config)
			return config
		}
		result, err := NewMemo(folder).Generate(b.Context(), configured())
		if err != nil {
			b.Fatal(err)
		}
		if _, err := result.Write(); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if _, known := NewMemo(folder).Unchanged(configured()); !known {
				b.Fatal("something has changed")
			}
		}
	})
}

// BenchmarkStages divides the generation of every type of Graph v1.0: reading, planning, printing and writing, and what
// go/format would take for what is printed.
func BenchmarkStages(b *testing.B) {
	path, err := filepath.Abs(filepath.Join("..", "..", "shared", "data", "csdl", "graph-v1.0.csdl"))
	if err != nil {
		b.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		b.Skipf("the real schema is not here: %v", err)
	}
	config := &Config{Metadata: Text{Text: path}, Package: Text{Text: "graph"}, Types: []Text{{Text: "**"}}, Names: oneClash()}
	result, err := Generate(context.Background(), config)
	if err != nil {
		b.Fatal(err)
	}
	stage := func(name string, run func(b *testing.B) error) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := run(b); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	stage("read", func(*testing.B) error {
		_, found := load.Load(load.Source{Name: path, Data: data}, load.Options{})
		return found.Err()
	})
	stage("read and plan", func(*testing.B) error {
		_, _, err := Plan(context.Background(), config)
		return err
	})
	stage("print", func(*testing.B) error {
		_, err := templates.Render(result.Plan)
		return err
	})
	stage("format", func(*testing.B) error {
		for _, text := range result.Files {
			if _, err := format.Source(text); err != nil {
				return err
			}
		}
		return nil
	})
	stage("write", func(b *testing.B) error {
		result.Dir = b.TempDir()
		_, err := result.Write()
		return err
	})
	result.Dir = b.TempDir()
	if _, err := result.Write(); err != nil {
		b.Fatal(err)
	}
	stage("write what is there", func(*testing.B) error {
		changes, err := result.Write()
		if changes.Any() {
			return fmt.Errorf("%d files were written again", len(changes.Written))
		}
		return err
	})
}
