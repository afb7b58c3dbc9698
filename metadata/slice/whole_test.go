package slice_test

// This file cuts slices that lack nothing: they mean what the whole means.

import (
	"errors"
	"github.com/csdlgen/csdlgen/internal/testenv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/check"
	"github.com/csdlgen/csdlgen/metadata/compare"
	"github.com/csdlgen/csdlgen/metadata/csdl"
	"github.com/csdlgen/csdlgen/metadata/internal/corpus"
	"github.com/csdlgen/csdlgen/metadata/load"
	"github.com/csdlgen/csdlgen/metadata/slice"
)

// everything keeps all of a model.
func everything(m *metadata.Model) slice.Keep {
	keep := slice.Keep{Self: "slice.xml"}
	for t := range m.DeclaredTypes() {
		keep.Types = append(keep.Types, t)
		if s, ok := t.(*metadata.StructuredType); ok {
			for _, p := range s.Properties {
				keep.Members = append(keep.Members, p)
			}
			for _, n := range s.Navigation {
				keep.Members = append(keep.Members, n)
			}
		}
	}
	for _, s := range m.Schemas {
		keep.Operations = append(keep.Operations, s.Operations...)
		keep.Namespaces = append(keep.Namespaces, s.Namespace)
		for _, t := range s.Terms {
			keep.Targets = append(keep.Targets, t.QualifiedName())
		}
	}
	if c := m.Container; c != nil {
		for _, name := range c.ChildNames() {
			keep.Targets = append(keep.Targets, c.QualifiedName()+"/"+name)
		}
	}
	return keep
}

// sameAsWhole cuts everything out of a document, and compares.
func sameAsWhole(t *testing.T, source csdl.Source, open func(load.Reference) (load.Source, error)) {
	t.Helper()
	sources := []csdl.Source{source}
	model, found := load.Load(source, load.Options{Open: func(r load.Reference) (load.Source, error) {
		if open == nil {
			return load.Source{}, errors.New("it is not here")
		}
		s, err := open(r)
		if err == nil && !slices.ContainsFunc(sources, func(have csdl.Source) bool { return have.Name == s.Name }) {
			sources = append(sources, s)
		}
		return s, err
	}})
	if found = append(found, check.Check(model)...); model == nil || found.Err() != nil {
		return
	}
	text, err := slice.XML(sources, model, everything(model))
	if err != nil {
		t.Fatal(err)
	}
	again, wrong := load.Load(csdl.Source{Name: "slice.xml", Data: text}, load.Options{})
	if err := append(wrong, check.Check(again)...).Err(); err != nil {
		t.Fatalf("%v\n%s", err, shortened(text))
	}
	for _, c := range compare.Models(model, again) {
		// Facts about what does not exist, or is in a document that was not read, are left out, as are those about what
		// is not kept. A namespace of several aliases has another one at its schema.
		target, _ := c.Old.(string)
		if elsewhere := c.Kind == compare.KindBinding && strings.Contains(target, "."); !elsewhere && !complainedAbout(found, c) && (c.Kind != compare.KindSchema || len(sources) == 1) {
			t.Errorf("%v %v", c, c.Places)
		}
	}
	if t.Failed() {
		t.Logf("%s\nbecame\n%s", shortened(source.Data), shortened(text))
	}
}

// complainedAbout says whether something is wrong with what a change is about.
func complainedAbout(found load.Diagnostics, c compare.Change) bool {
	return slices.ContainsFunc(c.Places, func(p compare.Place) bool {
		return slices.ContainsFunc(found, func(d metadata.Diagnostic) bool { return d.File == p.File && d.Line == p.Line })
	})
}

func shortened(text []byte) []byte { return text[:min(len(text), 4000)] }

func TestSlicesOfEverything(t *testing.T) {
	testenv.Slow(t)
	corpus.Each(t, func(path string, c corpus.Case) {
		t.Run(path, func(t *testing.T) { sameAsWhole(t, c.Main, c.Options.Open) })
	})
	paths, _ := filepath.Glob("../../../shared/data/csdl/*")
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(path), func(t *testing.T) { sameAsWhole(t, csdl.Source{Name: path, Data: data}, nil) })
	}
}
