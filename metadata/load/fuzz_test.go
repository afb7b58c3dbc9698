package load_test

// This file fuzzes Load. Whatever comes in, the result is a Model for which the invariants hold, or errors with places.
// The seeds are the documents of the corpus and a schema with every construct.

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/metadata/internal/corpus"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// longest is how long a shortened seed may be. The fuzzer minimises what it finds interesting, in the square of the
// length.
const longest = 160

// seeds calls add with the shortened documents of each file of the corpus whose main document is called main and the
// extension.
func seeds(f *testing.F, ext string, add func(main string, c corpus.Case)) {
	f.Helper()
	n := 0
	corpus.Each(f, func(_ string, c corpus.Case) {
		if short := corpus.Compact(string(c.Main.Data)); filepath.Ext(c.Main.Name) == ext && len(short) <= longest {
			add(short, c)
			n++
		}
	})
	if n < 10 {
		f.Errorf("only %d seeds", n)
	}
}

// FuzzLoad reads a document, in XML or JSON, and applies it to itself as an overlay.
func FuzzLoad(f *testing.F) {
	seeds(f, ".xml", func(main string, _ corpus.Case) { f.Add(main) })
	f.Fuzz(func(t *testing.T, short string) {
		text := corpus.Expand(short)
		m, found := corpus.Complete(source("f.xml", text), load.Options{Overlays: []load.Source{source("o.xml", text)}})
		corpus.Holds(t, m, found)
		m, found = corpus.Complete(source("f.xml", text), load.Options{})
		corpus.Holds(t, m, found)
	})
}

// FuzzLoadSchema reads what stands in a schema, so that fewer inputs fail at the wrapper.
func FuzzLoadSchema(f *testing.F) {
	for line := range strings.Lines(corpus.Shop) {
		f.Add(corpus.Compact(line))
	}
	seeds(f, ".xml", func(_ string, c corpus.Case) {
		_, inner, ok := strings.Cut(string(c.Main.Data), `xmlns="http://docs.oasis-open.org/odata/ns/edm">`)
		if inner, _, end := strings.Cut(inner, "</Schema>"); ok && end {
			f.Add(corpus.Compact(strings.ReplaceAll(inner, "shop", "s")))
		}
	})
	f.Fuzz(func(t *testing.T, short string) {
		m, found := corpus.Complete(source("f.xml", corpus.InSchema(corpus.Expand(short))), load.Options{})
		corpus.Holds(t, m, found)
	})
}

// FuzzLoadJSON reads a document in CSDL JSON.
func FuzzLoadJSON(f *testing.F) {
	seeds(f, ".json", func(main string, _ corpus.Case) { f.Add(main) })
	f.Fuzz(func(t *testing.T, short string) {
		m, found := corpus.Complete(source("f.json", corpus.Expand(short)), load.Options{})
		corpus.Holds(t, m, found)
	})
}

// FuzzLoadReferences reads three documents, which may refer to each other as a.xml, b.xml and c.json.
func FuzzLoadReferences(f *testing.F) {
	add := func(a, b, c string) { f.Add(corpus.Compact(a), corpus.Compact(b), corpus.Compact(c)) }
	add(wrapped(`<edmx:Reference Uri="b.xml"><edmx:Include Namespace="b" Alias="x"/></edmx:Reference>`, "a", `<EntityType Name="t" BaseType="x.root"/><EntityContainer Name="c" Extends="x.base"/>`),
		wrapped(`<edmx:Reference Uri="a.xml"><edmx:Include Namespace="a"/></edmx:Reference>`, "b",
			`<EntityType Name="root" Abstract="true"/><EntityContainer Name="base"><EntitySet Name="Ts" EntityType="a.t"/></EntityContainer>`), "{}")
	add(wrapped(`<edmx:Reference Uri="c.json"><edmx:IncludeAnnotations TermNamespace="d"/></edmx:Reference>`, "a", `<ComplexType Name="t"/>`), "",
		`{"$Version": "4.01", "d": {"$Annotations": {"a.t": {"@d.note": 1}}}}`)
	seeds(f, ".xml", func(_ string, c corpus.Case) {
		if len(c.Others) == 1 {
			rename := strings.NewReplacer("main.xml", "a.xml", c.Others[0].Name, "b.xml")
			add(rename.Replace(string(c.Main.Data)), rename.Replace(string(c.Others[0].Data)), "{}")
		}
	})
	f.Fuzz(func(t *testing.T, a, b, c string) {
		documents := map[string]string{"a.xml": a, "b.xml": b, "c.json": c}
		open := func(r load.Reference) (load.Source, error) {
			short, ok := documents[r.URI]
			if !ok {
				return load.Source{}, errors.New("it is not there")
			}
			return source(r.URI, corpus.Expand(short)), nil
		}
		m, found := corpus.Complete(source("a.xml", corpus.Expand(a)), load.Options{Open: open})
		corpus.Holds(t, m, found)
	})
}

// The whole corpus holds as well, whatever its length, and shortening keeps what a document says.
func TestCorpus(t *testing.T) {
	corpus.Each(t, func(path string, c corpus.Case) {
		m, found := corpus.Complete(c.Main, c.Options)
		corpus.Holds(t, m, found)
		ascii := strings.IndexFunc(string(c.Main.Data), func(r rune) bool { return r > 0x7F }) < 0
		flat := strings.NewReplacer("\n", "", "\t", "").Replace(string(c.Main.Data))
		if got := corpus.Expand(corpus.Compact(string(c.Main.Data))); ascii && got != flat {
			t.Errorf("%s is shortened to something else:\n%s\n%s", path, got, flat)
		}
	})
}
