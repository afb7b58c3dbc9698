package compare

// This file finds out in which direction values of a type travel: sent by clients, returned by the service, or both.
// That decides whether a change of the type does harm.

import (
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// role is the directions in which values travel; 0 where nothing in the model tells.
type role uint8

const (
	sent role = 1 << iota
	read
)

const both = sent | read

// roles are the directions of the types of a model, by qualified name.
type roles struct {
	// values are those of values of the type; members those of its own members, which derived types have too.
	values, members map[string]role
	// declared are those of values where the type itself is declared and not one that it derives from.
	declared map[string]role
	queue    []travel
}

type travel struct {
	of   metadata.Type
	role role
}

// rolesOf walks over everything that requests lead to.
func rolesOf(m *metadata.Model) *roles {
	r := &roles{values: map[string]role{}, members: map[string]role{}, declared: map[string]role{}}
	if c := m.Container; c != nil {
		for _, s := range c.Sets {
			r.declare(s.Type, ofResource(s.Annotations, both))
		}
		for _, s := range c.Singletons {
			r.declare(s.Type, ofResource(s.Annotations, both))
		}
	}
	for _, s := range m.Schemas {
		for _, op := range s.Operations {
			for _, p := range op.OwnParameters() {
				r.declare(p.Type, sent)
			}
			if op.Return != nil {
				r.declare(op.Return.Type, read)
			}
		}
	}
	for len(r.queue) > 0 {
		t := r.queue[len(r.queue)-1]
		r.queue = r.queue[:len(r.queue)-1]
		r.spread(t)
	}
	return r
}

// declare notes that values of the type travel where it is declared.
func (r *roles) declare(t metadata.Type, in role) {
	if _, primitive := t.(*metadata.PrimitiveType); primitive || t == nil || in == 0 {
		return
	}
	r.declared[t.QualifiedName()] |= in
	r.travel(t, in)
}

func (r *roles) travel(t metadata.Type, in role) {
	name := t.QualifiedName()
	if more := in &^ r.values[name]; more != 0 {
		r.values[name] |= more
		r.queue = append(r.queue, travel{t, more})
	}
}

// spread hands a role on to the members of a type, to those that it inherits, and to the types that derive from it.
func (r *roles) spread(t travel) {
	s, ok := t.of.(*metadata.StructuredType)
	if !ok {
		r.members[t.of.QualifiedName()] |= t.role
		return
	}
	for _, d := range s.Derived {
		r.travel(d, t.role)
	}
	for ; s != nil; s = s.Base {
		name := s.QualifiedName()
		more := t.role &^ r.members[name]
		if more == 0 {
			return // and its base types have it
		}
		r.members[name] |= more
		for _, p := range s.Properties {
			r.declare(p.Type, ofProperty(p, more))
		}
		for _, n := range s.Navigation {
			r.declare(n.Type, ofResource(n.Annotations, more))
		}
	}
}

// ofProperty is the role of the values of a property: what the service computes is not sent.
func ofProperty(p *metadata.Property, in role) role {
	if vocab.Computed(p.Annotations) {
		return in &^ sent
	}
	return in
}

// ofResource is the role of entities that a resource has: where the service says that they can be neither created nor
// changed, they are not sent.
func ofResource(as metadata.Annotations, in role) role {
	if a := vocab.AbilitiesOf(as); a.Insert().Able.Denied() && a.Update().Able.Denied() {
		return in &^ sent
	}
	return in
}
