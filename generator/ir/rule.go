package ir

// This file is the table of what Validate checks. Each rule is one call of a method of the runtime's Validator.

// Check is what a rule checks.
type Check uint8

// The checks.
const (
	CheckNotNull     Check = iota + 1 // may be absent
	CheckNonNullable                  // ValidateStrict of the runtime demands it
	CheckComputed
	CheckImmutable
	CheckMaxLength
	CheckUnicode
	CheckDigits // precision with a floating scale
	CheckPrecision
	CheckWholeDigits // precision with a scale
	CheckScale
	CheckPattern
	CheckMinimum
	CheckMaximum
	CheckExclusiveMinimum
	CheckExclusiveMaximum
	CheckMultipleOf
	CheckAllowedValues
	CheckNoNullItems
	CheckMinItems
	CheckMaxItems
	CheckEnum
	CheckDerivedType
)

// check is a line of the table.
type check struct {
	// method is the name of the Validator's method, and the name in JSON.
	method string
	takes  takes
}

func (c check) rowName() string { return c.method }

// takes is what a check is given besides the property.
type takes uint8

const (
	noArgument takes = iota
	aNumber
	someTexts
	aPattern
)

var checks = []check{
	CheckNotNull:          {"NotNull", noArgument},
	CheckNonNullable:      {"NonNullable", noArgument},
	CheckComputed:         {"Computed", noArgument},
	CheckImmutable:        {"Immutable", noArgument},
	CheckMaxLength:        {"MaxLength", aNumber},
	CheckUnicode:          {"Unicode", noArgument},
	CheckDigits:           {"Digits", aNumber},
	CheckPrecision:        {"Precision", aNumber},
	CheckWholeDigits:      {"WholeDigits", aNumber},
	CheckScale:            {"Scale", aNumber},
	CheckPattern:          {"Pattern", aPattern},
	CheckMinimum:          {"Minimum", someTexts},
	CheckMaximum:          {"Maximum", someTexts},
	CheckExclusiveMinimum: {"ExclusiveMinimum", someTexts},
	CheckExclusiveMaximum: {"ExclusiveMaximum", someTexts},
	CheckMultipleOf:       {"MultipleOf", someTexts},
	CheckAllowedValues:    {"AllowedValues", someTexts},
	CheckNoNullItems:      {"NoNullItems", noArgument},
	CheckMinItems:         {"MinItems", aNumber},
	CheckMaxItems:         {"MaxItems", aNumber},
	CheckEnum:             {"Enum", noArgument},
	CheckDerivedType:      {"DerivedType", someTexts},
}

var checkKinds = tableOf("check", checks)

// String is the name of the Validator's method, which is the name in JSON.
func (c Check) String() string { return checkKinds.name(uint8(c)) }

// MarshalText writes the name.
func (c Check) MarshalText() ([]byte, error) { return checkKinds.text(uint8(c)) }

// UnmarshalText reads the name.
func (c *Check) UnmarshalText(text []byte) error { return checkKinds.parse(text, (*uint8)(c)) }

// Method is the name of the Validator's method.
func (c Check) Method() string { return checks[c].method }

// TakesNumber says whether the check is given Rule.Number.
func (c Check) TakesNumber() bool { return checks[c].takes == aNumber }

// TakesTexts says whether the check is given Rule.Texts.
func (c Check) TakesTexts() bool { return checks[c].takes == someTexts || c.TakesPattern() }

// TakesPattern says whether the text that the check is given is a regular expression.
func (c Check) TakesPattern() bool { return checks[c].takes == aPattern }

// Rule is one check of one property.
type Rule struct {
	Check Check `json:"check"`
	// Property is the JSON name and Field the Go name of what is checked.
	Property string `json:"property"`
	Field    string `json:"field"`
	// Number is what a check like MaxLength is given, and Texts what one like Pattern is.
	Number int      `json:"number,omitempty"`
	Texts  []string `json:"texts,omitempty"`
}
