package metadata

// This file is the resolved Model: what a CSDL document means, with pointers instead of strings. It is what the rest of
// csdlgen reads. Build it with Load; nothing outside this package changes it.

import "github.com/csdlgen/csdlgen/internal/diag"

// Pos is a place in a metadata document; see [Diagnostic].
type Pos = diag.Pos

// Diagnostic is a complaint about a metadata document with its position.
type Diagnostic = diag.Diagnostic

// Diagnostics is a list of complaints; as an error it prints one a line.
type Diagnostics = diag.List

// Model is a service's entity model, fully resolved (CSDL 4.01, section 4). It is read-only after Load and then safe
// for concurrent use.
type Model struct {
	// Version is the Version attribute of edmx:Edmx, "4.0" or "4.01".
	Version string
	// Schemas are the schemas in document order.
	Schemas []*Schema
	// Container is the service's entity container, or nil: a document that only holds types has none.
	Container *EntityContainer
	// Containers are the containers of all documents, Container among them.
	Containers []*EntityContainer
	// Vocabularies are the well-known vocabularies that something refers to and that no document has, sorted by
	// namespace. What the service's own types use of them is in Schemas too.
	Vocabularies []*Schema

	types      map[string]Type
	operations map[string][]*Operation
	terms      map[string]*Term
	bound      map[Type][]*Operation // by binding parameter's type, collection or not
	aliases    map[string]string
	unread     map[string]bool
}

// Schema is one Schema element (CSDL 4.01, section 5). Members are in document order.
type Schema struct {
	Namespace string
	Alias     string
	// Version is the OData version of its document, "4.0" or "4.01".
	Version string
	// WellKnown says that no document has the schema: it is a vocabulary that everybody knows. In Model.Schemas it only
	// has the types that the service's own types use.
	WellKnown   bool
	Entities    []*StructuredType
	Complexes   []*StructuredType
	Enums       []*EnumType
	TypeDefs    []*TypeDefinition
	Operations  []*Operation
	Terms       []*Term
	Container   *EntityContainer
	Annotations Annotations
	Pos         Pos
}

// Type is one of *PrimitiveType, *StructuredType, *EnumType and *TypeDefinition.
type Type interface {
	// QualifiedName is namespace.name, never with an alias: "microsoft.graph.user", "Edm.String".
	QualifiedName() string
	// Position is where the type is declared; the zero Pos for primitive types.
	Position() Pos
	isType()
}

// Named is what every declared element has.
type Named struct {
	Namespace   string
	Name        string
	Annotations Annotations
	Pos         Pos
}

// QualifiedName is namespace.name.
func (n *Named) QualifiedName() string { return n.Namespace + "." + n.Name }

// Position is where the element is declared.
func (n *Named) Position() Pos { return n.Pos }

// PrimitiveType is a type of the Edm namespace (CSDL 4.01, section 3.3), abstract ones such as Edm.PrimitiveType,
// Edm.ComplexType, Edm.EntityType and Edm.Untyped included.
type PrimitiveType struct {
	// Name is the name without "Edm.", such as "String".
	Name string
}

// QualifiedName is "Edm." and the name.
func (p *PrimitiveType) QualifiedName() string { return "Edm." + p.Name }

// Position is the zero Pos: primitive types are declared by the specification.
func (*PrimitiveType) Position() Pos { return Pos{} }
func (*PrimitiveType) isType()       {}

// StructuredType is an entity type or a complex type (CSDL 4.01, sections 6 and 9).
type StructuredType struct {
	Named
	// Entity says whether this is an entity type; otherwise it is a complex type.
	Entity    bool
	Base      *StructuredType // nil for a root type
	Abstract  bool
	OpenType  bool // also true where a base type is open
	HasStream bool // also true where a base type has a stream
	// Key holds the property references of the type's own Key element; see Keys.
	Key []*PropertyRef
	// KeyUnusable says that the type declares a key whose values no URL can have; Key is empty then.
	KeyUnusable bool
	// Properties and Navigation are the type's own, in document order; see AllProperties and AllNavigation.
	Properties []*Property
	Navigation []*NavigationProperty
	// Derived are the types whose Base is this type, in document order.
	Derived []*StructuredType

	members map[string]Member // its own, by name
}

func (*StructuredType) isType() {}

// PropertyRef is one property of a key (CSDL 4.01, section 6.5).
type PropertyRef struct {
	// Path is the property's name, or a path through complex properties with "/" between.
	Path string
	// Alias is the name of the key property in key predicates; where the document gives none it is Path.
	Alias string
	// Property is the last property of the path.
	Property *Property
	Pos      Pos
}

// TypeRef is the use of a type: by a property, parameter, return type or term, with its facets
// (CSDL 4.01, section 7.2).
type TypeRef struct {
	Type       Type
	Collection bool
	// Nullable says whether null is allowed: of the value, or of the items of a collection.
	Nullable bool
	// NullableGiven says whether the document has the Nullable attribute. Without it, a client cannot know whether a
	// collection holds nulls.
	NullableGiven bool
	Facets        Facets
	Pos           Pos
}

// Facets are the type facets (CSDL 4.01, section 7.2). Nil means not given.
type Facets struct {
	MaxLength *int // nil also for MaxLength="max"
	Precision *int
	Scale     *int // nil also for the symbolic scales
	// ScaleSymbol is "variable" or "floating" where the document says so.
	ScaleSymbol string
	Unicode     *bool
	SRID        string // number or "variable", "" if not given
}

// Member is a *Property or a *NavigationProperty.
type Member interface {
	// MemberName is the name, which is unique in a type and its base types.
	MemberName() string
	// Position is where the member is declared.
	Position() Pos
	isMember()
}

// MemberName is the name of the property.
func (p *Property) MemberName() string { return p.Name }

// Position is where the property is declared.
func (p *Property) Position() Pos { return p.Pos }
func (*Property) isMember()       {}

// MemberName is the name of the navigation property.
func (n *NavigationProperty) MemberName() string { return n.Name }

// Position is where the navigation property is declared.
func (n *NavigationProperty) Position() Pos { return n.Pos }
func (*NavigationProperty) isMember()       {}

// Property is a structural property (CSDL 4.01, section 7).
type Property struct {
	Name string
	TypeRef
	// DefaultValue is the DefaultValue attribute; nil if not given.
	DefaultValue *string
	// Owner is the type that declares the property.
	Owner       *StructuredType
	Annotations Annotations
	Pos         Pos
}

// NavigationProperty is a navigation property (CSDL 4.01, section 8).
type NavigationProperty struct {
	Name string
	// Type is the entity type (or Edm.EntityType) that the property leads to.
	Type           Type
	Collection     bool
	Nullable       bool
	ContainsTarget bool
	// Partner is the path to the partner, with aliases replaced by namespaces; "" if not given.
	Partner     string
	Constraints []ReferentialConstraint
	OnDelete    string // "Cascade", "None", "SetNull", "SetDefault" or ""
	Owner       *StructuredType
	Annotations Annotations
	Pos         Pos
}

// Target is the entity type that the property leads to, or nil where it is the abstract Edm.EntityType.
func (n *NavigationProperty) Target() *StructuredType {
	t, _ := n.Type.(*StructuredType)
	return t
}

// ReferentialConstraint ties a dependent property to a property of the principal (CSDL 4.01, section 8.5). Both are
// paths, with aliases replaced by namespaces.
type ReferentialConstraint struct {
	Property           string
	ReferencedProperty string
	Annotations        Annotations
	Pos                Pos
}

// EnumType is an enumeration type (CSDL 4.01, section 10).
type EnumType struct {
	Named
	// Underlying is Edm.Byte, Edm.SByte, Edm.Int16, Edm.Int32 or Edm.Int64; Edm.Int32 if not given.
	Underlying *PrimitiveType
	IsFlags    bool
	Members    []*EnumMember
}

func (*EnumType) isType() {}

// EnumMember is a member of an enumeration type. Value is set also where the document leaves it out.
type EnumMember struct {
	Name        string
	Value       int64
	Annotations Annotations
	Pos         Pos
}

// TypeDefinition gives a primitive type (or an enumeration type) a name of its own (CSDL 4.01, section 11).
type TypeDefinition struct {
	Named
	// Underlying is a *PrimitiveType, never another type definition.
	Underlying *PrimitiveType
	Facets     Facets
}

func (*TypeDefinition) isType() {}

// Operation is one Action or Function element: one overload (CSDL 4.01, section 12).
type Operation struct {
	Named
	// Function says whether this is a function; otherwise it is an action.
	Function bool
	Bound    bool
	// Parameters holds all parameters, the binding parameter of a bound operation first.
	Parameters []*Parameter
	// Return is nil for an action without return type.
	Return            *TypeRef
	ReturnAnnotations Annotations
	// EntitySetPath leads from the binding parameter to the result's entity set, with aliases replaced by namespaces;
	// "" if not given.
	EntitySetPath string
	Composable    bool
}

// Parameter is a parameter of an operation (CSDL 4.01, section 12.9).
type Parameter struct {
	Name string
	TypeRef
	// Optional says whether Org.OData.Core.V1.OptionalParameter is given.
	Optional    bool
	Annotations Annotations
	Pos         Pos
}

// EntityContainer is the entity container, with what it extends already copied in (CSDL 4.01, section 13).
type EntityContainer struct {
	Named
	Sets            []*EntitySet
	Singletons      []*Singleton
	ActionImports   []*OperationImport
	FunctionImports []*OperationImport
}

// EntitySet is an entity set (CSDL 4.01, section 13.2).
type EntitySet struct {
	Name string
	Type *StructuredType
	// InServiceDocument is the IncludeInServiceDocument attribute, true if not given.
	InServiceDocument bool
	Bindings          []Binding
	Annotations       Annotations
	Pos               Pos
}

// Singleton is a singleton (CSDL 4.01, section 13.3).
type Singleton struct {
	Name        string
	Type        *StructuredType
	Bindings    []Binding
	Annotations Annotations
	Pos         Pos
}

// Binding is a navigation property binding (CSDL 4.01, section 13.4), as written but with aliases replaced by
// namespaces.
type Binding struct {
	Path   string
	Target string
	Pos    Pos
}

// OperationImport is an action import or a function import (CSDL 4.01, sections 13.5 and 13.6).
type OperationImport struct {
	Name string
	// Operations are the unbound overloads: one for an action import, at least one for a function import.
	Operations []*Operation
	// EntitySet is the set of the result, with aliases replaced by namespaces; "" if not given.
	EntitySet         string
	InServiceDocument bool
	Annotations       Annotations
	Pos               Pos
}

// Term is a vocabulary term (CSDL 4.01, section 14.1).
type Term struct {
	Named
	TypeRef
	BaseTerm     string
	DefaultValue *string
	AppliesTo    []string
}
