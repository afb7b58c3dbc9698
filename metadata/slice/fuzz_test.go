package slice_test

// This file cuts whatever can be read: never a panic, and what comes out can be read again, without a complaint of a
// kind that the whole did not get.

import (
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/check"
	"github.com/csdlgen/csdlgen/metadata/csdl"
	"github.com/csdlgen/csdlgen/metadata/internal/corpus"
	"github.com/csdlgen/csdlgen/metadata/load"
	"github.com/csdlgen/csdlgen/metadata/slice"
)

// some keeps every second thing that there is, beginning with the first or the second.
func some(m *metadata.Model, begin int) slice.Keep {
	all := everything(m)
	keep := slice.Keep{Self: all.Self}
	half(&keep.Types, all.Types, begin)
	half(&keep.Members, all.Members, begin)
	half(&keep.Operations, all.Operations, begin)
	half(&keep.Signatures, all.Operations, 1-begin)
	half(&keep.Targets, all.Targets, begin)
	return keep
}

func half[T any](to *[]T, from []T, begin int) {
	for i := begin; i < len(from); i += 2 {
		*to = append(*to, from[i])
	}
}

// longest is how long a shortened seed may be. The fuzzer minimises what it finds interesting, in the square of the
// length.
const longest = 160

// FuzzSlice cuts what stands in a schema.
func FuzzSlice(f *testing.F) {
	for line := range strings.Lines(corpus.Shop) {
		f.Add(corpus.Compact(line))
	}
	corpus.Each(f, func(_ string, c corpus.Case) {
		_, inner, _ := strings.Cut(string(c.Main.Data), `xmlns="http://docs.oasis-open.org/odata/ns/edm">`)
		inner, _, ok := strings.Cut(inner, "</Schema>")
		if short := corpus.Compact(strings.ReplaceAll(inner, "shop", "s")); ok && len(short) <= longest {
			f.Add(short)
		}
	})
	f.Fuzz(func(t *testing.T, short string) { cutSome(t, corpus.InSchema(corpus.Expand(short))) })
}

// TestSomeOfEveryDocument cuts the documents of the corpus.
func TestSomeOfEveryDocument(t *testing.T) {
	corpus.Each(t, func(path string, c corpus.Case) {
		t.Run(path, func(t *testing.T) { cutSome(t, string(c.Main.Data)) })
	})
	t.Run("everything", func(t *testing.T) { cutSome(t, corpus.InSchema(corpus.Shop)) })
	t.Run("everything in JSON", func(t *testing.T) { cutSome(t, corpus.EverythingJSON) })
}

// cutSome cuts each half of a document.
func cutSome(t *testing.T, data string) {
	t.Helper()
	source := csdl.Source{Name: "main.xml", Data: []byte(data)}
	model, found := load.Load(source, load.Options{})
	if model == nil {
		return
	}
	faulty := found.Err() != nil
	found = append(found, check.Check(model)...)
	for begin := range 2 {
		text, err := slice.XML([]csdl.Source{source}, model, some(model, begin))
		if err != nil {
			continue // XML has not every character
		}
		again, complaints := load.Load(csdl.Source{Name: "slice.xml", Data: text}, load.Options{})
		if again == nil {
			t.Fatalf("%v\n%s", complaints.Err(), text)
		}
		if faulty {
			continue // what is wrong with the whole may be wrong with the slice in another way
		}
		for _, d := range complaints.Errors() {
			if !complainedOf(found, d.Code) {
				t.Fatalf("%v [%s]\n%s\nbecame\n%s", d, d.Code, data, text)
			}
		}
	}
}

func complainedOf(found load.Diagnostics, code string) bool {
	for _, d := range found {
		if d.Code == code {
			return true
		}
	}
	return false
}
