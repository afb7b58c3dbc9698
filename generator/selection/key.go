package selection

// This file reads keys: a segment of its own, or parentheses behind a collection, with one value or named ones. Names that are no part
// of the type's key make an alternate key (OData URL Conventions 4.01, section 4.3.3).

import (
	"regexp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// keyOf takes the parentheses of a segment that names a collection: name('{key}').
func (w *walker) keyOf(s segment) bool {
	if !s.parens {
		return true
	}
	here := w.here()
	if !here.Collection || len(s.args) == 0 || here.Type == nil || !here.Type.Entity {
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
			Fixf("write %s", keyTemplate(refs))
		return false
	}
	step := Step{Kind: KeyStep, Text: s.text, Parentheses: parens, Alternate: alternate != nil, Keys: make([]KeyValue, len(refs))}
	for _, a := range args {
		at := 0
		if a.name != "" || len(refs) > 1 {
			at = slices.IndexFunc(refs, func(r *metadata.PropertyRef) bool { return r.Alias == a.name })
		}
		if at < 0 || step.Keys[at].Ref != nil {
			w.diags.Errorf(w.request.line.at(a.offset), "key-name", "%q is no part of the key of %s", a.name, here.Type.QualifiedName()).
				Fixf("write %s", keyTemplate(refs))
			return false
		}
		step.Keys[at] = KeyValue{Ref: refs[at]}
		step.Keys[at].Placeholder, step.Keys[at].Literal = valueOf(a.value, refs[at].Alias)
	}
	w.push(step, segment{offset: args[0].offset}, here.Type, false)
	return true
}

// alternateKey are the properties that the arguments name, where they are no parts of the key; else nil.
func (w *walker) alternateKey(t *metadata.StructuredType, key []*metadata.PropertyRef, args []argument) []*metadata.PropertyRef {
	var refs []*metadata.PropertyRef
	for _, a := range args {
		if a.name == "" || slices.ContainsFunc(key, func(r *metadata.PropertyRef) bool { return r.Alias == a.name }) {
			return nil
		}
		i := slices.IndexFunc(t.AllProperties(), func(p *metadata.Property) bool { return p.Name == a.name && !p.Collection })
		if i < 0 {
			return nil
		}
		p := t.AllProperties()[i]
		if _, structured := p.Type.(*metadata.StructuredType); structured {
			return nil
		}
		refs = append(refs, &metadata.PropertyRef{Path: p.Name, Alias: p.Name, Property: p, Pos: p.Pos})
	}
	slices.SortFunc(refs, func(a, b *metadata.PropertyRef) int { return strings.Compare(a.Alias, b.Alias) })
	return refs
}

// typed is a literal with its type before it: duration'PT1H', ns.color'red'.
var typed = regexp.MustCompile(`^[\pL_][\pL\pN_.]*('.*')$`)

// valueOf reads a value of a key or parameter: a placeholder's name, or a literal without its quotes and type. A text that only holds a
// placeholder somewhere is one as a whole, with the name of what it is for.
func valueOf(text, of string) (name, literal string) {
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

// keyTemplate is how a key predicate for the references looks.
func keyTemplate(refs []*metadata.PropertyRef) string {
	if len(refs) == 1 {
		return "({" + refs[0].Alias + "})"
	}
	parts := make([]string, len(refs))
	for i, r := range refs {
		parts[i] = r.Alias + "={" + r.Alias + "}"
	}
	return "(" + strings.Join(parts, ",") + ")"
}
