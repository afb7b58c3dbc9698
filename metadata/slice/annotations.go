package slice

// This file goes over all annotations of a Model, with the elements that they stand on, and puts those that stand
// somewhere else in the documents where they belong, so that what is said of an element stands at the element, and a
// slice has no schema for the sake of annotations.

import (
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// annotations are those of one element.
type annotations struct {
	// with is the position of the element that they stay with: of a parameter, that is its operation. It is the zero
	// Pos for schemas, which keep theirs.
	with metadata.Pos
	// at is where the element itself is.
	at   metadata.Pos
	list metadata.Annotations
}

// annotated are the positions of the annotations that stay: those of what is described, and of schemas.
func (k *keeper) annotated() map[metadata.Pos]bool {
	all := map[metadata.Pos]bool{}
	for _, of := range annotationsIn(k.model) {
		if !k.described[of.with] && of.with != (metadata.Pos{}) {
			continue
		}
		for _, a := range of.list {
			all[a.Pos] = true
		}
	}
	return all
}

// annotationsIn are all annotations of a Model.
func annotationsIn(m *metadata.Model) []annotations {
	var all []annotations
	add := func(with, at metadata.Pos, list metadata.Annotations) {
		if len(list) > 0 {
			all = append(all, annotations{with, at, list})
		}
	}
	for _, s := range m.Schemas {
		add(metadata.Pos{}, s.Pos, s.Annotations)
		ofTypes(s, add)
		for _, t := range s.Terms {
			add(t.Named.Pos, t.Named.Pos, t.Annotations)
		}
		for _, op := range s.Operations {
			add(op.Pos, op.Pos, op.Annotations)
			for _, p := range op.Parameters {
				add(op.Pos, p.Pos, p.Annotations)
			}
			if op.Return != nil {
				add(op.Pos, op.Return.Pos, op.ReturnAnnotations)
			}
		}
	}
	if m.Container != nil {
		ofContainer(m.Container, add)
	}
	return all
}

func ofContainer(c *metadata.EntityContainer, add func(with, at metadata.Pos, list metadata.Annotations)) {
	add(c.Pos, c.Pos, c.Annotations)
	for _, s := range c.Sets {
		add(s.Pos, s.Pos, s.Annotations)
	}
	for _, s := range c.Singletons {
		add(s.Pos, s.Pos, s.Annotations)
	}
	for _, i := range c.ActionImports {
		add(i.Pos, i.Pos, i.Annotations)
	}
	for _, i := range c.FunctionImports {
		add(i.Pos, i.Pos, i.Annotations)
	}
}

func ofTypes(s *metadata.Schema, add func(with, at metadata.Pos, list metadata.Annotations)) {
	ofStructured := func(t *metadata.StructuredType) {
		add(t.Pos, t.Pos, t.Annotations)
		for _, p := range t.Properties {
			add(p.Pos, p.Pos, p.Annotations)
		}
		for _, n := range t.Navigation {
			add(n.Pos, n.Pos, n.Annotations)
			for _, c := range n.Constraints {
				add(n.Pos, c.Pos, c.Annotations)
			}
		}
	}
	for _, t := range s.Entities {
		ofStructured(t)
	}
	for _, t := range s.Complexes {
		ofStructured(t)
	}
	for _, t := range s.Enums {
		add(t.Pos, t.Pos, t.Annotations)
		for _, m := range t.Members {
			add(t.Pos, m.Pos, m.Annotations)
		}
	}
	for _, t := range s.TypeDefs {
		add(t.Pos, t.Pos, t.Annotations)
	}
}

// attach puts the annotations that stand in an element Annotations of the documents where they belong in the slice.
func (c *cutter) attach(services *csdl.Element, documents []*csdl.Document, scopes []*scope) {
	elsewhere := map[metadata.Pos]*csdl.Element{}
	for i, d := range documents {
		for e := range named(d) {
			for _, outer := range e.Children {
				if outer.Name == "Annotations" {
					c.collect(outer, scopes[i].in(e), elsewhere)
				}
			}
		}
	}
	at := map[metadata.Pos][]*csdl.Element{}
	for _, of := range annotationsIn(c.model) {
		if !c.described[of.with] && of.with != (metadata.Pos{}) {
			continue
		}
		for _, a := range of.list {
			if e := elsewhere[a.Pos]; e != nil {
				at[of.at] = append(at[of.at], e)
			}
		}
	}
	attachIn(services, at)
}

// collect copies the annotations of an element Annotations that stay, each as it reads at the element that it is about.
func (c *cutter) collect(outer *csdl.Element, s *scope, into map[metadata.Pos]*csdl.Element) {
	qualifier, qualified := outer.Attr("Qualifier")
	for _, child := range outer.Children {
		if child.Name != "Annotation" || !c.annotated[child.Pos] {
			continue
		}
		e := child.Clone()
		if qualified && e.Get("Qualifier") == "" {
			e.Set("Qualifier", qualifier)
		}
		s.rewrite(e)
		into[child.Pos] = e
	}
}

func attachIn(e *csdl.Element, at map[metadata.Pos][]*csdl.Element) {
	if e.Name == "Annotation" {
		return
	}
	for _, c := range e.Children {
		attachIn(c, at)
	}
	if e.Pos != (metadata.Pos{}) {
		e.Add(at[e.Pos]...)
	}
}
