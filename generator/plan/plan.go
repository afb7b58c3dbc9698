// Package plan decides what the generated Go looks like: files, types, fields, methods, with their final names and
// types. A Package is a plain value that holds no pointer into the metadata; `csdlgen show --json` prints it, and the
// templates print Go from it without deciding anything.
//
// Names are decided here, once, for the whole schema and not only for what is selected: see names.go.
package plan

// Package is a generated package.
type Package struct {
	// Name is the package clause's name.
	Name string `json:"package"`
	// Client is what a program starts with; nil where no request line is selected.
	Client *Client `json:"client,omitempty"`
	// Types are the schema's types, sorted by schema name.
	Types []*Type `json:"types"`
	// Builders are the types that address resources, sorted by Go name.
	Builders []*Builder `json:"builders"`
	// Parameters are the structs for the parameters of actions, sorted by Go name.
	Parameters []*Type `json:"parameters"`
	// Operations are the selected request lines in their order.
	Operations []*Operation `json:"operations"`
}

// Kind says what a Type is.
type Kind string

// The kinds of type.
const (
	Entity  Kind = "entity"
	Complex Kind = "complex"
	Enum    Kind = "enum"
	TypeDef Kind = "typedef"
	// Parameters is the kind of the structs for the parameters of actions, which are no types of the schema.
	Parameters Kind = "parameters"
)

// Type is a Go type for a type of the schema.
type Type struct {
	// SchemaName is the qualified name in the schema.
	SchemaName string `json:"schemaName"`
	GoName     string `json:"goName"`
	Kind       Kind   `json:"kind"`
	// File is the name of the file that declares the type.
	File string `json:"file"`
	// Doc is the doc comment.
	Doc Doc `json:"doc"`
	// Why is the chain from the configuration to the type.
	Why []string `json:"why"`

	// WireType is what a new value says of its type in @odata.type; "" where it says nothing. Entity and complex only.
	WireType string `json:"wireType,omitempty"`
	// Fields of an entity or complex type, in the order of the struct.
	Fields []*Field `json:"fields,omitempty"`
	// Family is what stands where the schema declares the type; nil where no other type of the package derives from it.
	Family *Family `json:"family,omitempty"`
	// Families are the Go names of the types, itself included, in whose families the type is; base first.
	Families []string `json:"families,omitempty"`
	// Constants name the properties in query options; none for a type that no request reads.
	Constants []*Field `json:"constants,omitempty"`
	// Rules are what Validate checks, in the order of the fields.
	Rules []Rule `json:"rules,omitempty"`

	// Flags says that values of the enum are comma lists of members.
	Flags bool `json:"flags,omitempty"`
	// Members of an enum in declared order.
	Members []EnumMember `json:"members,omitempty"`

	// Underlying is the Go type of a type definition.
	Underlying *GoType `json:"underlying,omitempty"`
	// Alias says that a type definition is another name for Underlying and no type of its own: it keeps the methods.
	Alias bool `json:"alias,omitempty"`
}

// Family is an entity or complex type with the types of the package that derive from it. Its Go type is an interface.
type Family struct {
	GoName string `json:"goName"`
	Doc    Doc    `json:"doc"`
	// Members are the derived types, sorted by schema name.
	Members []FamilyMember `json:"members"`
}

// FamilyMember is a derived type of a family.
type FamilyMember struct {
	SchemaName string `json:"schemaName"`
	GoName     string `json:"goName"`
}

// Field is a field of a model.
type Field struct {
	SchemaName string `json:"schemaName"`
	GoName     string `json:"goName"`
	Type       GoType `json:"type"`
	Doc        Doc    `json:"doc"`
}

// EnumMember is a constant for a member of an enum.
type EnumMember struct {
	SchemaName string `json:"schemaName"`
	GoName     string `json:"goName"`
	Value      int64  `json:"value"`
	Doc        Doc    `json:"doc"`
}

// Rule is one call of a method of odata.Validator.
type Rule struct {
	// Check is the method's name.
	Check string `json:"check"`
	// Property is the JSON name and Field the Go name of what is checked.
	Property string `json:"property"`
	Field    string `json:"field"`
	// Args are the remaining arguments: int or string.
	Args []any `json:"args,omitempty"`
}

// Client is the generated Client type: the methods for what stands first in a path.
type Client struct {
	File string `json:"file"`
	Doc  Doc    `json:"doc"`
	// KeysInParentheses says that single keys are written name('key') and not name/key.
	KeysInParentheses bool     `json:"keysInParentheses,omitempty"`
	Methods           []Method `json:"methods"`
}

// Builder is a type that addresses one entity or a collection of entities of one type, whatever path leads there.
type Builder struct {
	SchemaName string `json:"schemaName"`
	GoName     string `json:"goName"`
	// Collection says whether the builder addresses a collection.
	Collection bool     `json:"collection,omitempty"`
	File       string   `json:"file"`
	Doc        Doc      `json:"doc"`
	Methods    []Method `json:"methods"`
}

// MethodKind says what a method of a builder returns.
type MethodKind string

// The kinds of method.
const (
	Child    MethodKind = "child"     // the builder for a resource below this one
	Key      MethodKind = "key"       // the builder for one entity of the collection
	Address  MethodKind = "address"   // the builder for the entity that a path leads to, from this one on
	Call     MethodKind = "call"      // the builder for what a function returns
	Cast     MethodKind = "cast"      // the builder for a derived type
	Resource MethodKind = "resource"  // a resource of the runtime: a value, a stream, references
	Request  MethodKind = "operation" // a typed request
	Invoke   MethodKind = "invoke"    // a typed request that calls an action or function
)

// Method is a method of a builder or of the client.
type Method struct {
	Kind   MethodKind `json:"kind"`
	GoName string     `json:"goName"`
	Doc    Doc        `json:"doc"`
	// Segment is the path segment that a child, cast, call or resource adds.
	Segment string `json:"segment,omitempty"`
	// Operation is the qualified name of the action or function that is called.
	Operation string `json:"operation,omitempty"`
	// Arguments are the parameters of a function that a call hands on in the path, and Parentheses says that it is written with
	// parentheses although it has none; of an alternate key, that it is written in parentheses and not as a segment, name=value.
	Arguments   []KeyParam `json:"arguments,omitempty"`
	Parentheses bool       `json:"parentheses,omitempty"`
	// Keys are the parameters of a key, and Alternate says that they are named in the path although there may be only one.
	Keys      []KeyParam `json:"keys,omitempty"`
	Alternate bool       `json:"alternate,omitempty"`
	// Segments are what a segment in the place of a key may mean besides: names of operations, and namespaces with a dot behind.
	Segments []string `json:"segments,omitempty"`
	// Builder is the Go name of the builder that a child, key or cast returns.
	Builder string `json:"builder,omitempty"`
	// Restrictions are what the schema says of the resource that a child leads to.
	Restrictions *Restrictions `json:"restrictions,omitempty"`
	// Request is the name of the runtime's request or resource type that the method returns, without "Request" or "Resource": "Create".
	Request string `json:"request,omitempty"`
	// Media says that a stream is the media of the entity ($value) and no property.
	Media bool `json:"media,omitempty"`
	// Entity is the Go type of what the request or resource reads; nil for none.
	Entity *GoType `json:"entity,omitempty"`
	// Body is the Go type of what the request sends; nil where it sends nothing.
	Body *GoType `json:"body,omitempty"`

	pin string // what the configuration's names would call what the method is for; "" where they cannot
}

// KeyParam is a parameter of a key method or of a function.
type KeyParam struct {
	// SchemaName is the name in a key predicate or call.
	SchemaName string `json:"schemaName"`
	GoName     string `json:"goName"`
	Type       GoType `json:"type"`
	// Literal is the runtime's function that makes a URL literal of the value, without "Lit": "String".
	Literal string `json:"literal"`
	// Convert is the type that the value is converted to before; "" for none.
	Convert string `json:"convert,omitempty"`
	// EnumType is the qualified name that an enum literal carries.
	EnumType string `json:"enumType,omitempty"`
	// Geo says that the literal has a coordinate system, and SRID is the one that the schema gives; "" for none.
	Geo  bool   `json:"geo,omitempty"`
	SRID string `json:"srid,omitempty"`
	// Optional is the type of the value where the parameter may be left out; Type then is optional too.
	Optional *GoType `json:"optional,omitempty"`
}

// Restrictions are the capabilities of a collection or singleton that requests honour.
type Restrictions struct {
	Read   *Restriction `json:"read,omitempty"`
	Insert *Restriction `json:"insert,omitempty"`
	Update *Restriction `json:"update,omitempty"`
	Delete *Restriction `json:"delete,omitempty"`
}

// Restriction is what one kind of operation needs.
type Restriction struct {
	Permissions []Permission `json:"permissions,omitempty"`
	Required    []string     `json:"required,omitempty"`
}

// Permission is a scheme of authorization and the scopes of which one is needed.
type Permission struct {
	Scheme string   `json:"scheme"`
	Scopes []string `json:"scopes"`
}

// Operation is a selected request line and how it is called.
type Operation struct {
	// Request is the line as the configuration has it.
	Request string `json:"request"`
	// Call is a Go expression on a client c.
	Call string `json:"call"`
	// Params are the free variables of Call, in order, with their types as seen from outside the package.
	Params []Param `json:"params"`
	// Result is the Go type of what Do returns besides the error, as seen from outside the package; "" for none.
	Result string `json:"result"`
}

// Param is a variable.
type Param struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// Doc is a doc comment: paragraphs, not wrapped. One that begins with a tab is code: it is printed on one line.
type Doc []string
