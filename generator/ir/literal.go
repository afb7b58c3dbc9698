package ir

// This file is the table of the URL literals: how the value of a key or parameter is written in a path.

// LiteralKind says how a value becomes a URL literal.
type LiteralKind uint8

// The kinds of literal. What has no literal of its own - collections, structured values - is JSON behind a parameter alias.
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
	// function is the runtime's function that makes the literal.
	function string
	// with says what the function takes besides the value.
	with with
}

func (l literal) rowName() string { return l.name }

type with uint8

const (
	nothing  with = iota
	typeName      // before the value: the qualified name of its type
	srid          // after the value: its coordinate system
)

var literals = []literal{
	StringLiteral:    {"String", "LitString", nothing},
	EnumLiteral:      {"Enum", "LitEnum", typeName},
	BoolLiteral:      {"Bool", "LitBool", nothing},
	IntLiteral:       {"Int", "LitInt", nothing},
	SingleLiteral:    {"Single", "LitSingle", nothing},
	FloatLiteral:     {"Float", "LitFloat", nothing},
	DecimalLiteral:   {"Decimal", "LitDecimal", nothing},
	DateLiteral:      {"Date", "LitDate", nothing},
	TimeOfDayLiteral: {"TimeOfDay", "LitTimeOfDay", nothing},
	DurationLiteral:  {"Duration", "LitDuration", nothing},
	TimeLiteral:      {"Time", "LitTime", nothing},
	GUIDLiteral:      {"GUID", "LitGUID", nothing},
	BinaryLiteral:    {"Binary", "LitBinary", nothing},
	GeographyLiteral: {"Geography", "LitGeography", srid},
	GeometryLiteral:  {"Geometry", "LitGeometry", srid},
	JSONLiteral:      {"JSON", "LitJSON", nothing},
	RawLiteral:       {"Raw", "LitRaw", nothing},
}

var literalKinds = tableOf("kind of literal", literals)

// String is the name of the kind in JSON.
func (k LiteralKind) String() string { return literalKinds.name(uint8(k)) }

// MarshalText writes the name.
func (k LiteralKind) MarshalText() ([]byte, error) { return literalKinds.text(uint8(k)) }

// UnmarshalText reads the name.
func (k *LiteralKind) UnmarshalText(text []byte) error { return literalKinds.parse(text, (*uint8)(k)) }

// Function is the runtime's function that makes the literal.
func (k LiteralKind) Function() string { return literals[k].function }

// TakesType says whether the function takes the qualified name of the type, before the value.
func (k LiteralKind) TakesType() bool { return literals[k].with == typeName }

// TakesSRID says whether the function takes a coordinate system, after the value.
func (k LiteralKind) TakesSRID() bool { return literals[k].with == srid }
