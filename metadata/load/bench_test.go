package load_test

import (
	"testing"

	"github.com/beevik/etree"

	"github.com/csdlgen/csdlgen/metadata/internal/corpus"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// BenchmarkLoad reads all of Microsoft Graph; its floor is etree alone.
func BenchmarkLoad(b *testing.B) {
	src := corpus.Real(b, "graph-v1.0.csdl")
	b.Run("floor", func(b *testing.B) {
		b.SetBytes(int64(len(src.Data)))
		for b.Loop() {
			if err := etree.NewDocument().ReadFromBytes(src.Data); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("csdlgen", func(b *testing.B) {
		b.SetBytes(int64(len(src.Data)))
		for b.Loop() {
			if _, found := corpus.Complete(src, load.Options{}); found.Err() != nil {
				b.Fatal(found.Err())
			}
		}
	})
}
