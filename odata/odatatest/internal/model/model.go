// Package model is the index of a schema.Service: types by name with what they inherit, sets, and operations by what
// they are bound to. It answers questions, holds no entities, and does not change once it is made.
package model

import (
	"strings"

	"github.com/csdlgen/csdlgen/internal/nearest"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// Model is the index. It may be used concurrently.
type Model struct {
	Service schema.Service

	types      map[string]*Type
	enums      map[string]*schema.Enum
	aliases    map[string]string
	sets       map[string]*schema.Set
	operations map[string][]*Operation // by unqualified and by qualified name
	imports    map[string]*schema.Import
}

// Type is an entity type or a complex type, with what it inherits.
type Type struct {
	*schema.Struct
	Base    *Type // nil for none
	Derived []*Type
	// Open says that it or a type that it derives from is open.
	Open bool
	// Media says that its entities are media entities.
	Media bool
	// Key is that of the type which declares it.
	Key []schema.Key
	// Properties and Links are all of the type, those of base types first.
	Properties []*schema.Property
	Links      []*schema.Link

	properties map[string]*schema.Property
	links      map[string]*schema.Link
}

// Operation is an overload of an action or a function.
type Operation struct {
	*schema.Operation
	// BoundTo is the type of the binding parameter, of an item where Many; "" where it is not bound.
	BoundTo string
	Many    bool
}

// New makes the index of a service.
func New(service schema.Service) *Model {
	m := &Model{
		Service: service, types: map[string]*Type{}, enums: map[string]*schema.Enum{}, aliases: map[string]string{},
		sets: map[string]*schema.Set{}, operations: map[string][]*Operation{}, imports: map[string]*schema.Import{},
	}
	for i := range service.Structs {
		m.types[service.Structs[i].Name] = &Type{Struct: &service.Structs[i]}
	}
	done := map[*Type]bool{}
	for i := range service.Structs {
		m.complete(m.types[service.Structs[i].Name], done)
	}
	for i := range service.Enums {
		m.enums[service.Enums[i].Name] = &service.Enums[i]
	}
	for _, a := range service.Aliases {
		m.aliases[a.Name] = a.Type
	}
	for i := range service.Sets {
		m.sets[service.Sets[i].Name] = &service.Sets[i]
	}
	for i := range service.Imports {
		m.imports[service.Imports[i].Name] = &service.Imports[i]
	}
	for i := range service.Operations {
		m.addOperation(&service.Operations[i])
	}
	return m
}

// complete gives a type what it inherits.
func (m *Model) complete(t *Type, done map[*Type]bool) {
	if done[t] {
		return
	}
	done[t] = true
	t.properties, t.links = map[string]*schema.Property{}, map[string]*schema.Link{}
	t.Open, t.Media, t.Key = t.Struct.Open, t.Struct.Media, t.Struct.Key
	if base := m.types[t.Struct.Base]; base != nil {
		m.complete(base, done)
		t.Base, base.Derived = base, append(base.Derived, t)
		t.Open, t.Media = t.Open || base.Open, t.Media || base.Media
		if len(t.Key) == 0 {
			t.Key = base.Key
		}
		t.Properties = append(t.Properties, base.Properties...)
		t.Links = append(t.Links, base.Links...)
	}
	for i := range t.Struct.Properties {
		t.Properties = append(t.Properties, &t.Struct.Properties[i])
	}
	for i := range t.Struct.Links {
		t.Links = append(t.Links, &t.Struct.Links[i])
	}
	for _, p := range t.Properties {
		t.properties[p.Name] = p
	}
	for _, l := range t.Links {
		t.links[l.Name] = l
	}
}

func (m *Model) addOperation(o *schema.Operation) {
	added := &Operation{Operation: o}
	if o.Bound && len(o.Parameters) > 0 {
		added.BoundTo, added.Many = Item(o.Parameters[0].Type)
	}
	short := o.Name[strings.LastIndexByte(o.Name, '.')+1:]
	m.operations[o.Name] = append(m.operations[o.Name], added)
	if short != o.Name {
		m.operations[short] = append(m.operations[short], added)
	}
}

// Type is the entity or complex type with a qualified name, or nil.
func (m *Model) Type(name string) *Type { return m.types[name] }

// Enum is the enumeration type with a qualified name, or nil.
func (m *Model) Enum(name string) *schema.Enum { return m.enums[name] }

// Set is the entity set or singleton with a name, or nil.
func (m *Model) Set(name string) *schema.Set { return m.sets[name] }

// Import is the action import or function import with a name, or nil.
func (m *Model) Import(name string) *schema.Import { return m.imports[name] }

// Primitive is the primitive type that a type definition stands for, or the name itself.
func (m *Model) Primitive(name string) string {
	if underlying, ok := m.aliases[name]; ok {
		return underlying
	}
	return name
}

// Operations are the overloads with a name, qualified or not, in the order of the metadata.
func (m *Model) Operations(name string) []*Operation { return m.operations[name] }

// BoundTo says whether an operation is bound to a value of a type, or to a collection of such, or to what the type
// derives from.
func (m *Model) BoundTo(o *Operation, typeName string, many bool) bool {
	if !o.Bound || o.Many != many {
		return false
	}
	if o.BoundTo == typeName {
		return true
	}
	t, to := m.types[typeName], m.types[o.BoundTo]
	return t != nil && to != nil && t.Is(to)
}

// Is says whether t is base or derives from it.
func (t *Type) Is(base *Type) bool {
	for ; t != nil; t = t.Base {
		if t == base {
			return true
		}
	}
	return false
}

// Property is the structural property with a name, also an inherited one, or nil.
func (t *Type) Property(name string) *schema.Property { return t.properties[name] }

// Link is the navigation property with a name, also an inherited one, or nil.
func (t *Type) Link(name string) *schema.Link { return t.links[name] }

// Names are the names of all properties and navigation properties, for messages that propose one.
func (t *Type) Names() []string {
	var names []string
	for _, p := range t.Properties {
		names = append(names, p.Name)
	}
	for _, l := range t.Links {
		names = append(names, l.Name)
	}
	return names
}

// Item is the type of an item of Collection(...), and whether it is a collection.
func Item(typeName string) (item string, many bool) {
	inner, many := strings.CutPrefix(typeName, "Collection(")
	if !many {
		return typeName, false
	}
	return strings.TrimSuffix(inner, ")"), true
}

// Suggest is the name that is probably meant; "" where none is like it.
func Suggest(name string, names []string) string {
	for _, close := range nearest.Names(name, names) {
		return close
	}
	return ""
}

// KeyName is what key predicates call a part of a key.
func KeyName(k schema.Key) string {
	if k.Alias != "" {
		return k.Alias
	}
	return k.Path
}

// KeyProperty is the property of a part of a key of a type, or nil.
func KeyProperty(m *Model, t *Type, k schema.Key) *schema.Property {
	path := strings.Split(k.Path, "/")
	if t == nil {
		return nil
	}
	for _, name := range path[:len(path)-1] {
		p := t.Property(name)
		if p == nil {
			return nil
		}
		if t = m.Type(p.Type); t == nil {
			return nil
		}
	}
	return t.Property(path[len(path)-1])
}
