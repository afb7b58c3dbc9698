package load_test

// This file fuzzes Load. Whatever comes in, the result is a Model for which the invariants hold, or errors with places. The seeds are the
// documents of the corpus and a schema with every construct.

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/metadata/internal/corpus"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// seeds calls add with the documents of each file of the corpus whose main document is called main and the extension.
func seeds(f *testing.F, ext string, add func(c corpus.Case)) {
	f.Helper()
	corpus.Each(f, func(_ string, c corpus.Case) {
		if filepath.Ext(c.Main.Name) == ext {
			add(c)
		}
	})
}

// FuzzLoad reads a document, in XML or JSON, and applies it to itself as an overlay.
func FuzzLoad(f *testing.F) {
	f.Add(corpus.InSchema(corpus.Shop))
	seeds(f, ".xml", func(c corpus.Case) { f.Add(string(c.Main.Data)) })
	f.Fuzz(func(t *testing.T, text string) {
		m, found := corpus.Complete(source("f.xml", text), load.Options{Overlays: []load.Source{source("o.xml", text)}})
		corpus.Holds(t, m, found)
		m, found = corpus.Complete(source("f.xml", text), load.Options{})
		corpus.Holds(t, m, found)
	})
}

// FuzzLoadSchema reads what stands in a schema, so that fewer inputs fail at the wrapper.
func FuzzLoadSchema(f *testing.F) {
	f.Add(corpus.Shop)
	seeds(f, ".xml", func(c corpus.Case) {
		_, inner, ok := strings.Cut(string(c.Main.Data), `xmlns="http://docs.oasis-open.org/odata/ns/edm">`)
		if inner, _, end := strings.Cut(inner, "</Schema>"); ok && end {
			f.Add(strings.ReplaceAll(inner, "shop", "s"))
		}
	})
	f.Fuzz(func(t *testing.T, text string) {
		m, found := corpus.Complete(source("f.xml", corpus.InSchema(text)), load.Options{})
		corpus.Holds(t, m, found)
	})
}

// FuzzLoadJSON reads a document in CSDL JSON.
func FuzzLoadJSON(f *testing.F) {
	f.Add(corpus.EverythingJSON)
	seeds(f, ".json", func(c corpus.Case) { f.Add(string(c.Main.Data)) })
	f.Fuzz(func(t *testing.T, text string) {
		m, found := corpus.Complete(source("f.json", text), load.Options{})
		corpus.Holds(t, m, found)
	})
}

// FuzzLoadReferences reads three documents, which may refer to each other as a.xml, b.xml and c.json.
func FuzzLoadReferences(f *testing.F) {
	const include = `<edmx:Reference Uri="b.xml"><edmx:Include Namespace="b" Alias="x"/></edmx:Reference>`
	f.Add(wrapped(include, "a", `<EntityType Name="t" BaseType="x.root"/><EntityContainer Name="c" Extends="x.base"/>`),
		wrapped(`<edmx:Reference Uri="a.xml"><edmx:Include Namespace="a"/></edmx:Reference><edmx:Reference Uri="c.json"><edmx:IncludeAnnotations TermNamespace="d"/></edmx:Reference>`, "b",
			`<EntityType Name="root" Abstract="true"><NavigationProperty Name="one" Type="a.t"/></EntityType><EntityContainer Name="base"><EntitySet Name="Ts" EntityType="a.t"/></EntityContainer>`),
		`{"$Version": "4.01", "d": {"$Annotations": {"a.t": {"@d.note": 1}}, "note": {"$Kind": "Term"}}}`)
	seeds(f, ".xml", func(c corpus.Case) {
		if len(c.Others) == 1 {
			rename := strings.NewReplacer("main.xml", "a.xml", c.Others[0].Name, "b.xml")
			f.Add(rename.Replace(string(c.Main.Data)), rename.Replace(string(c.Others[0].Data)), "{}")
		}
	})
	f.Fuzz(func(t *testing.T, a, b, c string) {
		documents := map[string]string{"a.xml": a, "b.xml": b, "c.json": c}
		m, found := corpus.Complete(source("a.xml", a), load.Options{Open: func(r load.Reference) (load.Source, error) {
			text, ok := documents[r.URI]
			if !ok {
				return load.Source{}, errors.New("it is not there")
			}
			return source(r.URI, text), nil
		}})
		corpus.Holds(t, m, found)
	})
}
