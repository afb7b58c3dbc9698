package compare

// This file compares types: entity and complex types with their base types and keys, enumerations, type definitions.
// Types of another kind under the same name are other types.

import (
	"maps"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

func (c *comparer) types() {
	list := func(m *metadata.Model) []metadata.Type { return slices.Collect(m.DeclaredTypes()) }
	id := func(t metadata.Type) string { return string(kindOf(t)) + " " + t.QualifiedName() }
	var added, removed []metadata.Type
	match(list(c.old), list(c.new), id, func(old, new *metadata.Type) {
		switch {
		case old == nil:
			added = append(added, *new)
			c.add(c.typeSubject(*new, *new), c.addedType(*new), baseName(*new))
		case new == nil:
			removed = append(removed, *old)
			c.remove(c.typeSubject(*old, *old), "type-removed", baseName(*old))
		default:
			c.typePair(*old, *new)
		}
	})
	c.guessTypes(removed, added)
}

// kindOf is the kind of a declared type.
func kindOf(t metadata.Type) Kind {
	switch t := t.(type) {
	case *metadata.StructuredType:
		if t.Entity {
			return KindEntityType
		}
		return KindComplexType
	case *metadata.EnumType:
		return KindEnumType
	}
	return KindTypeDefinition
}

func (c *comparer) typeSubject(old, new metadata.Type) subject {
	name := new.QualifiedName()
	return subject{kind: kindOf(new), name: name, old: old.Position(), new: new.Position(), role: c.valueRole(name)}
}

// addedType is the rule for a new type: whether the service may return values of it where programs know another type.
func (c *comparer) addedType(t metadata.Type) string {
	s, ok := t.(*metadata.StructuredType)
	if !ok {
		return "type-added"
	}
	for base := s.Base; base != nil; base = base.Base {
		name := base.QualifiedName()
		if c.old.ExactType(name) != nil && c.roles[1].declared[name]&read != 0 {
			return "derived-type-added"
		}
	}
	return "type-added"
}

// baseName is the base type of a structured type, the underlying one of others.
func baseName(t metadata.Type) any {
	switch t := t.(type) {
	case *metadata.StructuredType:
		if t.Base != nil {
			return t.Base.QualifiedName()
		}
	case *metadata.TypeDefinition:
		return t.Underlying.QualifiedName()
	}
	return nil
}

// typePair compares two types of one kind and name.
func (c *comparer) typePair(old, new metadata.Type) {
	s := c.typeSubject(old, new)
	switch new := new.(type) {
	case *metadata.StructuredType:
		old := old.(*metadata.StructuredType)
		c.structured(s, old, new)
		c.annotations(s, old.Annotations, new.Annotations)
	case *metadata.EnumType:
		old := old.(*metadata.EnumType)
		c.enum(s, old, new)
		c.annotations(s, old.Annotations, new.Annotations)
	case *metadata.TypeDefinition:
		old := old.(*metadata.TypeDefinition)
		c.typeOfUse(s, old.Underlying, new.Underlying, false, false)
		c.facets(s, new.Underlying.Name, old.Facets, new.Facets)
		c.annotations(s, old.Annotations, new.Annotations)
	}
}

func (c *comparer) structured(s subject, old, new *metadata.StructuredType) {
	c.base(s, old, new)
	switch {
	case old.Abstract == new.Abstract:
	case new.Abstract:
		c.note(s, narrower("abstract", s.role), old.Abstract, new.Abstract)
	default:
		c.note(s, "concrete", old.Abstract, new.Abstract)
	}
	switch before, after := ownOpen(old), ownOpen(new); {
	case before == after:
	case after:
		c.note(s, "opened", before, after)
	default:
		c.note(s, narrower("closed", c.memberRole(s.name)), before, after)
	}
	switch before, after := ownStream(old), ownStream(new); {
	case before == after:
	case after:
		c.note(s, "stream-added", before, after)
	default:
		c.note(s, "stream-removed", before, after)
	}
	c.key(old, new)
	c.members(old, new)
}

// ownOpen and ownStream say whether a type is open, or has a stream, and not by its base type: that is a change there.
func ownOpen(t *metadata.StructuredType) bool {
	return t.OpenType && (t.Base == nil || !t.Base.OpenType)
}

func ownStream(t *metadata.StructuredType) bool {
	return t.HasStream && (t.Base == nil || !t.Base.HasStream)
}

// base compares base types. What counts is whether a value still is one of everything that it was one of, and whether
// anything declares that.
func (c *comparer) base(s subject, old, new *metadata.StructuredType) {
	before, after := baseName(old), baseName(new)
	if before == after {
		return
	}
	ancestors := map[string]bool{}
	for t := new.Base; t != nil; t = t.Base {
		ancestors[t.QualifiedName()] = true
	}
	rule := "base-type-added"
	for t := old.Base; t != nil; t = t.Base {
		name := t.QualifiedName()
		switch {
		case ancestors[name]:
		case c.roles[0].declared[name] != 0 || c.roles[1].declared[name] != 0 || lacksMember(new, t):
			rule = "base-type-removed"
		case rule == "base-type-added":
			rule = "base-type-changed"
		}
	}
	c.note(s, rule, before, after)
}

// lacksMember says whether a type does not have one of the members that another one declares.
func lacksMember(t, of *metadata.StructuredType) bool {
	return slices.ContainsFunc(of.Properties, func(p *metadata.Property) bool { return t.Property(p.Name) == nil }) ||
		slices.ContainsFunc(of.Navigation, func(n *metadata.NavigationProperty) bool {
			_, ok := t.Member(n.Name).(*metadata.NavigationProperty)
			return !ok
		})
}

// key compares the type's own key. The order of its parts has no meaning.
func (c *comparer) key(old, new *metadata.StructuredType) {
	before, after := keyText(old.Key), keyText(new.Key)
	if before == after {
		return
	}
	s := subject{kind: KindKey, name: new.QualifiedName(), old: keyPos(old), new: keyPos(new)}
	switch effectiveBefore, effective := keyText(old.Keys()), keyText(new.Keys()); {
	case before == "" && effectiveBefore == effective:
		c.add(s, "key-moved", after)
	case after == "" && effectiveBefore == effective:
		c.remove(s, "key-moved", before)
	case before == "" && effectiveBefore == "":
		c.add(s, "key-added", after)
	case before == "":
		c.add(s, "key-changed", after)
	case after == "":
		c.remove(s, "key-removed", before)
	default:
		c.note(s, "key-changed", before, after)
	}
}

func keyText(key []*metadata.PropertyRef) string {
	parts := make([]string, len(key))
	for i, k := range key {
		parts[i] = k.Path
		if k.Alias != "" && k.Alias != k.Path {
			parts[i] += " as " + k.Alias
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, ",")
}

func keyPos(t *metadata.StructuredType) metadata.Pos {
	if len(t.Key) == 0 {
		return t.Pos
	}
	return t.Key[0].Pos
}

// future is the member by which an enumeration announces that it will grow.
const future = "unknownFutureValue"

// isClosed says whether values besides the members are mistakes.
func isClosed(e *metadata.EnumType) bool {
	return len(e.Members) > 0 && !slices.ContainsFunc(e.Members, func(m *metadata.EnumMember) bool { return m.Name == future })
}

func (c *comparer) enum(s subject, old, new *metadata.EnumType) {
	if old.Underlying.Name != new.Underlying.Name {
		c.note(s, "enum-underlying", old.Underlying.QualifiedName(), new.Underlying.QualifiedName())
	}
	switch {
	case old.IsFlags == new.IsFlags:
	case new.IsFlags:
		c.note(s, wider("flags-added", s.role), old.IsFlags, new.IsFlags)
	default:
		c.note(s, narrower("flags-removed", s.role), old.IsFlags, new.IsFlags)
	}
	wasClosed := isClosed(old)
	if isClosed(new) && !wasClosed {
		c.note(s, "enum-closed", nil, nil)
	}
	var guess guesser
	match(old.Members, new.Members, func(m *metadata.EnumMember) string { return m.Name }, func(before, after **metadata.EnumMember) {
		member := func(m *metadata.EnumMember) subject {
			return subject{kind: KindMember, name: s.name + "/" + m.Name, old: m.Pos, new: m.Pos, role: s.role}
		}
		switch {
		case before == nil:
			guess.added(c.mark(), (*after).Name, "value", (*after).Value)
			c.add(member(*after), addedMember(*after, wasClosed, s.role), (*after).Value)
		case after == nil:
			guess.removed(c.mark(), (*before).Name, "value", (*before).Value)
			c.remove(member(*before), narrower("member-removed", s.role), (*before).Value)
		default:
			m := member(*after)
			m.old = (*before).Pos
			if (*before).Value != (*after).Value {
				c.note(m, "member-value", (*before).Value, (*after).Value)
			}
			c.annotations(m, (*before).Annotations, (*after).Annotations)
		}
	})
	c.guess(guess)
}

// addedMember is the rule for a new member of an enumeration: whether programs had to expect it.
func addedMember(m *metadata.EnumMember, wasClosed bool, r role) string {
	switch {
	case m.Name == future:
		return "enum-opened"
	case wasClosed && (r == 0 || r&read != 0):
		return "member-added-closed"
	}
	return "member-added"
}

// memberNames are the names of what a type declares, for comparing types.
func memberNames(t metadata.Type) map[string]bool {
	names := map[string]bool{}
	switch t := t.(type) {
	case *metadata.StructuredType:
		for _, p := range t.Properties {
			names[p.Name+" "+metadata.TypeText(p.Type, p.Collection)] = true
		}
		for _, n := range t.Navigation {
			names[n.Name+" "+metadata.TypeText(n.Type, n.Collection)] = true
		}
	case *metadata.EnumType:
		for _, m := range t.Members {
			names[m.Name] = true
		}
	}
	return names
}

// shared is how many names are in both.
func shared(a, b map[string]bool) int {
	n := 0
	for name := range maps.Keys(a) {
		if b[name] {
			n++
		}
	}
	return n
}
