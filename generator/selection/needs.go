package selection

// This file says which part of a schema a package depends on. Planned from a schema that holds this part and nothing
// else, the package is the same: what is generated depends on nothing else that the schema declares.

import (
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// Needs are the elements of a schema that a closure depends on, besides the annotations of each, the aliases of all
// namespaces, and the name and annotations of the entity container.
type Needs struct {
	// Members are the entity and complex types with those of their own members that are needed: what becomes a field or
	// a query property, keys, and what paths lead through. All their base types are among them, since values, keys and
	// calls are inherited.
	Members map[*metadata.StructuredType]map[string]bool
	// Types are the enumeration types and type definitions, which are needed as a whole.
	Types map[metadata.Type]bool
	// Children are the names of entity sets, singletons and imports.
	Children map[string]bool
	// Called are the actions and functions that are called.
	Called map[*metadata.Operation]bool
	// Segments are the operations of which only the name, the namespace and the binding parameter are needed: a key in
	// a path must not be taken for a call of one. Namesakes are types that are needed for their namespace alone, for
	// the same reason: a key must not be taken for a cast to what derives from the type of its collection.
	Segments  map[*metadata.Operation]bool
	Namesakes map[*metadata.StructuredType]bool
}

// Needs finds what of the model the closure depends on.
func (c *Closure) Needs(model *metadata.Model) *Needs {
	n := &Needs{
		Members: map[*metadata.StructuredType]map[string]bool{}, Types: map[metadata.Type]bool{}, Children: map[string]bool{},
		Called: map[*metadata.Operation]bool{}, Segments: map[*metadata.Operation]bool{}, Namesakes: map[*metadata.StructuredType]bool{},
	}
	for _, m := range c.Types {
		s, ok := m.Type.(*metadata.StructuredType)
		if !ok {
			n.Types[m.Type] = true
			continue
		}
		n.structured(s)
		for _, p := range c.Properties(s) {
			n.member(p.Owner, p.Name)
		}
		for _, nav := range s.AllNavigation() {
			if c.Has(nav.Type) != nil {
				n.member(nav.Owner, nav.Name)
			}
		}
	}
	for _, op := range c.Operations {
		for i, s := range op.Path {
			n.step(model, s)
			if s.Kind == AddressStep {
				n.addressable(op.Path[i-1].Type)
			}
		}
	}
	n.rules(c)
	return n
}

// rules needs what the rules of the closure name, also where no operation leads there.
func (n *Needs) rules(c *Closure) {
	for s, links := range c.expanded {
		n.structured(s)
		for _, link := range links {
			if to, ok := link.Type.(*metadata.StructuredType); ok {
				n.structured(to)
			}
			n.member(link.Owner, link.Name)
		}
	}
	for s, names := range c.allowed {
		n.structured(s)
		for _, name := range names {
			n.at(s, name)
		}
	}
	for s, derived := range c.derived {
		n.structured(s)
		for _, d := range derived {
			n.structured(d)
		}
	}
}

// structured needs a type with its base types and their keys.
func (n *Needs) structured(s *metadata.StructuredType) {
	known := true
	for _, t := range s.Lineage() {
		if n.Members[t] == nil {
			n.Members[t], known = map[string]bool{}, false
		}
	}
	if known {
		return
	}
	for _, k := range s.Keys() {
		n.at(s, k.Path)
	}
}

// member needs a member of a type.
func (n *Needs) member(owner *metadata.StructuredType, name string) {
	n.structured(owner)
	n.Members[owner][name] = true
}

// at needs what a path leads to from a type, through complex properties.
func (n *Needs) at(s *metadata.StructuredType, path string) {
	name, rest, deeper := strings.Cut(path, "/")
	for _, p := range s.AllProperties() {
		if p.Name != name {
			continue
		}
		n.member(p.Owner, name)
		switch of := p.Type.(type) {
		case *metadata.StructuredType:
			n.structured(of)
			if deeper {
				n.at(of, rest)
			}
		case *metadata.PrimitiveType:
		default:
			n.Types[of] = true
		}
	}
}

// step needs what a step of a path names and leads to.
func (n *Needs) step(model *metadata.Model, s Step) {
	if s.Type != nil {
		n.structured(s.Type)
	}
	switch {
	case s.Set != nil:
		n.Children[s.Set.Name] = true
	case s.Singleton != nil:
		n.Children[s.Singleton.Name] = true
	case s.Import != nil:
		n.Children[s.Import.Name] = true
	case s.Navigation != nil:
		n.member(s.Navigation.Owner, s.Navigation.Name)
	case s.Property != nil:
		n.at(s.Property.Owner, s.Property.Name)
	}
	if s.Call != nil {
		n.Called[s.Call] = true
		if b := s.Call.Binding(); b != nil {
			if of, ok := b.Type.(*metadata.StructuredType); ok {
				n.structured(of)
			}
		}
	}
	if s.Kind == KeyStep {
		for _, k := range s.Keys {
			n.at(s.Type, k.Ref.Path)
		}
		n.names(model, s.Type)
	}
}

// addressable needs what makes a type one that paths of names lead on from.
func (n *Needs) addressable(t *metadata.StructuredType) {
	for _, name := range addressedBy(t) {
		n.at(t, name)
		for _, nav := range t.AllNavigation() {
			if nav.Name == name {
				n.member(nav.Owner, name)
			}
		}
	}
}

// names needs what a key of the type must not be taken for.
func (n *Needs) names(model *metadata.Model, t *metadata.StructuredType) {
	namespaces := map[string]bool{}
	for _, s := range t.Lineage() {
		namespaces[s.Namespace] = true
		for _, op := range model.BoundTo(s) {
			if op.Parameters[0].Collection {
				n.Segments[op] = true
				namespaces[op.Namespace] = true
			}
		}
	}
	for _, d := range t.AllDerived() {
		if !namespaces[d.Namespace] && n.Members[d] == nil {
			namespaces[d.Namespace] = true
			for base := d; base != t && base != nil; base = base.Base {
				n.Namesakes[base] = true
			}
		}
	}
}
