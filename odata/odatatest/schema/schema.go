// Package schema describes the slice of a service to the service in memory of package odatatest: types, sets,
// operations and the requests that the slice has, as plain values. Generated code writes it, one element a line, so
// that a change of the schema is a change of a line; package odatatest reads it. Programs need it only where they
// describe a service by hand. A plan of csdlgen holds the same values, and so a service can be had from a plan too.
//
// Names are qualified as OData writes them (microsoft.graph.user, Edm.String, Collection(Edm.String)), never by alias.
// Everything is in the order of the metadata. Values are not changed once a service was made of them, and may be
// shared.
package schema

// Service is what a service in memory is made of. The zero value has no resource at all.
type Service struct {
	Version    string      `json:"version,omitempty"`    // the highest OData-Version that it speaks, "4.0" or "4.01"; empty is 4.0
	Structs    []Struct    `json:"structs,omitempty"`    // entity and complex types, base types before those derived of them
	Enums      []Enum      `json:"enums,omitempty"`      // enumeration types
	Aliases    []Alias     `json:"aliases,omitempty"`    // type definitions
	Sets       []Set       `json:"sets,omitempty"`       // entity sets and singletons
	Operations []Operation `json:"operations,omitempty"` // actions and functions, an overload each
	Imports    []Import    `json:"imports,omitempty"`    // the names by which paths call unbound operations
	Requests   []Request   `json:"requests,omitempty"`   // what the configuration selected; other requests are answered as if they did not exist
}

// Struct is an entity type or a complex type (CSDL 4.01, sections 6 and 9).
type Struct struct {
	Name       string     `json:"name,omitempty"` // qualified
	Base       string     `json:"base,omitempty"` // qualified; empty for none
	Entity     bool       `json:"entity,omitempty"`
	Open       bool       `json:"open,omitempty"` // has members that nobody declared
	Abstract   bool       `json:"abstract,omitempty"`
	Media      bool       `json:"media,omitempty"` // HasStream: the entity is a media entity
	Key        []Key      `json:"key,omitempty"`
	Alternates [][]Key    `json:"alternates,omitempty"` // alternate keys that requests address entities by
	Properties []Property `json:"properties,omitempty"` // its own, without those of the base type
	Links      []Link     `json:"links,omitempty"`      // its own navigation properties
}

// Key is a part of an entity key: the path of a property, and the alias that key predicates use for it, or nothing.
type Key struct {
	Path  string `json:"path,omitempty"`
	Alias string `json:"alias,omitempty"`
}

// Property is a structural property.
type Property struct {
	Name      string `json:"name,omitempty"`
	Type      string `json:"type,omitempty"`
	Null      bool   `json:"null,omitempty"`      // may be null
	MaxLength int    `json:"maxLength,omitempty"` // of text and binary; 0 is unlimited
	Precision int    `json:"precision,omitempty"` // of decimals and times; -1 is not said
	Scale     int    `json:"scale,omitempty"`     // of decimals; -1 is variable or not said
	Default   string `json:"default,omitempty"`   // DefaultValue, as metadata writes it; what a create sets where the member is absent
	Computed  bool   `json:"computed,omitempty"`  // the service sets it, and refuses or ignores it in requests
	Immutable bool   `json:"immutable,omitempty"` // refused or ignored in updates
	Required  bool   `json:"required,omitempty"`  // must be in a create
}

// Link is a navigation property.
type Link struct {
	Name     string `json:"name,omitempty"`
	Type     string `json:"type,omitempty"` // with Collection(...) where it leads to many
	Null     bool   `json:"null,omitempty"`
	Contains bool   `json:"contains,omitempty"` // the targets live in the source: no entity set holds them
	Partner  string `json:"partner,omitempty"`  // the navigation property that leads back; empty for none
	Required bool   `json:"required,omitempty"` // must be in a create
	// Cascade says that the targets go with the source (OnDelete, CSDL 4.01, section 8.6).
	Cascade bool `json:"cascade,omitempty"`
	// Constraints tie it to properties; all of them hold for a target.
	Constraints []Constraint `json:"constraints,omitempty"`
}

// Constraint is a referential constraint: the property has the value that the referenced property has of the target.
type Constraint struct {
	Property   string `json:"property,omitempty"`
	Referenced string `json:"referenced,omitempty"`
}

// Enum is an enumeration type.
type Enum struct {
	Name    string   `json:"name,omitempty"`
	Flags   bool     `json:"flags,omitempty"`
	Members []Member `json:"members,omitempty"`
}

// Member is a member of an enumeration type.
type Member struct {
	Name  string `json:"name,omitempty"`
	Value int64  `json:"value,omitempty"`
}

// Alias is a type definition: another name of a primitive type.
type Alias struct {
	Name string `json:"name,omitempty"`
	Type string `json:"type,omitempty"`
}

// Set is an entity set or a singleton.
type Set struct {
	Name      string    `json:"name,omitempty"`
	Type      string    `json:"type,omitempty"` // of one entity
	Singleton bool      `json:"singleton,omitempty"`
	Bindings  []Binding `json:"bindings,omitempty"`
}

// Binding says in which set the targets of a navigation property are.
type Binding struct {
	Path   string `json:"path,omitempty"`
	Target string `json:"target,omitempty"`
}

// Operation is one overload of an action or a function.
type Operation struct {
	Name       string      `json:"name,omitempty"` // qualified
	Action     bool        `json:"action,omitempty"`
	Bound      bool        `json:"bound,omitempty"`      // then the first parameter is what it is bound to
	Parameters []Parameter `json:"parameters,omitempty"` // as the metadata lists them
	Returns    string      `json:"returns,omitempty"`    // empty for nothing
	Null       bool        `json:"null,omitempty"`       // what it returns may be null
	Composable bool        `json:"composable,omitempty"`
}

// Import is an action import or a function import: what unbound operations are called in paths.
type Import struct {
	Name      string `json:"name,omitempty"`
	Operation string `json:"operation,omitempty"` // qualified; a function's overloads have one import
	Set       string `json:"set,omitempty"`       // the entity set of what it returns; empty where that is not said
}

// Parameter is a parameter of an action or a function.
type Parameter struct {
	Name     string `json:"name,omitempty"`
	Type     string `json:"type,omitempty"`
	Null     bool   `json:"null,omitempty"`
	Optional bool   `json:"optional,omitempty"`
}

// Request is a request of the slice.
type Request struct {
	Method string `json:"method,omitempty"`
	// Path is the path below the service root as documentation would write it, from resolved names: sets, properties,
	// qualified type casts and operations, {name} for a key.
	Path string `json:"path,omitempty"`
	// Line is the line of the configuration that selected it.
	Line string `json:"line,omitempty"`
	// Handler is the method of a generated service that takes the handler of an action or function; "" for none.
	Handler string `json:"handler,omitempty"`
	// Headers are those without which the service refuses the request.
	Headers []string `json:"headers,omitempty"`
}
