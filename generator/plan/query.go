package plan

// This file plans the variables by which programs name properties in query options: one for each property and
// navigation property of the types that requests read, and of the complex types below them.

import (
	"slices"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
)

// findQueried finds the types whose properties query options can name.
func (p *planner) findQueried() {
	p.queried = map[*metadata.StructuredType]bool{}
	var queue []*metadata.StructuredType
	add := func(t metadata.Type) {
		if s, ok := t.(*metadata.StructuredType); ok && !p.queried[s] && p.closure.Has(s) != nil {
			p.queried[s] = true
			queue = append(queue, s)
		}
	}
	for _, op := range p.closure.Operations {
		switch op.Kind {
		case selection.Get, selection.List:
			add(op.Resource().Type)
		case selection.Invoke:
			if op.Method == "GET" {
				add(op.Resource().Of)
			}
		}
	}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		for _, prop := range p.closure.Properties(s) {
			add(prop.Type)
		}
		for _, nav := range p.closure.Navigation(s) {
			add(nav.Type)
		}
	}
}

// planQueryProperties plans the variables for a type's properties.
func (p *planner) planQueryProperties(t *ir.Type, s *metadata.StructuredType) {
	if !p.queried[s] {
		return
	}
	of := p.value(s)
	add := func(member string, kind string, args ...ir.GoType) {
		t.QueryProperties = append(t.QueryProperties, &ir.Field{
			SchemaName: member,
			GoName:     p.names.Property(s, member),
			Type:       ir.RuntimeType(kind, append([]ir.GoType{of}, args...)...),
		})
	}
	for _, prop := range p.closure.Properties(s) {
		value := p.value(prop.Type)
		structured, _ := prop.Type.(*metadata.StructuredType)
		switch {
		case structured != nil && prop.Collection:
			add(prop.Name, "CollectionProperty", value)
		case prop.Collection:
			add(prop.Name, "CollectionProperty", ir.RuntimeType("Item", value))
		default:
			add(prop.Name, "Property", value)
		}
	}
	for _, nav := range s.AllNavigation() {
		if slices.ContainsFunc(t.QueryProperties, func(f *ir.Field) bool { return f.SchemaName == nav.Name }) {
			continue
		}
		if p.closure.Has(nav.Type) == nil {
			continue // or the variable would be of another type once the package holds that of the link
		}
		kind := "NavigationProperty"
		if nav.Collection {
			kind = "NavigationCollection"
		}
		add(nav.Name, kind, p.value(nav.Type))
	}
}
