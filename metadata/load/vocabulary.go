package load

// This file knows the vocabularies that everybody refers to, so that nobody has to have a file of them: the folder vocabularies holds the terms and
// types of those that OASIS standardised, as far as CSDL can say them. They are read only where a document uses them.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// useVocabulary declares the terms and types of a well-known vocabulary, unless a document brought them or they are here already. It
// returns whether anything is new.
func (l *loader) useVocabulary(namespace string) bool {
	if l.schemas[namespace] != nil || l.vocabularies[namespace] != nil {
		return false
	}
	data, ok := vocab.Source(namespace)
	if !ok {
		return false
	}
	doc := l.parse(csdl.Source{Name: namespace, Data: data})
	if doc == nil {
		return false
	}
	outer := l.scope
	defer func() { l.scope = outer }()
	f := l.openFile(doc)
	l.scope = f.scope
	for _, e := range f.schemas {
		s := &metadata.Schema{Namespace: namespace, Alias: e.Get("Alias"), Pos: e.Pos}
		l.vocabularies[namespace] = s
		l.readSchemaChildren(s, e)
	}
	return true
}

// typeOf returns the type with the full name, from a well-known vocabulary where the documents have none; or nil.
func (l *loader) typeOf(full string) metadata.Type {
	if t := l.model.ExactType(full); t != nil {
		return t
	}
	if namespace, _ := metadata.SplitName(full); l.useVocabulary(namespace) {
		return l.model.ExactType(full)
	}
	return nil
}

// termOf returns the term with the full name, as typeOf does for types.
func (l *loader) termOf(full string) *metadata.Term {
	if t := l.model.ExactTerm(full); t != nil {
		return t
	}
	if namespace, _ := metadata.SplitName(full); l.useVocabulary(namespace) {
		l.lookUp()
		return l.model.ExactTerm(full)
	}
	return nil
}

// adopt adds the types of vocabularies that the documents' own types and operations use to the Model, in schemas of their own. The rest of
// a vocabulary is for annotations and is nothing that a service sends.
func (l *loader) adopt() {
	used := map[metadata.Type]bool{}
	for _, s := range l.model.Schemas {
		for _, t := range slices.Concat(s.Entities, s.Complexes) {
			l.useMembers(t, used)
		}
		for _, op := range s.Operations {
			for _, p := range op.Parameters {
				l.useType(p.Type, used)
			}
			if op.Return != nil {
				l.useType(op.Return.Type, used)
			}
		}
	}
	for _, s := range l.vocabularies {
		part := &metadata.Schema{
			Namespace: s.Namespace, Alias: s.Alias, Pos: s.Pos,
			Entities: keepUsed(s.Entities, used), Complexes: keepUsed(s.Complexes, used), Enums: keepUsed(s.Enums, used), TypeDefs: keepUsed(s.TypeDefs, used),
		}
		if len(part.Entities)+len(part.Complexes)+len(part.Enums)+len(part.TypeDefs) > 0 {
			l.model.Schemas = append(l.model.Schemas, part)
		}
	}
	own := len(l.schemas)
	slices.SortFunc(l.model.Schemas[own:], func(a, b *metadata.Schema) int { return strings.Compare(a.Namespace, b.Namespace) })
}

// useMembers marks what a structured type needs.
func (l *loader) useMembers(t *metadata.StructuredType, used map[metadata.Type]bool) {
	if t.Base != nil {
		l.useType(t.Base, used)
	}
	for _, p := range t.Properties {
		l.useType(p.Type, used)
	}
	for _, n := range t.Navigation {
		l.useType(n.Type, used)
	}
}

// useType marks a type of a vocabulary and what it needs.
func (l *loader) useType(t metadata.Type, used map[metadata.Type]bool) {
	namespace, _ := metadata.SplitName(t.QualifiedName())
	if used[t] || l.vocabularies[namespace] == nil {
		return
	}
	used[t] = true
	if s, ok := t.(*metadata.StructuredType); ok {
		l.useMembers(s, used)
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
