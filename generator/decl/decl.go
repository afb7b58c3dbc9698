// Package decl says in Go's terms how two versions of a generated package differ: which declarations are new, gone or
// other than they were, and what Validate and requests now demand.
//
// It reads Go and nothing else. A generated package is a faithful record of what was generated, whatever became of the
// metadata that it was made from, and whichever version of csdlgen made it.
package decl

// This file compares. read.go finds what there is to compare, words.go says it.

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strconv"
)

// Kind says what happened to a declaration.
type Kind string

// The kinds of change, in the order in which they are told: what a program may have to do something about comes first.
const (
	Removed Kind = "removed"
	Changed Kind = "changed"
	Added   Kind = "added"
)

// Change is one difference.
type Change struct {
	Kind Kind `json:"change"`
	// Name is what changed, as Go code outside of the package writes it, without the package: User, User.Mail,
	// UserBuilder.Get. It is "" for what is about the package as a whole.
	Name string `json:"name"`
	// Text is a sentence without a full stop: "User.Mail is new".
	Text string `json:"text"`
	// File and Line are where the declaration is: in the new files, or in the old ones where it is gone. They are
	// slash-separated paths as those that were compared.
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
}

// Compare says how the files of a generated package differ from those before, by their slash-separated paths below the
// output folder. Both hold all files, also those that are the same. What was removed comes first, then what changed,
// then what was added, each by name; last what is about the package as a whole. Without files before, nothing has
// changed: all of it is new.
func Compare(before, after map[string][]byte) []Change {
	if len(before) == 0 {
		return nil
	}
	c := &comparison{before: newFacts(), after: newFacts(), files: after, recoded: map[string][]*fact{}}
	for _, name := range union(before, after) {
		old, isOld := before[name]
		new, isNew := after[name]
		if isOld && isNew && bytes.Equal(old, new) {
			continue
		}
		if isOld {
			c.before.read(name, old)
		}
		if isNew {
			c.after.read(name, new)
		}
	}
	return c.changes()
}

// union are the names of both, sorted.
func union(before, after map[string][]byte) []string {
	names := slices.AppendSeq(slices.Collect(maps.Keys(before)), maps.Keys(after))
	slices.Sort(names)
	return slices.Compact(names)
}

// comparison is a run of Compare.
type comparison struct {
	before, after *facts
	// files are the new files, all of them.
	files map[string][]byte
	// whole are the facts of all of them, which are read where a change is about what is declared elsewhere.
	whole *facts

	all []Change
	// commented are the names of what has another comment and is else the same.
	commented []string
	// recoded are the methods with other code that no fact explains, by the name of the method.
	recoded map[string][]*fact
}

// last is the rank of what is about a package as a whole, and about comments.
const last = 3

// changes compares the facts, kind by kind: what one says of a type counts for everything in it.
func (c *comparison) changes() []Change {
	c.renamed()
	keys := slices.AppendSeq(slices.Collect(maps.Keys(c.before.byID)), maps.Keys(c.after.byID))
	slices.SortFunc(keys, func(a, b id) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.name, b.name), cmp.Compare(a.detail, b.detail))
	})
	for _, key := range slices.Compact(keys) {
		c.compare(c.before.byID[key], c.after.byID[key])
	}
	c.tellCode()
	c.tellComments()
	rank := func(k Change) int {
		if k.Name == "" {
			return last
		}
		return slices.Index([]Kind{Removed, Changed, Added}, k.Kind)
	}
	slices.SortStableFunc(c.all, func(a, b Change) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Name, b.Name))
	})
	return c.all
}

// compare compares one fact with what it was; either may be nil.
func (c *comparison) compare(old, new *fact) {
	switch {
	case old == nil:
		if !within(new, c.before, c.after) {
			c.tell(Added, new, c.added(new))
		}
	case new == nil:
		if !within(old, c.after, c.before) {
			c.tell(Removed, old, c.removed(old))
		}
	default:
		c.same(old, new)
	}
}

// within says whether a fact that only one side has is told by something that it belongs to, which only that side has
// either: a field by its type, a rule by its field, the variable of a property by the field of that property.
func within(f *fact, other, own *facts) bool {
	for owner := own.declaring(f.of); owner != nil; owner = own.declaring(owner.of) {
		if other.byID[owner.id] == nil {
			return true
		}
	}
	if f.kind == aProperty {
		field := own.field(f)
		return field != nil && other.byID[field.id] == nil
	}
	return false
}

// declaring is what has a name: a type, a field or a method.
func (all *facts) declaring(name string) *fact {
	for _, k := range [...]kind{aType, aField, aFunction} {
		if f := all.byID[id{kind: k, name: name}]; f != nil {
			return f
		}
	}
	return nil
}

// field is the field for the property that a variable names, or nil.
func (all *facts) field(variable *fact) *fact {
	for _, f := range all.of[variable.of] {
		if f.kind == aField && strconv.Quote(f.value) == variable.value {
			return f
		}
	}
	return nil
}

// renamed tells of fields that have another Go name for the same property, and gives what was said of them the new one.
func (c *comparison) renamed() {
	type property struct{ of, wire string }
	gone := map[property]*fact{}
	for id, old := range c.before.byID {
		if id.kind == aField && c.after.byID[id] == nil && old.value != "" {
			gone[property{old.of, old.value}] = old
		}
	}
	for id, new := range c.after.byID {
		if id.kind != aField || c.before.byID[id] != nil {
			continue
		}
		if old := gone[property{new.of, new.value}]; old != nil {
			c.tell(Changed, new, "%s is now called %s (%s)", old.name, new.name, new.value)
			c.before.rename(old, new, c.after)
		}
	}
}

// rename gives a field, the rules for it and the variable of its property the names that they have on the other side.
func (all *facts) rename(old, new *fact, other *facts) {
	move := func(f *fact, name, of string) {
		all.remove(f)
		f.name, f.of = name, of
		all.put(f)
	}
	for _, rule := range slices.Clone(all.of[old.name]) {
		move(rule, new.name, new.name)
	}
	for _, f := range all.of[old.of] {
		if f.kind != aProperty || f.value != strconv.Quote(old.value) {
			continue
		}
		if variable := other.property(f); variable != nil {
			move(f, variable.name, f.of)
		}
		break
	}
	move(old, new.name, old.of)
}

// property is the variable that names the same property, or nil.
func (all *facts) property(like *fact) *fact {
	for _, f := range all.of[like.of] {
		if f.kind == aProperty && f.value == like.value {
			return f
		}
	}
	return nil
}

// same compares what both sides have.
func (c *comparison) same(old, new *fact) {
	before := len(c.all)
	if old.shape != new.shape {
		c.reshaped(old, new)
	} else if old.value != new.value {
		c.revalued(old, new)
	}
	told := c.documented(old, new)
	if len(c.all) == before && !told && !slices.Equal(old.doc, new.doc) {
		c.commented = append(c.commented, new.name)
	}
}
