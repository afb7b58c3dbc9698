package check_test

// This file checks that documents that keep all rules are not complained about.

import (
	"testing"

	"github.com/csdlgen/csdlgen/metadata/check"
	"github.com/csdlgen/csdlgen/metadata/internal/corpus"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// source is a document of a text.
func source(name, text string) load.Source { return load.Source{Name: name, Data: []byte(text)} }

// Check reads the Model and changes nothing in it, whatever it finds.
func TestCheckChangesNothing(t *testing.T) {
	looked := 0
	corpus.Each(t, func(path string, c corpus.Case) {
		m, _ := load.Load(c.Main, c.Options)
		if m == nil {
			return
		}
		before := corpus.Dump(m)
		found := check.Check(m)
		if again := check.Check(m); corpus.Dump(m) != before || again.Error() != found.Error() {
			t.Errorf("%s was changed", path)
		}
		looked++
	})
	if looked < 300 {
		t.Errorf("only %d Models were looked at", looked)
	}
}

func TestDocumentsWithoutMistakes(t *testing.T) {
	for _, src := range []load.Source{source("clean.xml", corpus.CleanXML), source("bom.xml", "\xef\xbb\xbf"+corpus.CleanXML), source("clean.json", corpus.CleanJSON())} {
		m, found := corpus.Complete(src, load.Options{})
		for _, d := range found {
			t.Errorf("%s [%s]", d.Error(), d.Code)
		}
		for _, v := range corpus.Violated(m) {
			t.Error(v)
		}
	}
}
