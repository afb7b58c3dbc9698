package plan

// This file plans the method that makes one step of a path: to a resource below, to one entity of a collection, to a derived type.

import (
	"slices"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
)

// stepMethod is the method that makes one step; from is the step before, nil at the service root.
func (p *planner) stepMethod(s selection.Step, from *selection.Step, next *builder) method {
	m := method{Method: ir.Method{Kind: ir.ChildMethod, Builder: next.GoName}}
	switch s.Kind {
	case selection.KeyStep:
		return p.keyMethod(s, m)
	case selection.CastStep:
		m.Kind, m.GoName, m.Segment = ir.CastMethod, "As"+p.names.Type(s.Type), s.Type.QualifiedName()
		m.Doc = ir.Doc{m.GoName + " addresses the same as " + s.Type.QualifiedName() + "."}
		return m
	case selection.AddressStep:
		m.Kind, m.GoName, m.Address = ir.AddressMethod, "Path", &ir.Variable{GoName: addressParameter, Type: ir.GoType{Name: "string"}}
		m.Doc = ir.Doc{"Path addresses what the path leads to, from here on: names with slashes between."}
		return m
	case selection.CallStep:
		call := p.callMethod(s, from)
		call.Kind, call.Builder = ir.CallMethod, next.GoName
		call.GoName += map[bool]string{true: "Collection", false: "Item"}[s.Collection]
		call.Doc = ir.Doc{call.GoName + " addresses what the function " + s.Call.QualifiedName() + " returns."}
		return call
	case selection.EntitySetStep:
		m.Segment = s.Set.Name
		m.GoName, m.pin = p.rootName(m.Segment), p.model.Container.QualifiedName()+"/"+m.Segment
		m.Doc = docOf(m.GoName+" addresses the entity set "+m.Segment+".", s.Set.Annotations)
	case selection.SingletonStep:
		m.Segment = s.Singleton.Name
		m.GoName, m.pin = p.rootName(m.Segment), p.model.Container.QualifiedName()+"/"+m.Segment
		m.Doc = docOf(m.GoName+" addresses the singleton "+m.Segment+".", s.Singleton.Annotations)
	case selection.NavigationStep:
		m.Segment = s.Navigation.Name
		m.GoName, m.pin = p.childName(s.Navigation.Owner, m.Segment), s.Navigation.Owner.QualifiedName()+"/"+m.Segment
		m.Doc = docOf(m.GoName+" addresses the navigation property "+s.Navigation.Owner.QualifiedName()+"/"+m.Segment+".", s.Navigation.Annotations)
	case selection.PropertyStep:
		m.Segment = s.Property.Name
		m.GoName, m.pin = p.childName(s.Property.Owner, m.Segment), s.Property.Owner.QualifiedName()+"/"+m.Segment
		if next.Collection { // the name alone is the collection as one value
			m.GoName += "Collection"
		}
		m.Doc = docOf(m.GoName+" addresses the property "+s.Property.Owner.QualifiedName()+"/"+m.Segment+".", s.Property.Annotations)
	}
	m.Restrictions = p.restrictionsOf(s)
	return m
}

// keyMethod is the method that makes the step to one entity. One by an alternate key says by which.
func (p *planner) keyMethod(s selection.Step, m method) method {
	m.Kind, m.GoName, m.Keys = ir.KeyMethod, "Key", p.keyParams(s)
	m.Doc = ir.Doc{"Key addresses the entity with the key."}
	if !s.Alternate {
		if m.Segments = p.segmentNames(s.Type, m.Keys); m.Segments != nil {
			m.Doc[0] += " One that would mean something else behind the collection is written in parentheses."
		}
	} else {
		m.GoName, m.Alternate, m.Parentheses = "KeyBy", true, s.Parentheses || len(s.Keys) > 1
		for i, k := range s.Keys {
			m.GoName += map[bool]string{true: "And"}[i > 0] + exported(k.Ref.Alias)
		}
		m.Doc = ir.Doc{m.GoName + " addresses the entity with the alternate key."}
	}
	return m
}

// childName is the method for a property or navigation property.
func (p *planner) childName(owner *metadata.StructuredType, member string) string {
	name := p.names.member(owner, member)
	if slices.Contains(methodNames[:], name) {
		name += "Resource"
	}
	return name
}

// rootName is the client's method for an entity set, a singleton or an import. The client has the method OData itself.
func (p *planner) rootName(child string) string {
	name := p.names.Child(p.model.Container, child)
	if name == runtimeClient {
		name += "Resource"
	}
	return name
}
