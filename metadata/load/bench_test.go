package load

import (
	"testing"

	"github.com/beevik/etree"
)

// BenchmarkLoad reads all of Microsoft Graph; its floor is etree alone.
func BenchmarkLoad(b *testing.B) {
	src := shared(b, "graph-v1.0.csdl")
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
			if _, err := Load(src, Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
