package ir

// This file is what the plan says of the methods of builders and of the client.

// MethodKind says what a method of a builder returns.
type MethodKind uint8

// The kinds of method.
const (
	ChildMethod    MethodKind = iota + 1 // the builder for a resource below this one
	KeyMethod                            // the builder for one entity of the collection
	AddressMethod                        // the builder for the entity that a path leads to, from this one on
	CallMethod                           // the builder for what a function returns
	CastMethod                           // the builder for a derived type
	ResourceMethod                       // a resource of the runtime: a value, a stream, references
	RequestMethod                        // a typed request
	InvokeMethod                         // a typed request that calls an action or function
)

var methodKinds = table{what: "kind of method", names: []string{ChildMethod: "child", KeyMethod: "key", AddressMethod: "address", CallMethod: "call",
	CastMethod: "cast", ResourceMethod: "resource", RequestMethod: "operation", InvokeMethod: "invoke"}}

// String is the name of the kind in JSON.
func (k MethodKind) String() string { return methodKinds.name(uint8(k)) }

// MarshalText writes the name.
func (k MethodKind) MarshalText() ([]byte, error) { return methodKinds.text(uint8(k)) }

// UnmarshalText reads the name.
func (k *MethodKind) UnmarshalText(text []byte) error { return methodKinds.parse(text, (*uint8)(k)) }

// Method is a method of a builder or of the client.
type Method struct {
	Kind   MethodKind `json:"kind"`
	GoName string     `json:"goName"`
	Doc    Doc        `json:"doc"`
	// Segment is the path segment that a child, cast, call or resource adds.
	Segment string `json:"segment,omitempty"`
	// Operation is the qualified name of the action or function that is called.
	Operation string `json:"operation,omitempty"`
	// Arguments are the parameters of a function that a call hands on in the path, and Parentheses says that it is
	// written with parentheses although it has none; of an alternate key, that it is written in parentheses and not as
	// a segment, name=value.
	Arguments   []KeyParam `json:"arguments,omitempty"`
	Parentheses bool       `json:"parentheses,omitempty"`
	// Keys are the parameters of a key, and Alternate says that they are named in the path although there may be only
	// one.
	Keys      []KeyParam `json:"keys,omitempty"`
	Alternate bool       `json:"alternate,omitempty"`
	// Segments are what a segment in the place of a key may mean besides: names of operations, and namespaces with a
	// dot after them.
	Segments []string `json:"segments,omitempty"`
	// Builder is the Go name of the builder that a child, key, address, call or cast returns.
	Builder string `json:"builder,omitempty"`
	// Restrictions are what the schema says of requests to the resource that a child leads to; equal ones are one.
	Restrictions []Restriction `json:"restrictions,omitempty"`
	// Request is the runtime's request or resource that the method returns.
	Request RequestKind `json:"request,omitempty"`
	// Entity is the Go type of what the request or resource reads; nil for none.
	Entity *GoType `json:"entity,omitempty"`
	// Body is what the request sends, as the parameter of the method; nil where it sends nothing.
	Body *Variable `json:"body,omitempty"`
	// Address is the parameter of an address method; nil for others.
	Address *Variable `json:"address,omitempty"`
}

// Variable is a parameter of a method.
type Variable struct {
	GoName string `json:"goName"`
	Type   GoType `json:"type"`
}

// KeyParam is a parameter of a key method or of a function.
type KeyParam struct {
	// SchemaName is the name in a key predicate or call.
	SchemaName string `json:"schemaName"`
	GoName     string `json:"goName"`
	Type       GoType `json:"type"`
	// Literal is how the value becomes a URL literal.
	Literal LiteralKind `json:"literal"`
	// SRID is the coordinate system that the schema gives for a geo literal; "" for none.
	SRID string `json:"srid,omitempty"`
	// Optional says that the parameter may be left out, Nullable that it cannot, but may be null: Type then is
	// optional.
	Optional bool `json:"optional,omitempty"`
	Nullable bool `json:"nullable,omitempty"`
}

// Use is a kind of request that a restriction is for.
type Use uint8

// The uses.
const (
	ForRead Use = iota + 1
	ForInsert
	ForUpdate
	ForDelete
)

var uses = table{what: "use", names: []string{ForRead: "ForRead", ForInsert: "ForInsert", ForUpdate: "ForUpdate", ForDelete: "ForDelete"}}

// String is the runtime's identifier of the use, which is the name in JSON.
func (u Use) String() string { return uses.name(uint8(u)) }

// MarshalText writes the name.
func (u Use) MarshalText() ([]byte, error) { return uses.text(uint8(u)) }

// UnmarshalText reads the name.
func (u *Use) UnmarshalText(text []byte) error { return uses.parse(text, (*uint8)(u)) }

// Restriction is what requests of some kinds to a collection or singleton need.
type Restriction struct {
	For         []Use        `json:"for"`
	Permissions []Permission `json:"permissions,omitempty"`
	Required    []string     `json:"required,omitempty"`
}

// Permission is a scheme of authorization and the scopes of which one is needed.
type Permission struct {
	Scheme string   `json:"scheme"`
	Scopes []string `json:"scopes"`
}
