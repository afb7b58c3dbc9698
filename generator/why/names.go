package why

// This file finds the elements that a name names: types, their members, operations, and what stands in the container.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
)

// element is what a name names.
type element struct {
	name string
	kind string
	// of is the type, or the type that has the member; nil for operations and children of the container.
	of     metadata.Type
	member string
	// operation is the qualified name of an action or function, child the name of what stands in the container.
	operation, child string
}

// isStep says whether a step of a path names the element, or leads to the type.
func (e element) isStep(s selection.Step) bool {
	switch {
	case e.operation != "":
		return s.Call != nil && s.Call.QualifiedName() == e.operation
	case e.child != "":
		return childOf(s) == e.child
	case e.member == "":
		return s.Of == e.of
	}
	of, ok := e.of.(*metadata.StructuredType)
	owner, name := memberOf(s)
	return ok && owner != nil && name == e.member && of.IsA(owner)
}

// childOf is the name of what a step names in the container, or "".
func childOf(s selection.Step) string {
	switch {
	case s.Set != nil:
		return s.Set.Name
	case s.Singleton != nil:
		return s.Singleton.Name
	case s.Import != nil:
		return s.Import.Name
	}
	return ""
}

// memberOf is the member of a type that a step names, or nil.
func memberOf(s selection.Step) (owner *metadata.StructuredType, name string) {
	switch {
	case s.Navigation != nil:
		return s.Navigation.Owner, s.Navigation.Name
	case s.Property != nil:
		return s.Property.Owner, s.Property.Name
	}
	return nil, ""
}

// elementsNamed are the elements that a name fits: exactly, else without its namespace, else ignoring case too.
func elementsNamed(model *metadata.Model, name string) []element {
	head, member, _ := strings.Cut(strings.TrimPrefix(name, "/"), "/")
	head = model.Unalias(head)
	fits := []func(string, string) bool{
		func(whole, _ string) bool { return whole == head },
		func(_, short string) bool { return short == head },
		func(whole, short string) bool {
			return strings.EqualFold(whole, head) || strings.EqualFold(short, head)
		},
	}
	for i, fit := range fits {
		var all []element
		for e := range declared(model) {
			_, short := metadata.SplitName(e.name)
			if !fit(e.name, short) {
				continue
			}
			if member == "" {
				all = append(all, e)
			} else if m, ok := memberNamed(e, member, i == len(fits)-1); ok {
				all = append(all, m)
			}
		}
		if len(all) > 0 {
			return all
		}
	}
	return nil
}

// declared yields everything that has a name of its own: types, operations, and what stands in the container.
func declared(model *metadata.Model) func(yield func(element) bool) {
	var all []element
	for t := range model.DeclaredTypes() {
		all = append(all, element{name: t.QualifiedName(), kind: kindOf(t), of: t})
	}
	for _, s := range model.Schemas {
		for _, o := range s.Operations {
			kind := "action"
			if o.Function {
				kind = "function"
			}
			e := element{name: o.QualifiedName(), kind: kind, operation: o.QualifiedName()}
			if !slices.Contains(all, e) { // overloads are one element
				all = append(all, e)
			}
		}
	}
	if model.Container != nil {
		children := model.Container.Children()
		for _, name := range model.Container.ChildNames() {
			all = append(all, element{name: name, kind: children[name].Kind, child: name})
		}
	}
	return slices.Values(all)
}

func kindOf(t metadata.Type) string {
	switch t := t.(type) {
	case *metadata.StructuredType:
		if t.Entity {
			return "entity type"
		}
		return "complex type"
	case *metadata.EnumType:
		return "enumeration type"
	}
	return "type definition"
}

// memberNamed is the member of a type with the name.
func memberNamed(e element, name string, folded bool) (element, bool) {
	for _, m := range membersOf(e) {
		if short := m.member; short == name || folded && strings.EqualFold(short, name) {
			return m, true
		}
	}
	return element{}, false
}

// membersOf are the members of a type, inherited ones included.
func membersOf(e element) []element {
	var all []element
	add := func(name, kind string) {
		all = append(all, element{name: e.of.QualifiedName() + "/" + name, kind: kind, of: e.of, member: name})
	}
	switch t := e.of.(type) {
	case *metadata.StructuredType:
		for _, p := range t.AllProperties() {
			add(p.Name, "property")
		}
		for _, n := range t.AllNavigation() {
			add(n.Name, "navigation property")
		}
	case *metadata.EnumType:
		for _, m := range t.Members {
			add(m.Name, "member")
		}
	}
	return all
}
