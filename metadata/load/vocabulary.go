package load

// This file adds the well-known vocabularies that documents use and do not bring along, so that nobody has to have a
// file of them.

import (
	"maps"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// addVocabularies declares the terms and types of well-known vocabularies whose names are used, unless a document
// brought them. A vocabulary may need another one.
func addVocabularies(d *declarations, diags *diag.Collector) {
	for done := false; !done; {
		done = true
		for _, namespace := range slices.Sorted(maps.Keys(d.mentioned)) {
			if d.schemas[namespace] != nil || d.vocabularies[namespace] != nil {
				continue
			}
			if data, ok := vocab.Source(namespace); ok {
				done = !d.addVocabulary(Source{Name: namespace, Data: data}, diags) && done
			}
		}
	}
}

func (d *declarations) addVocabulary(src Source, diags *diag.Collector) (added bool) {
	g := &gatherer{diags: diags}
	f := g.read(src)
	if f == nil {
		return false
	}
	for _, e := range f.schemas {
		s := &metadata.Schema{Namespace: src.Name, Alias: e.Get("Alias"), Version: f.scope.version, WellKnown: true, Pos: e.Pos}
		d.vocabularies[src.Name] = s
		d.reader(f.scope, diags).readSchemaChildren(s, e)
	}
	return true
}

// adopt adds the types of vocabularies that the documents' own types and operations use to the Model, in schemas of
// their own. The rest of a vocabulary is for annotations and is nothing that a service sends.
func (d *declarations) adopt() {
	used := map[metadata.Type]bool{}
	for _, s := range d.model.Schemas {
		for _, t := range slices.Concat(s.Entities, s.Complexes) {
			d.useMembers(t, used)
		}
		for _, op := range s.Operations {
			for _, p := range op.Parameters {
				d.useType(p.Type, used)
			}
			if op.Return != nil {
				d.useType(op.Return.Type, used)
			}
		}
	}
	for _, s := range d.vocabularies {
		part := &metadata.Schema{
			Namespace: s.Namespace, Alias: s.Alias, Version: s.Version, WellKnown: true, Pos: s.Pos,
			Entities: keepUsed(s.Entities, used), Complexes: keepUsed(s.Complexes, used), Enums: keepUsed(s.Enums, used), TypeDefs: keepUsed(s.TypeDefs, used),
		}
		if len(part.Entities)+len(part.Complexes)+len(part.Enums)+len(part.TypeDefs) > 0 {
			d.model.Schemas = append(d.model.Schemas, part)
		}
	}
	own := len(d.schemas)
	slices.SortFunc(d.model.Schemas[own:], func(a, b *metadata.Schema) int { return strings.Compare(a.Namespace, b.Namespace) })
}

// useMembers marks what a structured type needs.
func (d *declarations) useMembers(t *metadata.StructuredType, used map[metadata.Type]bool) {
	if t.Base != nil {
		d.useType(t.Base, used)
	}
	for _, p := range t.Properties {
		d.useType(p.Type, used)
	}
	for _, n := range t.Navigation {
		d.useType(n.Type, used)
	}
}

// useType marks a type of a vocabulary and what it needs.
func (d *declarations) useType(t metadata.Type, used map[metadata.Type]bool) {
	namespace, _ := metadata.SplitName(t.QualifiedName())
	if used[t] || d.vocabularies[namespace] == nil {
		return
	}
	used[t] = true
	if s, ok := t.(*metadata.StructuredType); ok {
		d.useMembers(s, used)
	}
}

func keepUsed[T metadata.Type](types []T, used map[metadata.Type]bool) []T {
	var kept []T
	for _, t := range types {
		if used[t] {
			kept = append(kept, t)
		}
	}
	return kept
}
