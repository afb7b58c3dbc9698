package selection

// This file reads keys: a segment of its own, or parentheses behind a collection, with one value or named ones. Names that are no part
// of the type's key make an alternate key (OData URL Conventions 4.01, section 4.3.3), which Core.AlternateKeys declares.

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// keyOf takes the parentheses of a segment that names a collection: name('{key}').
func (w *walker) keyOf(s segment) bool {
	if !s.parens {
		return true
	}
	here := w.here()
	if len(s.args) == 0 && here.Collection {
		w.diags.Errorf(w.request.line.at(s.offset+len(s.name)), "surplus-key", "the parentheses of %q are empty", s.text).Fixf("write a key between them, or leave them out")
		return false
	}
	if !here.Collection || here.Type == nil || !here.Type.Entity {
		w.diags.Errorf(w.request.line.at(s.offset+len(s.name)), "surplus-key", "%q takes no key", s.name).Fixf("leave the parentheses out")
		return false
	}
	return w.key(s, s.args, true)
}

// keyBehind takes the key behind the call of a function: best(of='x')('{key}').
func (w *walker) keyBehind(s segment) bool {
	if len(s.key) == 0 {
		return true
	}
	if here := w.here(); !here.Collection || here.Type == nil || !here.Type.Entity {
		w.diags.Errorf(w.request.line.at(s.key[0].offset), "surplus-key", "%q takes no key", s.text).Fixf("leave the second parentheses out")
		return false
	}
	return w.key(s, s.key, true)
}

// key takes the values of a key.
func (w *walker) key(s segment, args []argument, parens bool) bool {
	here := w.here()
	refs := here.Type.Keys()
	alternate := w.alternateKey(here.Type, refs, args)
	if alternate != nil {
		refs = alternate
	}
	pos := w.request.line.at(args[0].offset)
	if len(refs) == 0 {
		w.diags.Errorf(pos, "no-key", "%s is taken for a key, but %s has none", s.text, here.Type.QualifiedName())
		return false
	}
	if len(args) != len(refs) {
		w.diags.Errorf(pos, "key-count", "the key of %s has %d parts, here are %d", here.Type.QualifiedName(), len(refs), len(args)).
			Fixf("write %s", keyTemplate(refs, alternate != nil))
		return false
	}
	step := Step{Kind: KeyStep, Text: s.text, Parentheses: parens, Alternate: alternate != nil}
	for _, a := range args {
		at := 0
		if a.name != "" || len(refs) > 1 {
			at = slices.IndexFunc(refs, func(r *metadata.PropertyRef) bool { return r.Alias == a.name })
		}
		if at < 0 && a.name == "" {
			w.diags.Errorf(w.request.line.at(a.offset), "key-name", "the key of %s has %d parts, and %q does not say which of them it is", here.Type.QualifiedName(), len(refs), a.value).
				Fixf("write %s", keyTemplate(refs, alternate != nil))
			return false
		}
		if at < 0 || slices.ContainsFunc(step.Keys, func(k KeyValue) bool { return k.Ref == refs[at] }) {
			w.diags.Errorf(w.request.line.at(a.offset), "key-name", "%q is no part of the key of %s", a.name, here.Type.QualifiedName()).
				Fixf("write %s", keyTemplate(refs, alternate != nil))
			return false
		}
		value := KeyValue{Ref: refs[at]}
		value.Placeholder, value.Literal = valueOf(a.value, refs[at].Alias)
		step.Keys = append(step.Keys, value)
	}
	w.push(step, segment{offset: args[0].offset}, here.Type, false)
	return true
}

// alternateKey are the parts of the key that the arguments name, where it is another than the type's key; else nil. Services know more alternate
// keys than their schemas declare, so one that is not declared is a warning.
func (w *walker) alternateKey(t *metadata.StructuredType, key []*metadata.PropertyRef, args []argument) []*metadata.PropertyRef {
	if namesAll(key, args) {
		return nil
	}
	declared := w.declaredAlternates()
	for _, refs := range declared {
		if namesAll(refs, args) {
			return refs
		}
	}
	var refs []*metadata.PropertyRef
	for _, a := range args {
		if a.name == "" || slices.ContainsFunc(key, func(r *metadata.PropertyRef) bool { return r.Alias == a.name }) {
			return nil
		}
		p := propertyAt(t, a.name)
		if p == nil {
			return nil
		}
		refs = append(refs, &metadata.PropertyRef{Path: p.Name, Alias: p.Name, Property: p, Pos: p.Pos})
	}
	sortRefs(refs)
	fix := "declare it in an overlay: " + vocab.AlternateKeysTerm
	for _, other := range declared {
		fix = "write " + keyTemplate(other, true) + ", or " + fix
	}
	w.diags.Warnf(w.request.line.at(args[0].offset), "alternate-key", "the schema declares no alternate key %s of %s", keyTemplate(refs, true), t.QualifiedName()).
		Fixf("%s", fix)
	return refs
}

// namesAll says whether the arguments name the parts of a key, all of them and nothing else.
func namesAll(refs []*metadata.PropertyRef, args []argument) bool {
	if len(refs) != len(args) {
		return false
	}
	for _, r := range refs {
		if !slices.ContainsFunc(args, func(a argument) bool { return a.name == r.Alias }) {
			return false
		}
	}
	return true
}

func sortRefs(refs []*metadata.PropertyRef) {
	slices.SortFunc(refs, func(a, b *metadata.PropertyRef) int { return strings.Compare(a.Alias, b.Alias) })
}

// declaredAlternates are the alternate keys of what the path leads to, each with its parts sorted by name.
func (w *walker) declaredAlternates() [][]*metadata.PropertyRef {
	here := w.here()
	var all [][]*metadata.PropertyRef
	add := func(annotations metadata.Annotations) {
		all = append(all, alternates(here.Type, vocab.AlternateKeys(annotations))...)
	}
	switch {
	case here.Set != nil:
		add(here.Set.Annotations)
	case here.Navigation != nil:
		add(here.Navigation.Annotations)
	}
	for _, t := range here.Type.Lineage() {
		add(t.Annotations)
	}
	return all
}

// alternates are declared keys without the parts that lead to no property, sorted by name.
func alternates(t *metadata.StructuredType, declared [][]vocab.KeyPart) [][]*metadata.PropertyRef {
	var all [][]*metadata.PropertyRef
	for _, parts := range declared {
		var refs []*metadata.PropertyRef
		for _, part := range parts {
			if p := propertyAt(t, part.Path); p != nil {
				refs = append(refs, &metadata.PropertyRef{Path: part.Path, Alias: part.Alias, Property: p, Pos: part.Pos})
			}
		}
		if len(refs) > 0 {
			sortRefs(refs)
			all = append(all, refs)
		}
	}
	return all
}

// propertyAt is the primitive property that a path through complex properties leads to, or nil.
func propertyAt(t *metadata.StructuredType, path string) *metadata.Property {
	name, rest, deeper := strings.Cut(path, "/")
	for _, p := range t.AllProperties() {
		if p.Name != name || p.Collection {
			continue
		}
		s, structured := p.Type.(*metadata.StructuredType)
		switch {
		case structured && deeper:
			return propertyAt(s, rest)
		case structured || deeper:
			return nil
		}
		return p
	}
	return nil
}

// typed is a literal with its type before it: duration'PT1H', ns.color'red'.
var typed = regexp.MustCompile(`^[\pL_][\pL\pN_.]*('.*')$`)

// valueOf reads a value of a key or parameter: a placeholder's name, or a literal without its quotes and type. A text that only holds a
// placeholder somewhere is one as a whole, with the name of what it is for. Percent-encoding is that of the URL, not of the value.
func valueOf(text, of string) (name, literal string) {
	text = decoded(text)
	if parts := typed.FindStringSubmatch(text); parts != nil {
		text = parts[1]
	}
	if name, ok := placeholder(text); ok {
		return name, ""
	}
	if strings.ContainsAny(text, "{<") || strings.HasPrefix(text, "@") {
		return of, ""
	}
	if len(text) >= 2 && text[0] == '\'' && text[len(text)-1] == '\'' {
		text = strings.ReplaceAll(text[1:len(text)-1], "''", "'")
	}
	return "", text
}

// decoded is a part of a path without its percent-encoding. A percent sign that encodes nothing stands for itself.
func decoded(text string) string {
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
}

// keyTemplate is how a key predicate for the references looks; that of an alternate key has names in any case.
func keyTemplate(refs []*metadata.PropertyRef, named bool) string {
	if len(refs) == 1 && !named {
		return "({" + refs[0].Alias + "})"
	}
	parts := make([]string, len(refs))
	for i, r := range refs {
		parts[i] = r.Alias + "={" + r.Alias + "}"
	}
	return "(" + strings.Join(parts, ",") + ")"
}
