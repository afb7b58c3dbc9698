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
	// Family is what stands where the schema declares the type; nil where no other type of the package derives from it.
	Family *Family `json:"family,omitempty"`
	// Families are those that the type is in, that of itself included; base first.
	Families []Membership `json:"families,omitempty"`
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
	// Alias says that a type definition is another name for Underlying and not a type of its own: it keeps the methods.
	Alias bool `json:"alias,omitempty"`
}

// Family is an entity or complex type with the types of the package that derive from it. Its Go type is an interface.
type Family struct {
	GoName string `json:"goName"`
	Doc    Doc    `json:"doc"`
	// Itself is how the members of the family say that they are.
	Itself Membership `json:"itself"`
	// Members are the derived types, sorted by schema name.
	Members []FamilyMember `json:"members"`
}

// Membership is how a type says that it is in a family.
type Membership struct {
	// Base is the Go name of the family's base type.
	Base string `json:"base"`
	// Method is the name of the method by which a type is in the family, and Maker that of the type that makes values of it.
	Method string `json:"method"`
	Maker  string `json:"maker"`
}

// FamilyMember is a derived type of a family.
type FamilyMember struct {
	SchemaName string `json:"schemaName"`
	GoName     string `json:"goName"`
}

// Field is a field of a model, or a constant that names a property.
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
