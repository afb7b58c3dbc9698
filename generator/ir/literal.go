package ir

// This file is the table of the URL literals: how the value of a key or parameter is written in a path.

// LiteralKind says how a value becomes a URL literal.
type LiteralKind uint8

// The kinds of literal. What has no literal of its own - collections, structured values - is JSON behind a parameter
// alias.
const (
	StringLiteral LiteralKind = iota + 1
	EnumLiteral               // with the qualified name of the type
	BoolLiteral
	IntLiteral
	SingleLiteral
	FloatLiteral
	DecimalLiteral
	DateLiteral
	TimeOfDayLiteral
	DurationLiteral
	TimeLiteral
	GUIDLiteral
	BinaryLiteral
	GeographyLiteral // with a coordinate system
	GeometryLiteral  // with a coordinate system
	JSONLiteral
	RawLiteral
)

// literal is a line of the table.
type literal struct {
	name string
	// function is the runtime's function that makes the literal of a value.
	function string
	// in is the runtime's function that makes such a function for a coordinate system; "" where the literal has none.
	in string
}

func (l literal) rowName() string { return l.name }

var literals = []literal{
	StringLiteral:    {"String", "LitString", ""},
	EnumLiteral:      {"Enum", "LitEnum", ""},
	BoolLiteral:      {"Bool", "LitBool", ""},
	IntLiteral:       {"Int", "LitInt", ""},
	SingleLiteral:    {"Single", "LitSingle", ""},
	FloatLiteral:     {"Float", "LitFloat", ""},
	DecimalLiteral:   {"Decimal", "LitDecimal", ""},
	DateLiteral:      {"Date", "LitDate", ""},
	TimeOfDayLiteral: {"TimeOfDay", "LitTimeOfDay", ""},
	DurationLiteral:  {"Duration", "LitDuration", ""},
	TimeLiteral:      {"Time", "LitTime", ""},
	GUIDLiteral:      {"GUID", "LitGUID", ""},
	BinaryLiteral:    {"Binary", "LitBinary", ""},
	GeographyLiteral: {"Geography", "LitGeography", "GeographyIn"},
	GeometryLiteral:  {"Geometry", "LitGeometry", "GeometryIn"},
	JSONLiteral:      {"JSON", "LitJSON", ""},
	RawLiteral:       {"Raw", "LitRaw", ""},
}

var literalKinds = tableOf("kind of literal", literals)

// String is the name of the kind in JSON.
func (k LiteralKind) String() string { return literalKinds.name(uint8(k)) }

// MarshalText writes the name.
func (k LiteralKind) MarshalText() ([]byte, error) { return literalKinds.text(uint8(k)) }

// UnmarshalText reads the name.
func (k *LiteralKind) UnmarshalText(text []byte) error { return literalKinds.parse(text, (*uint8)(k)) }

// Function is the runtime's function that makes the literal of a value; with a coordinate system after it where In is
// not "".
func (k LiteralKind) Function() string { return literals[k].function }

// In is the runtime's function that makes such a function for a coordinate system; "" where the literal has none.
func (k LiteralKind) In() string { return literals[k].in }
