package selection

// This file reads keys: a segment of its own, or parentheses after a collection, with one value or named ones. Names
// that are no part of the type's key make an alternate key (OData URL Conventions 4.01, section 4.3.3), which
// Core.AlternateKeys declares.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/nearest"
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
		w.diags.Report(w.request.line.at(s.offset+len(s.name)), complaint.SurplusKey, "the parentheses of %q are empty", s.text).Fixf("write a key between them, or leave them out")
		return false
	}
	if !here.entities() {
		w.diags.Report(w.request.line.at(s.offset+len(s.name)), complaint.SurplusKey, "%q takes no key", s.name).Fixf("leave the parentheses out")
		return false
	}
	return w.key(s, s.args)
}

// keyAfter takes the key after the call of a function: best(of='x')('{key}').
func (w *walker) keyAfter(s segment) bool {
	if len(s.key) == 0 {
		return true
	}
	if !w.here().entities() {
		w.diags.Report(w.request.line.at(s.key[0].offset), complaint.SurplusKey, "%q takes no key", s.text).Fixf("leave the second parentheses out")
		return false
	}
	return w.key(s, s.key)
}

// keySegment takes a key that is a segment of its own.
func (w *walker) keySegment(s segment) bool {
	here := w.here()
	refs := here.Type.Keys()
	pos := w.request.line.at(s.offset)
	if len(refs) != 1 {
		return w.keyCount(s, argument{offset: s.offset}, refs, 1)
	}
	v, problem := readKey(s.text)
	if inner, isText := unquoted(s.text); isText && problem != "" {
		w.diags.Report(pos, complaint.KeyValue, "a key that is a segment of its own has no quotes").Fixf("write %s, or put (%s) after the collection", inner, s.text)
		return false
	}
	if problem != "" {
		w.diags.Report(pos, complaint.KeyValue, "%s", problem).Fixf("write {%s} for any key", refs[0].Alias)
		return false
	}
	if v.placeholder == "" && !w.literalKey(s, &v, refs[0]) {
		return false
	}
	step := Step{Kind: KeyStep, Text: s.text, Keys: []KeyValue{{Ref: refs[0], Placeholder: v.placeholder, Literal: v.literal}}}
	w.step(step, s, here.Type, false)
	return true
}

// literalKey looks at a key that is no placeholder: it may be one after all, or the name of a member before which the
// key is missing.
func (w *walker) literalKey(s segment, v *written, ref *metadata.PropertyRef) bool {
	here, pos := w.here(), w.request.line.at(s.offset)
	fitting := fits(v.literal, ref.Property.Type)
	switch {
	case likePlaceholder.MatchString(v.literal) || !fitting && v.literal == ref.Alias:
		w.diags.Report(pos, complaint.KeyLiteral, "%q is read as a placeholder for any key", v.literal).Fixf("write {%s}", v.literal)
		*v = written{placeholder: v.literal}
	case !fitting:
		w.diags.Report(pos, complaint.KeyValue, "%q is not a key of %s, which is of %s", v.literal, here.Type.QualifiedName(), ref.Property.Type.QualifiedName()).
			Fixf("write {%s} for any key", ref.Alias)
		return false
	case len(nearest.Names(v.literal, operationNames(w.bound()))) > 0:
		w.diags.Report(pos, complaint.KeyLiteral, "%q is read as the key of %s, which has no operation of that name", v.literal, here.what()).
			Fixf("write %s for the operation, or put ('%s') after the collection for the key", nearest.Names(v.literal, operationNames(w.bound()))[0], v.literal)
	case misplaced(here.Type, v.literal):
		w.diags.Report(pos, complaint.KeyLiteral, "%q is read as the key of %s, which has a member of that name", v.literal, here.what()).
			Fixf("write %s for the member, or put ('%s') after the collection for the key", w.request.line.with(s, "{"+ref.Alias+"}/"+v.literal), v.literal)
	}
	return true
}

// misplaced says whether the type has a navigation property or a primitive one of the name, which nobody has for a key.
// Complex ones do not count: Graph's sites have the property root, and the key, too.
func misplaced(t *metadata.StructuredType, name string) bool {
	switch m := t.Member(name).(type) {
	case *metadata.NavigationProperty:
		return true
	case *metadata.Property:
		_, primitive := m.Type.(*metadata.PrimitiveType)
		return primitive
	}
	return false
}

func hasMember(t *metadata.StructuredType, name string) bool { return t.Member(name) != nil }

// keyCount complains about a key without parts, or with another number of them.
func (w *walker) keyCount(s segment, at argument, refs []*metadata.PropertyRef, count int) bool {
	here, pos := w.here(), w.request.line.at(at.offset)
	if len(refs) == 0 {
		w.diags.Report(pos, complaint.KeylessType, "%s is read as a key, but %s has none", s.text, here.Type.QualifiedName())
		return false
	}
	w.diags.Report(pos, complaint.KeyCount, "the key of %s has %d parts, but this line gives %d", here.Type.QualifiedName(), len(refs), count).Fixf("write %s", keyTemplate(refs, len(refs) > 1))
	return false
}

// key takes the values of a key in parentheses.
func (w *walker) key(s segment, args []argument) bool {
	here := w.here()
	refs := here.Type.Keys()
	alternate := w.alternateKey(here.Type, refs, args)
	if alternate != nil {
		refs = alternate
	}
	if len(args) != len(refs) {
		return w.keyCount(s, args[0], refs, len(args))
	}
	step := Step{Kind: KeyStep, Text: s.text, Parentheses: s.parens, Alternate: alternate != nil}
	template := keyTemplate(refs, alternate != nil)
	for _, a := range args {
		pos, at := w.request.line.at(a.offset), 0
		if a.name != "" || len(refs) > 1 {
			at = slices.IndexFunc(refs, func(r *metadata.PropertyRef) bool { return r.Alias == a.name })
		}
		if at < 0 && a.name == "" {
			w.diags.Report(pos, complaint.KeyName, "the key of %s has %d parts, and %q does not say which one it is", here.Type.QualifiedName(), len(refs), a.value).
				Fixf("write %s", template)
			return false
		}
		if at < 0 || slices.ContainsFunc(step.Keys, func(k KeyValue) bool { return k.Ref == refs[at] }) {
			w.diags.Report(pos, complaint.KeyName, "%q is not a part of the key of %s", a.name, here.Type.QualifiedName()).Fixf("write %s", template)
			return false
		}
		v, ok := w.value(a, refs[at].Alias, refs[at].Property.Type)
		if !ok {
			return false
		}
		step.Keys = append(step.Keys, KeyValue{Ref: refs[at], Placeholder: v.placeholder, Literal: v.literal})
	}
	w.step(step, segment{offset: args[0].offset}, here.Type, false)
	return true
}

// value reads the value of a key or parameter in parentheses.
func (w *walker) value(a argument, of string, t metadata.Type) (written, bool) {
	v, problem := readValue(a.value)
	pos := w.request.line.at(a.offset)
	switch {
	case problem != "":
		w.diags.Report(pos, complaint.KeyValue, "%s", problem).Fixf("write {%s} for any value, or a literal", of)
		return v, false
	case v.alias:
		v.placeholder = of
	case v.placeholder == "" && !v.quoted && likePlaceholder.MatchString(v.literal):
		w.diags.Report(pos, complaint.KeyLiteral, "%q is read as a placeholder for any value of %s", v.literal, of).Fixf("write {%s}", v.literal)
		v.placeholder, v.literal = v.literal, ""
	case v.placeholder == "" && !v.quoted && !fits(v.literal, t): // stays a literal, for which a program has no value but its own
		w.diags.Report(pos, complaint.KeyLiteral, "%q is not a value of %s and is read as a placeholder for any value of %s", v.literal, t.QualifiedName(), of).Fixf("write {%s}", of)
	}
	return v, true
}

// alternateKey are the parts of the key that the arguments name, where it is another than the type's key; else nil.
// Services know more alternate keys than their schemas declare, so one that is not declared is a warning.
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
	w.diags.Report(w.request.line.at(args[0].offset), complaint.AlternateKey, "the schema declares no alternate key %s of %s", keyTemplate(refs, true), t.QualifiedName()).
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
