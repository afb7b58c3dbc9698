package plan

// This file plans the method that makes one step of a path: to a resource below, to one entity of a collection, to a
// derived type.

import (
	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
)

// stepMethod is the method of the builder at that makes one step, to the builder next.
func (p *planner) stepMethod(s selection.Step, at, next *builder) method {
	m := method{Method: ir.Method{Kind: ir.ChildMethod, Builder: next.GoName}, pos: s.Pos}
	switch s.Kind {
	case selection.KeyStep:
		return p.keyMethod(s, m)
	case selection.CastStep:
		m.Kind, m.GoName, m.Segment = ir.CastMethod, "As"+p.names.Type(s.Type), s.Type.QualifiedName()
		m.Doc = ir.Doc{m.GoName + " addresses the same resource as " + s.Type.QualifiedName() + "."}
		return m
	case selection.AddressStep:
		m.Kind, m.GoName, m.Address = ir.AddressMethod, "Path", &ir.Variable{GoName: addressParameter, Type: ir.GoType{Name: "string"}}
		m.Doc = ir.Doc{"Path addresses the item at the given relative path: names separated by slashes."}
		return m
	case selection.CallStep:
		call := p.callMethod(s, at, "", map[bool]string{true: "Collection", false: "Item"}[s.Collection])
		call.Kind, call.Builder = ir.CallMethod, next.GoName
		call.Doc = ir.Doc{call.GoName + " addresses what the function " + s.Call.QualifiedName() + " returns."}
		return call
	}
	p.childMethod(&m, s, next)
	m.Restrictions = p.restrictionsOf(s)
	return m
}

// childMethod names the method for what stands below: in the container, or as a member of a type.
func (p *planner) childMethod(m *method, s selection.Step, next *builder) {
	var what, of string
	var annotations metadata.Annotations
	switch s.Kind {
	case selection.EntitySetStep:
		what, of, m.Segment, annotations = "entity set", "", s.Set.Name, s.Set.Annotations
	case selection.SingletonStep:
		what, of, m.Segment, annotations = "singleton", "", s.Singleton.Name, s.Singleton.Annotations
	case selection.NavigationStep:
		what, of, m.Segment, annotations = "navigation property", s.Navigation.Owner.QualifiedName()+"/", s.Navigation.Name, s.Navigation.Annotations
		m.base = p.names.Member(s.Navigation.Owner, m.Segment)
	case selection.PropertyStep:
		what, of, m.Segment, annotations = "property", s.Property.Owner.QualifiedName()+"/", s.Property.Name, s.Property.Annotations
		m.base = p.names.Member(s.Property.Owner, m.Segment)
	}
	if of == "" {
		m.base = p.names.Child(p.model.Container, m.Segment)
		m.GoName, m.pin = reserved.client.free(m.base), p.model.Container.QualifiedName()+"/"+m.Segment
	} else {
		m.GoName, m.pin = reserved.methods.free(m.base), of+m.Segment
	}
	if s.Kind == selection.PropertyStep && next.Collection { // the name alone is the collection as one value
		m.GoName += "Collection"
	}
	m.Doc = docOf(m.GoName+" addresses the "+what+" "+of+m.Segment+".", annotations)
}

// keyMethod is the method that makes the step to one entity. One by an alternate key says by which.
func (p *planner) keyMethod(s selection.Step, m method) method {
	m.Kind, m.GoName, m.Keys = ir.KeyMethod, "Key", p.keyParams(s)
	m.Doc = ir.Doc{"Key addresses the entity with the given key."}
	if !s.Alternate {
		if m.Segments = p.segmentNames(s.Type, m.Keys); m.Segments != nil {
			m.Doc[0] += " A key that would mean something else as a path segment is written in parentheses."
		}
	} else {
		m.GoName, m.Alternate, m.Parentheses = "KeyBy", true, s.Parentheses || len(s.Keys) > 1
		for i, k := range s.Keys {
			m.GoName += map[bool]string{true: "And"}[i > 0] + exported(k.Ref.Alias)
		}
		m.Doc = ir.Doc{m.GoName + " addresses the entity with the given alternate key."}
	}
	return m
}
