package compare

// This file is the comparison as a table of contents, and what its parts share: which model is which, directions, and
// how a change is noted.

import (
	"slices"

	"github.com/csdlgen/csdlgen/metadata"
)

// Models returns what changed from one model of a service to another: the worst changes first, then by name. Members of
// a type that is added or removed are not listed, nor are parameters of such an operation and annotations of such an
// element. It is nil where both mean the same.
func Models(old, new *metadata.Model) []Change {
	c := &comparer{old: old, new: new, rules: map[string]Rule{}, roles: [2]*roles{rolesOf(old), rolesOf(new)}}
	for _, r := range Rules() {
		c.rules[r.Name] = r
	}
	c.document()
	c.schemas()
	c.types()
	c.operations()
	c.terms()
	c.container()
	return sorted(c.changes)
}

// comparer collects changes.
type comparer struct {
	old, new *metadata.Model
	rules    map[string]Rule
	roles    [2]*roles // of the old and the new model
	changes  []Change
	// compared counts what was compared to find pairs: documents that are made for it must not cost minutes.
	compared int
}

// maxCompared is how much is compared in search of pairs: more than Graph needs for a change of six years.
const maxCompared = 1 << 22

// afford says whether so many more comparisons may be made.
func (c *comparer) afford(n int) bool {
	if n < 0 || n > maxCompared-c.compared {
		return false
	}
	c.compared += n
	return true
}

// subject is the element that changes are about.
type subject struct {
	kind     Kind
	name     string
	old, new metadata.Pos
	// role is the direction of its values.
	role role
	// optional is the rule where a parameter may be left out now, or may not any more; "" else.
	optional string
}

// note adds a change of a subject.
func (c *comparer) note(s subject, rule string, old, new any) {
	r := c.rules[rule]
	c.changes = append(c.changes, Change{
		Action: Changed, Kind: s.kind, Name: s.name, Rule: rule, Class: r.Class, AlsoBreaksGo: r.BreaksGo && r.Class == Wire, Old: old, New: new, Places: places(s.old, s.new),
	})
}

// add notes that an element is new; its value says what it is.
func (c *comparer) add(s subject, rule string, value any) {
	s.old = metadata.Pos{}
	c.note(s, rule, nil, value)
	c.last().Action = Added
}

// remove notes that an element is gone.
func (c *comparer) remove(s subject, rule string, value any) {
	s.new = metadata.Pos{}
	c.note(s, rule, value, nil)
	c.last().Action = Removed
}

// last is the change that was noted last.
func (c *comparer) last() *Change { return &c.changes[len(c.changes)-1] }

// narrower is the rule for less values than before: what is sent may be refused, what is returned is a promise.
func narrower(rule string, r role) string {
	if r == 0 || r&sent != 0 {
		return rule + "-sent"
	}
	return rule + "-read"
}

// wider is the rule for more values than before: what is returned may be new to programs, what is sent is an offer.
func wider(rule string, r role) string {
	if r == 0 || r&read != 0 {
		return rule + "-read"
	}
	return rule + "-sent"
}

// valueRole is the direction of values of a type in either model, memberRole that of its own members.
func (c *comparer) valueRole(name string) role {
	return c.roles[0].values[name] | c.roles[1].values[name]
}

func (c *comparer) memberRole(name string) role {
	return c.roles[0].members[name] | c.roles[1].members[name]
}

// match pairs the elements of two lists by name, in the order of the new list, removed ones last. Of several with one
// name the first counts.
func match[T any](old, new []T, name func(T) string, each func(old, new *T)) {
	before := make(map[string]*T, len(old))
	for i := range old {
		if n := name(old[i]); before[n] == nil {
			before[n] = &old[i]
		}
	}
	seen := make(map[string]bool, len(new))
	for i := range new {
		n := name(new[i])
		if !seen[n] {
			seen[n] = true
			each(before[n], &new[i])
		}
	}
	for i := range old {
		if n := name(old[i]); !seen[n] {
			seen[n] = true
			each(&old[i], nil)
		}
	}
}

func (c *comparer) document() {
	if c.old.Version != c.new.Version {
		c.note(subject{kind: KindDocument, name: "$Version"}, "version-changed", c.old.Version, c.new.Version)
	}
}

// schemas compares the schemas as such: their names, aliases and annotations.
func (c *comparer) schemas() {
	name := func(s *metadata.Schema) string { return s.Namespace }
	match(c.old.Schemas, c.new.Schemas, name, func(old, new **metadata.Schema) {
		switch {
		case old == nil:
			c.add(subject{kind: KindSchema, name: (*new).Namespace, new: (*new).Pos}, "schema-added", nil)
		case new == nil:
			c.remove(subject{kind: KindSchema, name: (*old).Namespace, old: (*old).Pos}, "schema-removed", nil)
		default:
			s := subject{kind: KindSchema, name: (*new).Namespace, old: (*old).Pos, new: (*new).Pos}
			if (*old).Alias != (*new).Alias {
				c.note(s, "alias-changed", orNil((*old).Alias), orNil((*new).Alias))
			}
			c.annotations(s, (*old).Annotations, (*new).Annotations)
		}
	})
}

// terms compares the terms that the documents declare.
func (c *comparer) terms() {
	list := func(m *metadata.Model) []*metadata.Term {
		var all []*metadata.Term
		for _, s := range m.Schemas {
			all = append(all, s.Terms...)
		}
		return all
	}
	match(list(c.old), list(c.new), (*metadata.Term).QualifiedName, func(old, new **metadata.Term) {
		switch {
		case old == nil:
			c.add(subject{kind: KindTerm, name: (*new).QualifiedName(), new: (*new).Named.Pos}, "term-added", useText((*new).TypeRef))
		case new == nil:
			c.remove(subject{kind: KindTerm, name: (*old).QualifiedName(), old: (*old).Named.Pos}, "term-removed", useText((*old).TypeRef))
		default:
			s := subject{kind: KindTerm, name: (*new).QualifiedName(), old: (*old).Named.Pos, new: (*new).Named.Pos}
			if before, after := termText(*old), termText(*new); before != after {
				c.note(s, "term-changed", before, after)
			}
			c.annotations(s, (*old).Annotations, (*new).Annotations)
		}
	})
}

// termText is a term without its name and annotations.
func termText(t *metadata.Term) string {
	text := useText(t.TypeRef)
	if t.BaseTerm != "" {
		text += " base " + t.BaseTerm
	}
	if t.DefaultValue != nil {
		text += " default " + *t.DefaultValue
	}
	applies := slices.Sorted(slices.Values(t.AppliesTo))
	for _, word := range applies {
		text += " " + word
	}
	return text
}

// orNil is a text, or nil for the empty one.
func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}
