package metadata

// This file puts a Model together. Readers of documents, such as metadata/load, declare what they find and ask for what
// is declared already; after Finish nothing changes any more.

import (
	"slices"
)

// primitiveNames are the types of the Edm namespace (CSDL 4.01, sections 3.3, 3.4 and 4.2).
var primitiveNames = [...]string{
	"Binary", "Boolean", "Byte", "Date", "DateTimeOffset", "Decimal", "Double", "Duration", "Guid", "Int16", "Int32", "Int64",
	"SByte", "Single", "Stream", "String", "TimeOfDay",
	"Geography", "GeographyPoint", "GeographyLineString", "GeographyPolygon", "GeographyMultiPoint", "GeographyMultiLineString",
	"GeographyMultiPolygon", "GeographyCollection",
	"Geometry", "GeometryPoint", "GeometryLineString", "GeometryPolygon", "GeometryMultiPoint", "GeometryMultiLineString",
	"GeometryMultiPolygon", "GeometryCollection",
	"PrimitiveType", "ComplexType", "EntityType", "Untyped",
	"AnnotationPath", "AnyPropertyPath", "ModelElementPath", "NavigationPropertyPath", "PropertyPath",
}

// Builder puts a Model together. Its declarations enter elements under their names, so that they are found; the lists
// of the Model and its schemas are filled by its user. A Builder is for one goroutine.
type Builder struct {
	// Model is what is built. Questions may be asked of it at any time; what is not declared yet is not there.
	Model *Model
}

// NewBuilder begins a Model that has the primitive types and nothing else.
func NewBuilder() *Builder {
	m := &Model{
		types:      map[string]Type{},
		operations: map[string][]*Operation{},
		terms:      map[string]*Term{},
		bound:      map[Type][]*Operation{},
		aliases:    map[string]string{},
		unread:     map[string]bool{},
	}
	for _, name := range primitiveNames {
		m.types["Edm."+name] = &PrimitiveType{Name: name}
	}
	return &Builder{Model: m}
}

// DeclareType enters a type under its qualified name. Where a type has the name already, that one stays and is
// returned; else the result is nil.
func (b *Builder) DeclareType(t Type) (first Type) {
	if first = b.Model.types[t.QualifiedName()]; first == nil {
		b.Model.types[t.QualifiedName()] = t
	}
	return first
}

// DeclareTerm enters a term, as DeclareType does.
func (b *Builder) DeclareTerm(t *Term) (first *Term) {
	if first = b.Model.terms[t.QualifiedName()]; first == nil {
		b.Model.terms[t.QualifiedName()] = t
	}
	return first
}

// DeclareOperation enters an overload.
func (b *Builder) DeclareOperation(op *Operation) {
	b.Model.operations[op.QualifiedName()] = append(b.Model.operations[op.QualifiedName()], op)
}

// DeclareMember gives a type a property or navigation property of its own. Where it has one of the name already, that
// one stays and is returned; else the result is nil.
func (b *Builder) DeclareMember(t *StructuredType, m Member) (first Member) {
	if first = t.members[m.MemberName()]; first != nil {
		return first
	}
	if t.members == nil {
		t.members = map[string]Member{}
	}
	t.members[m.MemberName()] = m
	switch m := m.(type) {
	case *Property:
		t.Properties = append(t.Properties, m)
	case *NavigationProperty:
		t.Navigation = append(t.Navigation, m)
	}
	return nil
}

// DropMember takes a property or navigation property from the type that it was declared for.
func (b *Builder) DropMember(t *StructuredType, m Member) {
	delete(t.members, m.MemberName())
	switch m := m.(type) {
	case *Property:
		t.Properties = slices.DeleteFunc(t.Properties, func(p *Property) bool { return p == m })
	case *NavigationProperty:
		t.Navigation = slices.DeleteFunc(t.Navigation, func(n *NavigationProperty) bool { return n == m })
	}
}

// DeclareAlias lets users of the Model write an alias in place of a namespace. The first namespace of an alias stays.
func (b *Builder) DeclareAlias(alias, namespace string) {
	if _, taken := b.Model.aliases[alias]; !taken {
		b.Model.aliases[alias] = namespace
	}
}

// DeclareUnread notes that nothing is known about what is in a namespace.
func (b *Builder) DeclareUnread(namespace string) { b.Model.unread[namespace] = true }

// Finish links what is only known once everything is resolved, and returns the Model.
func (b *Builder) Finish() *Model {
	for _, s := range b.Model.Schemas {
		for _, op := range s.Operations {
			if binding := op.Binding(); binding != nil && binding.Type != nil {
				b.Model.bound[binding.Type] = append(b.Model.bound[binding.Type], op)
			}
		}
	}
	return b.Model
}
