package ir

// This file is what the plan says of the schema's types, and of the structs for the parameters of actions.

// Kind says what a Type is.
type Kind uint8

// The kinds of type.
const (
	Entity Kind = iota + 1
	Complex
	Enum
	TypeDef
	// Parameters is the kind of the structs for the parameters of actions, which are not types of the schema.
	Parameters
)

var kinds = table{what: "kind of type", names: []string{Entity: "entity", Complex: "complex", Enum: "enum", TypeDef: "typedef", Parameters: "parameters"}}

// String is the name of the kind in JSON.
func (k Kind) String() string { return kinds.name(uint8(k)) }

// MarshalText writes the name.
func (k Kind) MarshalText() ([]byte, error) { return kinds.text(uint8(k)) }

// UnmarshalText reads the name.
func (k *Kind) UnmarshalText(text []byte) error { return kinds.parse(text, (*uint8)(k)) }

// Type is a Go type for a type of the schema.
type Type struct {
	// SchemaName is the qualified name in the schema.
	SchemaName string `json:"schemaName"`
	GoName     string `json:"goName"`
	Kind       Kind   `json:"kind"`
	// File is the file that declares the type, as a slash-separated path below the output folder.
	File string `json:"file"`
	// Receiver is the name of the receiver of its methods; "" for a type without methods.
	Receiver string `json:"receiver,omitempty"`
	// Doc is the doc comment.
	Doc Doc `json:"doc"`
	// Why is the chain from the configuration to the type.
	Why []string `json:"why"`

	// WireType is what a new value says of its type in @odata.type; "" where it says nothing. Entity and complex only.
	WireType string `json:"wireType,omitempty"`
	// Fields of an entity or complex type, in the order of the struct.
	Fields []*Field `json:"fields,omitempty"`
	// Derived are the methods that lead to the types of the package that derive from the type, sorted by schema name,
	// and Bases those that lead to the types that it derives from, the nearest first.
	Derived []Conversion `json:"derived,omitempty"`
	Bases   []Conversion `json:"bases,omitempty"`
	// Validates says that the type has rules, or leads to one that has.
	Validates bool `json:"validates,omitempty"`
	// QueryProperties are the variables that name the properties in query options; none for a type that no request
	// reads.
	QueryProperties []*Field `json:"queryProperties,omitempty"`
	// Rules are what Validate checks, in the order of the fields.
	Rules []Rule `json:"rules,omitempty"`

	// Flags says that values of the enum are comma lists of members.
	Flags bool `json:"flags,omitempty"`
	// Members of an enum in declared order.
	Members []EnumMember `json:"members,omitempty"`

	// Underlying is the Go type of a type definition.
	Underlying *GoType `json:"underlying,omitempty"`
	// Alias says that a type definition is another name for Underlying and not a type of its own: it keeps the methods.
	Alias bool `json:"alias,omitempty"`
}

// Conversion is a method that makes a value of a derived or base type of a value.
type Conversion struct {
	GoName string `json:"goName"`
	// SchemaName is the other type, and Type its Go name.
	SchemaName string `json:"schemaName"`
	Type       string `json:"type"`
	Doc        Doc    `json:"doc"`
	// Types are the names by which a value may say that it is of a derived type or of one that derives from that,
	// besides SchemaName.
	Types []string `json:"types,omitempty"`
}

// Field is a field of a model, or a variable that names a property.
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
