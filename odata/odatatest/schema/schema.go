// Package schema describes the slice of a service to the service in memory of package odatatest: types, sets,
// operations and the requests that the slice has, as plain values. Generated code writes it, one element a line, so
// that a change of the schema is a change of a line; package odatatest reads it. Programs need it only where they
// describe a service by hand.
//
// Names are qualified as OData writes them (microsoft.graph.user, Edm.String, Collection(Edm.String)), never by alias.
// Everything is in the order of the metadata. Values are not changed once a service was made of them, and may be
// shared.
package schema

// Service is what a service in memory is made of. The zero value has no resource at all.
type Service struct {
	Version    string      // the highest OData-Version that it speaks, "4.0" or "4.01"; empty is 4.0
	Structs    []Struct    // entity and complex types, base types before those derived of them
	Enums      []Enum      // enumeration types
	Aliases    []Alias     // type definitions
	Sets       []Set       // entity sets and singletons
	Operations []Operation // actions and functions, an overload each
	Requests   []Request   // what the configuration selected; other requests are answered as if they did not exist
}

// Struct is an entity type or a complex type (CSDL 4.01, sections 6 and 9).
type Struct struct {
	Name       string // qualified
	Base       string // qualified; empty for none
	Entity     bool
	Open       bool // has members that nobody declared
	Abstract   bool
	Media      bool // HasStream: the entity is a media entity
	Key        []Key
	Properties []Property // its own, without those of the base type
	Links      []Link     // its own navigation properties
}

// Key is a part of an entity key: the path of a property, and the alias that key predicates use for it, or nothing.
type Key struct{ Path, Alias string }

// Property is a structural property.
type Property struct {
	Name      string
	Type      string
	Null      bool   // may be null
	MaxLength int    // of text and binary; 0 is unlimited
	Precision int    // of decimals and times; -1 is not said
	Scale     int    // of decimals; -1 is variable or not said
	Default   string // DefaultValue, as metadata writes it; what a create sets where the member is absent
	Computed  bool   // the service sets it, and refuses or ignores it in requests
	Immutable bool   // refused or ignored in updates
	Required  bool   // must be in a create
}

// Link is a navigation property.
type Link struct {
	Name     string
	Type     string // with Collection(...) where it leads to many
	Null     bool
	Contains bool   // the targets live in the source: no entity set holds them
	Partner  string // the navigation property that leads back; empty for none
	Required bool   // must be in a create
}

// Enum is an enumeration type.
type Enum struct {
	Name    string
	Flags   bool
	Members []Member
}

// Member is a member of an enumeration type.
type Member struct {
	Name  string
	Value int64
}

// Alias is a type definition: another name of a primitive type.
type Alias struct{ Name, Type string }

// Set is an entity set or a singleton.
type Set struct {
	Name      string
	Type      string // of one entity
	Singleton bool
	Bindings  []Binding
}

// Binding says in which set the targets of a navigation property are.
type Binding struct{ Path, Target string }

// Operation is one overload of an action or a function.
type Operation struct {
	Name       string // qualified
	Action     bool
	Bound      bool        // then the first parameter is what it is bound to
	Parameters []Parameter // as the metadata lists them
	Returns    string      // empty for nothing
	Null       bool        // what it returns may be null
	Composable bool
}

// Parameter is a parameter of an action or a function.
type Parameter struct {
	Name     string
	Type     string
	Null     bool
	Optional bool
}

// Request is a request of the slice.
type Request struct {
	Method string
	// Path is the path below the service root as documentation would write it, from resolved names: sets, properties,
	// qualified type casts and operations, {name} for a key.
	Path string
	// Line is the line of the configuration that selected it.
	Line string
}
