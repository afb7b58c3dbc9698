package metadata

// This file answers the questions that selection and planning ask of a Model: types and operations by name, inherited
// members, what derives from what.

import (
	"iter"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/csdlgen/csdlgen/internal/wordlist"
)

// Type returns the type with the qualified name, aliases of the document's schemas and "Edm." included, or nil.
func (m *Model) Type(qualified string) Type {
	if t := m.types[qualified]; t != nil {
		return t
	}
	return m.types[m.Unalias(qualified)]
}

// ExactType is Type for names whose aliases are replaced already.
func (m *Model) ExactType(full string) Type { return m.types[full] }

// TypeNames returns the qualified names of all types that keep accepts, sorted: what to propose for a name that does
// not exist.
func (m *Model) TypeNames(keep func(Type) bool) []string {
	var names []string
	for name, t := range m.types {
		if keep(t) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Structured returns the entity or complex type with the qualified name, or nil.
func (m *Model) Structured(qualified string) *StructuredType {
	t, _ := m.Type(qualified).(*StructuredType)
	return t
}

// Operations returns the overloads of the action or function with the qualified name, in document order.
func (m *Model) Operations(qualified string) []*Operation {
	if all := m.operations[qualified]; all != nil {
		return all
	}
	return m.operations[m.Unalias(qualified)]
}

// BoundTo returns the operations whose binding parameter is of the type itself (not of a base type), in document order.
// Whether they bind to one or to a collection, Parameters[0].Collection tells.
func (m *Model) BoundTo(t Type) []*Operation { return m.bound[t] }

// OwnParameters are the parameters without the binding parameter of a bound operation.
func (o *Operation) OwnParameters() []*Parameter {
	if o.Bound && len(o.Parameters) > 0 {
		return o.Parameters[1:]
	}
	return o.Parameters
}

// ParameterNames are the names of OwnParameters.
func (o *Operation) ParameterNames() []string {
	var names []string
	for _, p := range o.OwnParameters() {
		names = append(names, p.Name)
	}
	return names
}

// IsStream says whether the type is Edm.Stream, or defined as it: its values are never in a body.
func IsStream(t Type) bool {
	if def, ok := t.(*TypeDefinition); ok {
		t = def.Underlying
	}
	prim, ok := t.(*PrimitiveType)
	return ok && prim.Name == "Stream"
}

// Binding is the binding parameter of a bound operation, or nil.
func (o *Operation) Binding() *Parameter {
	if o.Bound && len(o.Parameters) > 0 {
		return o.Parameters[0]
	}
	return nil
}

// ChildNames returns the names of what stands directly in the container - entity sets, singletons, action imports,
// function imports - in document order by kind. No two have one name.
func (c *EntityContainer) ChildNames() []string {
	names := c.ResourceNames()
	for _, i := range c.ActionImports {
		names = append(names, i.Name)
	}
	for _, i := range c.FunctionImports {
		names = append(names, i.Name)
	}
	return names
}

// ResourceNames are the names of the entity sets and singletons.
func (c *EntityContainer) ResourceNames() []string {
	var names []string
	for _, s := range c.Sets {
		names = append(names, s.Name)
	}
	for _, s := range c.Singletons {
		names = append(names, s.Name)
	}
	return names
}

// Term returns the term with the qualified name that the document declares, or a well-known vocabulary that it uses; or
// nil.
func (m *Model) Term(qualified string) *Term {
	if t := m.terms[qualified]; t != nil {
		return t
	}
	return m.terms[m.Unalias(qualified)]
}

// ExactTerm is Term for names whose aliases are replaced already.
func (m *Model) ExactTerm(full string) *Term { return m.terms[full] }

// ExactOperations is Operations for names whose aliases are replaced already.
func (m *Model) ExactOperations(full string) []*Operation { return m.operations[full] }

// TermNames returns the qualified names of all terms, sorted: what to propose for a name that does not exist.
func (m *Model) TermNames() []string { return slices.Sorted(maps.Keys(m.terms)) }

// Aliases returns the aliases that users of the Model may write, with their namespaces.
func (m *Model) Aliases() map[string]string { return maps.Clone(m.aliases) }

// IsUnread says whether the namespace is one that a document includes from another document that was not read: nothing
// is known about what is in it.
func (m *Model) IsUnread(namespace string) bool { return m.unread[namespace] }

// Unalias replaces a leading alias by its namespace: "graph.user" becomes "microsoft.graph.user". A name without a
// known alias comes back as it is.
func (m *Model) Unalias(qualified string) string {
	last := true
	for i := len(qualified) - 1; i > 0; i-- {
		if qualified[i] != '.' {
			continue
		}
		namespace, ok := m.aliases[qualified[:i]]
		// Names may have dots of their own: then there is something of the name.
		if full := namespace + qualified[i:]; ok && (last || m.types[full] != nil || m.operations[full] != nil) {
			return full
		}
		last = false
	}
	return qualified
}

// Own returns the property or navigation property that the type itself declares under the name, or nil.
func (t *StructuredType) Own(name string) Member { return t.members[name] }

// Member returns the property or navigation property with the name, inherited ones included, or nil.
func (t *StructuredType) Member(name string) Member {
	for ; t != nil; t = t.Base {
		if m, ok := t.members[name]; ok {
			return m
		}
	}
	return nil
}

// Property returns the structural property with the name, inherited ones included, or nil.
func (t *StructuredType) Property(name string) *Property {
	p, _ := t.Member(name).(*Property)
	return p
}

// MemberNames returns the names of all members, inherited ones included: what to propose for a name that does not
// exist.
func (t *StructuredType) MemberNames() []string {
	var names []string
	for s := t; s != nil; s = s.Base {
		names = slices.AppendSeq(names, maps.Keys(s.members))
	}
	slices.Sort(names)
	return names
}

// IsA says whether t is base or derives from it, directly or not.
func (t *StructuredType) IsA(base *StructuredType) bool {
	for ; t != nil; t = t.Base {
		if t == base {
			return true
		}
	}
	return false
}

// Lineage returns the type and its base types, the root first.
func (t *StructuredType) Lineage() []*StructuredType {
	if t == nil {
		return nil
	}
	return append(t.Base.Lineage(), t)
}

// AllProperties returns inherited and own properties, base first, in document order.
func (t *StructuredType) AllProperties() []*Property {
	var all []*Property
	for _, s := range t.Lineage() {
		all = append(all, s.Properties...)
	}
	return all
}

// AllNavigation returns inherited and own navigation properties, base first, in document order.
func (t *StructuredType) AllNavigation() []*NavigationProperty {
	var all []*NavigationProperty
	for _, s := range t.Lineage() {
		all = append(all, s.Navigation...)
	}
	return all
}

// Keys returns the key of the type: its own, or the one that it inherits.
func (t *StructuredType) Keys() []*PropertyRef {
	for ; t != nil; t = t.Base {
		if len(t.Key) > 0 {
			return t.Key
		}
	}
	return nil
}

// AllDerived returns every type that derives from t, directly or not, depth first in document order.
func (t *StructuredType) AllDerived() []*StructuredType {
	var all []*StructuredType
	for _, d := range t.Derived {
		all = append(append(all, d), d.AllDerived()...)
	}
	return all
}

// DeclaredTypes yields the types that the document declares, in document order by schema and kind: entity types,
// complex types, enumeration types, type definitions.
func (m *Model) DeclaredTypes() iter.Seq[Type] {
	return func(yield func(Type) bool) {
		for _, s := range m.Schemas {
			if !each(s.Entities, yield) || !each(s.Complexes, yield) || !each(s.Enums, yield) || !each(s.TypeDefs, yield) {
				return
			}
		}
	}
}

// Types yields the types that the schema declares, in the order of DeclaredTypes.
func (s *Schema) Types() iter.Seq[Type] {
	return func(yield func(Type) bool) {
		_ = each(s.Entities, yield) && each(s.Complexes, yield) && each(s.Enums, yield) && each(s.TypeDefs, yield)
	}
}

func each[T Type](types []T, yield func(Type) bool) bool {
	for _, t := range types {
		if !yield(t) {
			return false
		}
	}
	return true
}

// IsA says whether a type is another one, or is a structured type that derives from it.
func IsA(t, base Type) bool {
	if t == base {
		return true
	}
	s, ok := t.(*StructuredType)
	b, isStructured := base.(*StructuredType)
	return ok && isStructured && s.IsA(b)
}

// IsEntity says whether a type is an entity type that a document declares.
func IsEntity(t Type) bool {
	s, ok := t.(*StructuredType)
	return ok && s.Entity
}

// PrimitiveOf is the primitive type of values: that of a type definition is its underlying one; nil for other types.
func PrimitiveOf(t Type) *PrimitiveType {
	switch t := t.(type) {
	case *PrimitiveType:
		return t
	case *TypeDefinition:
		return t.Underlying
	}
	return nil
}

// TypeText is a use of a type as CSDL XML writes it: "shop.thing", "Collection(shop.thing)".
func TypeText(t Type, collection bool) string {
	if collection {
		return "Collection(" + t.QualifiedName() + ")"
	}
	return t.QualifiedName()
}

// SplitName cuts a qualified name at its last dot; a name without one has the namespace "".
func SplitName(qualified string) (namespace, name string) {
	i := strings.LastIndexByte(qualified, '.')
	if i < 0 {
		return "", qualified
	}
	return qualified[:i], qualified[i+1:]
}

// IsIdentifier says whether a name is a SimpleIdentifier (CSDL 4.01, section 15.2): a letter or underscore, then
// letters, digits, connectors and marks. It does not look at the length.
func IsIdentifier(name string) bool {
	for i, r := range name {
		start := r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r)
		if !start && (i == 0 || !unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Cf)) {
			return false
		}
	}
	return name != "" && utf8.ValidString(name)
}

// IsAbstract says whether a type is one of the abstract types of the Edm namespace that stand for others:
// Edm.EntityType, Edm.ComplexType, Edm.PrimitiveType and Edm.Untyped.
func IsAbstract(t Type) bool {
	p, ok := t.(*PrimitiveType)
	return ok && wordlist.Has(p.Name, "EntityType ComplexType PrimitiveType Untyped")
}

// IntegerRange is the range of the values of an integer type; ok is false for another type.
func (p *PrimitiveType) IntegerRange() (low, high int64, ok bool) {
	switch p.Name {
	case "Byte":
		return 0, math.MaxUint8, true
	case "SByte":
		return math.MinInt8, math.MaxInt8, true
	case "Int16":
		return math.MinInt16, math.MaxInt16, true
	case "Int32":
		return math.MinInt32, math.MaxInt32, true
	case "Int64":
		return math.MinInt64, math.MaxInt64, true
	}
	return 0, 0, false
}

// Child is what a container has under a name.
type Child struct {
	// Kind is "entity set", "singleton", "action import" or "function import".
	Kind string
	// Type is that of a set or singleton, nil for imports.
	Type *StructuredType
	Pos  Pos
}

// Children are what stands directly in the container, by name. The map is made anew for each call.
func (c *EntityContainer) Children() map[string]Child {
	all := map[string]Child{}
	for _, s := range c.Sets {
		all[s.Name] = Child{"entity set", s.Type, s.Pos}
	}
	for _, s := range c.Singletons {
		all[s.Name] = Child{"singleton", s.Type, s.Pos}
	}
	for _, i := range c.ActionImports {
		all[i.Name] = Child{"action import", nil, i.Pos}
	}
	for _, i := range c.FunctionImports {
		all[i.Name] = Child{"function import", nil, i.Pos}
	}
	return all
}
