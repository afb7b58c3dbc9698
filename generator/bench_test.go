package generator

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/beevik/etree"
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

// BenchmarkGenerateAll generates every type of Graph v1.0.
func BenchmarkGenerateAll(b *testing.B) {
	benchmarkFrom(b, "graph-v1.0.csdl", func(c *Config) {
		c.Select, c.Overlays, c.Types = nil, nil, []Text{{Text: "**"}}
	})
}
