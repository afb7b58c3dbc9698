package selection

// This file says what a package depends on without holding it. The types of a closure are not enough for the same lines
// to mean the same, nor for the same names: a path leads over elements of the schema, an overload is told apart from
// others, a key must not be taken for an operation. Who cuts a schema down to what a package needs has to keep these,
// too.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// Surroundings are the elements of a schema that a package depends on besides the types of its closure. Each list holds
// an element once, in the order in which the operations come across it. Annotations count with the element that they
// stand on.
type Surroundings struct {
	Sets       []*metadata.EntitySet
	Singletons []*metadata.Singleton
	Imports    []*metadata.OperationImport
	// Types are those that paths lead to or are cast to, with their base types. Of those that are not in the closure
	// nothing but Members and the properties of their keys counts.
	Types []*metadata.StructuredType
	// Members are what paths lead over, the parts of keys, and members that are named like an operation that is called.
	Members []metadata.Member
	// Operations are the ones that are called, all overloads of each, and those that a key must not be taken for.
	Operations []*metadata.Operation
	// Namespaces are the ones with which a type cast or an operation in the place of a key may begin.
	Namespaces []string
}

// Surroundings computes what the operations of the closure depend on in the model that they were resolved in.
func (c *Closure) Surroundings(model *metadata.Model) Surroundings {
	var s surroundings
	for _, op := range c.Operations {
		for i, step := range op.Path {
			s.step(step)
			s.lineage(step.Type)
			switch {
			case step.Import != nil:
				s.operations.add(step.Import.Operations...)
			case step.Call != nil:
				s.call(model, step.Call, op.Path[i-1])
			case step.Kind == KeyStep:
				operations, namespaces := KeyRivals(model, step.Type)
				s.operations.add(operations...)
				s.namespaces.add(namespaces...)
			case step.Kind == AddressStep:
				s.add(step.Type, addressedBy(step.Type)...)
			}
		}
	}
	return Surroundings{
		Sets: s.sets.all, Singletons: s.singletons.all, Imports: s.imports.all, Types: s.types.all,
		Members: s.members.all, Operations: s.operations.all, Namespaces: s.namespaces.all,
	}
}

// surroundings collects what Surroundings holds.
type surroundings struct {
	sets       unique[*metadata.EntitySet]
	singletons unique[*metadata.Singleton]
	imports    unique[*metadata.OperationImport]
	types      unique[*metadata.StructuredType]
	members    unique[metadata.Member]
	operations unique[*metadata.Operation]
	namespaces unique[string]
}

// unique is a list that holds each element once.
type unique[T comparable] struct {
	all  []T
	seen map[T]bool
}

func (u *unique[T]) add(elements ...T) {
	if u.seen == nil {
		u.seen = map[T]bool{}
	}
	for _, e := range elements {
		if !u.seen[e] {
			u.seen[e] = true
			u.all = append(u.all, e)
		}
	}
}

// step adds what one step names.
func (s *surroundings) step(step Step) {
	switch {
	case step.Set != nil:
		s.sets.add(step.Set)
	case step.Singleton != nil:
		s.singletons.add(step.Singleton)
	case step.Import != nil:
		s.imports.add(step.Import)
	case step.Navigation != nil:
		s.members.add(step.Navigation)
	case step.Property != nil:
		s.members.add(step.Property)
	}
	for _, k := range step.Keys {
		s.key(step.Type, k.Ref)
	}
}

// key adds a part of a key, which may lie within a complex property.
func (s *surroundings) key(t *metadata.StructuredType, ref *metadata.PropertyRef) {
	name, rest, deeper := strings.Cut(ref.Path, "/")
	s.add(t, name)
	if p := t.Property(name); p != nil && deeper {
		if within, ok := p.Type.(*metadata.StructuredType); ok {
			s.types.add(within)
			s.key(within, &metadata.PropertyRef{Path: rest})
		}
	}
}

// lineage adds a type with its base types and the parts of its key.
func (s *surroundings) lineage(t *metadata.StructuredType) {
	s.types.add(t.Lineage()...)
	for _, k := range t.Keys() {
		s.key(t, k)
	}
}

// add adds the members of the type with the names.
func (s *surroundings) add(t *metadata.StructuredType, names ...string) {
	for _, name := range names {
		if m := t.Member(name); m != nil {
			s.members.add(m)
		}
	}
}

// call adds the overloads of an operation that is bound to what the step before leads to, and members that are named
// like it but for what separates words: in Go, an operation yields to them.
func (s *surroundings) call(model *metadata.Model, call *metadata.Operation, before Step) {
	s.operations.add(named(BoundTo(model, before.Of, before.Collection), call.Name)...)
	if before.Type == nil {
		return
	}
	for _, name := range before.Type.MemberNames() {
		if letters(name) == letters(call.Name) {
			s.add(before.Type, name)
		}
	}
}

// letters is a name without case and without what separates its words.
func letters(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "").Replace(name))
}

// KeyRivals are what a key in a collection of the type may be taken for where it is a segment of its own: operations
// that are bound to the collection, and the namespaces with which these, or casts of the collection, may begin (OData
// URL Conventions 4.01, section 4.3.6).
func KeyRivals(model *metadata.Model, t *metadata.StructuredType) (operations []*metadata.Operation, namespaces []string) {
	operations = BoundTo(model, t, true)
	var all unique[string]
	for _, op := range operations {
		all.add(op.Namespace)
	}
	for _, of := range slices.Concat(t.Lineage(), t.AllDerived()) {
		all.add(of.Namespace)
	}
	return operations, all.all
}
