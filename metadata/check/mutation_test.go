package check_test

// This file changes documents without mistakes in one place after another: an element, attribute or member is left out,
// given twice, or has another value. Whatever that makes of the document, the result is a Model for which the
// invariants hold, or errors with places.

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"

	"github.com/csdlgen/csdlgen/metadata/internal/corpus"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// otherTexts are what attributes are changed to: nothing, names of things of all kinds, and what is no name.
var otherTexts = []string{
	"", "x", "true", "-1", "99999999999999999999", "self.thing", "self.size", "self.color", "self.code", "self.service", "self.move", "self.text", "Edm.Stream", "Edm.EntityType",
	"Collection(self.thing)", "Collection(Collection(Edm.String))", "Collection(", "id", "id/id", "/", "a.b/c.d@e", "Things", "Best/parts", "my.shop", "Edm", "it/parts",
}

func TestMutationsOfXML(t *testing.T) {
	paths := 0
	try := func(what string, change func(e *etree.Element), n int) {
		doc := etree.NewDocument()
		if err := doc.ReadFromString(corpus.CleanXML); err != nil {
			t.Fatal(err)
		}
		change(doc.FindElements("//*")[n])
		text, err := doc.WriteToString()
		if err != nil {
			t.Fatal(err)
		}
		m, found := corpus.Complete(source("m.xml", text), load.Options{})
		paths++
		if t.Run(what, func(t *testing.T) { corpus.Holds(t, m, found) }); t.Failed() {
			t.Fatalf("after %s", what)
		}
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromString(corpus.CleanXML); err != nil {
		t.Fatal(err)
	}
	for n, e := range doc.FindElements("//*") {
		if n > 0 {
			try(fmt.Sprintf("%d %s left out", n, e.Tag), func(e *etree.Element) { e.Parent().RemoveChild(e) }, n)
			try(fmt.Sprintf("%d %s twice", n, e.Tag), func(e *etree.Element) { e.Parent().AddChild(e.Copy()) }, n)
		}
		try(fmt.Sprintf("%d %s of another name", n, e.Tag), func(e *etree.Element) { e.Tag = "Property" }, n)
		for i, a := range e.Attr {
			try(fmt.Sprintf("%d %s without %s", n, e.Tag, a.Key), func(e *etree.Element) { e.Attr = slices.Delete(e.Attr, i, i+1) }, n)
			for k, text := range otherTexts {
				if (n+i+k)%8 == 0 { // An eighth of all: the whole takes long and found no more.
					try(fmt.Sprintf("%d %s with %s=%q", n, e.Tag, a.Key, text), func(e *etree.Element) { e.Attr[i].Value = text }, n)
				}
			}
		}
	}
	if paths < 1000 {
		t.Errorf("only %d documents were tried", paths)
	}
}

// otherValues are what members are changed to.
var otherValues = []any{nil, true, 1.0, -1.5, "x", "s.thing", "Edm.Stream", []any{}, []any{"id", 1.0, map[string]any{}}, map[string]any{}, map[string]any{"$Kind": "Action", "": 1.0}}

func TestMutationsOfJSON(t *testing.T) {
	var doc any
	if err := json.Unmarshal([]byte(corpus.EverythingJSON), &doc); err != nil {
		t.Fatal(err)
	}
	tried := 0
	try := func(what string) {
		text, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		m, found := corpus.Complete(load.Source{Name: "m.json", Data: text}, load.Options{})
		tried++
		if t.Run(what, func(t *testing.T) { corpus.Holds(t, m, found) }); t.Failed() {
			t.Fatalf("after %s: %s", what, text)
		}
	}
	var walk func(path string, value any, set func(any))
	walk = func(path string, value any, set func(any)) {
		for _, other := range otherValues {
			set(other)
			try(fmt.Sprintf("%s is %v", path, other))
		}
		set(value)
		switch v := value.(type) {
		case map[string]any:
			for _, name := range slices.Sorted(maps.Keys(v)) {
				inner := v[name]
				delete(v, name)
				try(path + " without " + name)
				v[name+"x"] = inner
				try(path + " with " + name + "x")
				delete(v, name+"x")
				v[name] = inner
				walk(path+"/"+strings.ReplaceAll(name, "/", "|"), inner, func(x any) { v[name] = x })
			}
		case []any:
			for i, inner := range v {
				walk(fmt.Sprintf("%s/%d", path, i), inner, func(x any) { v[i] = x })
			}
		}
	}
	walk("", doc, func(x any) { doc = x })
	if tried < 1000 {
		t.Errorf("only %d documents were tried", tried)
	}
}
