// Package find searches what a service has - paths, types, properties, operations and their descriptions - for words,
// and answers with lines for a configuration that bring what was found.
//
// The index is made of a model in one pass; searching looks at all of it, which takes milliseconds for Microsoft Graph.
package find

// This file is the index: an entry for each path, type and property. Each entry knows the lines that bring it. score.go
// ranks entries, words.go cuts names into words.

import (
	"strings"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// visits is how many paths to one type the index follows: /me and /users/{id} both lead to a user, and most of what is
// below is better known by one of them.
const visits = 2

// Index is what can be found of one service. It is safe for concurrent use.
type Index struct {
	entries []*entry
}

// entry is one thing that can be found.
type entry struct {
	name, kind string // as results say it
	// words are the words of the name; path are those before it: of the other segments, or of the type that has a
	// property.
	words, path []string
	joined      string // the name in small letters
	text        string // the description as it is written
	description []string
	length      int // how many steps lead there
	penalty     int // what makes it less likely to be meant
	lines       []line
}

// line is a line of a configuration.
type line struct {
	key, text string
	method    string
	verbs     []string // the words for what it does
}

// The keys of the configuration under which results stand.
const (
	selectKey = "select"
	typesKey  = "types"
)

// New makes the index of a service. Paths are written as forms and the lines of a configuration say.
func New(model *metadata.Model, forms selection.Forms, lines []selection.Line) *Index {
	b := builder{model: model, Index: &Index{}, brought: map[metadata.Type]bringer{}}
	b.ways(forms.Explore(model, lines, visits))
	b.reach()
	b.types()
	return b.Index
}

// builder makes an index.
type builder struct {
	*Index
	model   *metadata.Model
	brought map[metadata.Type]bringer
	queue   []metadata.Type
}

// bringer is the shortest line that brings a type, and how far the type is from what it is about.
type bringer struct {
	line     line
	distance int
}

// ways adds the paths.
func (b *builder) ways(ways []selection.Way) {
	for _, w := range ways {
		e := b.way(w)
		for i, method := range w.Methods {
			e.lines = append(e.lines, line{key: selectKey, text: method + " " + w.Path, method: method, verbs: verbs(method, w.Kinds[i])})
		}
		b.entries = append(b.entries, e)
		for i, l := range e.lines {
			if w.Kinds[i] == selection.Delete || w.Kinds[i] == selection.Stream {
				continue // brings no type
			}
			last := w.Last()
			b.bring(last.Of, bringer{l, 0})
			if last.Call != nil {
				for _, p := range last.Call.OwnParameters() {
					b.bring(p.Type, bringer{l, 1})
				}
			}
		}
	}
}

// way is the entry for a path: named after what it is about, the last segment that is not a key.
func (b *builder) way(w selection.Way) *entry {
	e := &entry{length: len(w.Steps)}
	named := false
	for i := len(w.Steps) - 1; i >= 0; i-- {
		name, kind, annotations := stepName(w.Steps[i])
		switch {
		case name == "":
		case named:
			e.path = append(e.path, words(name)...)
		default:
			named = true
			e.called(name, kind)
			e.name = qualified(w.Steps[i])
			e.describe(annotations)
		}
	}
	last := w.Last()
	switch {
	case last.Navigation != nil:
		e.path = append(e.path, words(last.Navigation.Owner.Name)...)
	case last.Property != nil:
		e.path = append(e.path, words(last.Property.Owner.Name)...)
	case last.Import != nil:
		e.path = append(e.path, words(last.Call.Name)...)
	}
	if t := last.Type; t != nil {
		e.path = append(e.path, words(t.Name)...)
		if e.text == "" {
			e.describe(t.Annotations)
		}
	}
	return e
}

// called gives the entry its name.
func (e *entry) called(name, kind string) {
	e.name, e.kind, e.words, e.joined = name, kind, words(name), strings.ToLower(name)
}

// describe gives the entry the description that annotations hold.
func (e *entry) describe(as metadata.Annotations) {
	const deprecated = 25
	if e.text = vocab.Description(as); e.text == "" {
		e.text = vocab.LongDescription(as)
	}
	e.description = words(e.text)
	for _, r := range vocab.Revisions(as) {
		if r.Kind == "Deprecated" {
			e.penalty = deprecated
		}
	}
}

// qualified is the name of what a step names, as the other commands write it.
func qualified(s selection.Step) string {
	switch {
	case s.Navigation != nil:
		return s.Navigation.Owner.QualifiedName() + "/" + s.Navigation.Name
	case s.Property != nil:
		return s.Property.Owner.QualifiedName() + "/" + s.Property.Name
	case s.Call != nil:
		return s.Call.QualifiedName()
	case s.Kind == selection.CastStep:
		return s.Type.QualifiedName()
	}
	name, _, _ := stepName(s)
	return name
}

// stepName is the name of a step, what kind of thing it is and what is said of it; "" for a key.
func stepName(s selection.Step) (name, kind string, as metadata.Annotations) {
	switch {
	case s.Set != nil:
		return s.Set.Name, string(s.Kind), s.Set.Annotations
	case s.Singleton != nil:
		return s.Singleton.Name, string(s.Kind), s.Singleton.Annotations
	case s.Navigation != nil:
		return s.Navigation.Name, string(s.Kind), s.Navigation.Annotations
	case s.Property != nil:
		return s.Property.Name, string(s.Kind), s.Property.Annotations
	case s.Import != nil && s.Call.Function:
		return s.Import.Name, "function", s.Call.Annotations
	case s.Import != nil:
		return s.Import.Name, "action", s.Call.Annotations
	case s.Call != nil && s.Call.Function:
		return s.Call.Name, "function", s.Call.Annotations
	case s.Call != nil:
		return s.Call.Name, "action", s.Call.Annotations
	case s.Kind == selection.CastStep && s.Type != nil:
		return s.Type.Name, "entity type", s.Type.Annotations
	}
	return "", "", nil
}

// bring notes the first, which is the shortest, line for a type.
func (b *builder) bring(t metadata.Type, by bringer) {
	if _, primitive := t.(*metadata.PrimitiveType); t == nil || primitive {
		return
	}
	if _, known := b.brought[t]; !known {
		b.brought[t] = by
		b.queue = append(b.queue, t)
	}
}

// reach finds the lines for types that others bring: those of their properties.
func (b *builder) reach() {
	for ; len(b.queue) > 0; b.queue = b.queue[1:] {
		t, ok := b.queue[0].(*metadata.StructuredType)
		if !ok {
			continue
		}
		by := b.brought[t]
		by.distance++
		for _, p := range t.AllProperties() {
			b.bring(p.Type, by)
		}
	}
}

// types adds the types and their members. What no line brings stands under types.
func (b *builder) types() {
	for t := range b.model.DeclaredTypes() {
		by, ok := b.brought[t]
		if !ok {
			by.line = line{key: typesKey, text: t.QualifiedName()}
		}
		_, short := metadata.SplitName(t.QualifiedName())
		e := &entry{length: by.distance, lines: []line{by.line}}
		b.entries = append(b.entries, e)
		switch t := t.(type) {
		case *metadata.StructuredType:
			e.called(short, "complex type")
			if t.Entity {
				e.kind = "entity type"
			}
			e.describe(t.Annotations)
			for _, p := range t.Properties {
				m := b.member(e, t, p.Name, "property", p.Annotations)
				if metadata.IsStream(p.Type) { // which its path brings, and the type does not
					m.penalty += inPath
				}
			}
		case *metadata.EnumType:
			e.called(short, "enumeration type")
			e.describe(t.Annotations)
			for _, m := range t.Members {
				b.member(e, t, m.Name, "member", m.Annotations)
			}
		case *metadata.TypeDefinition:
			e.called(short, "type definition")
			e.describe(t.Annotations)
		}
		e.name = t.QualifiedName()
	}
}

// member adds a member of the type of an entry.
func (b *builder) member(of *entry, t metadata.Type, name, kind string, as metadata.Annotations) *entry {
	e := &entry{length: of.length + 1, lines: of.lines, path: of.words}
	e.called(name, kind)
	e.describe(as)
	e.name = t.QualifiedName() + "/" + name
	b.entries = append(b.entries, e)
	return e
}
