package metadata

// This file is what the Model says about annotations (CSDL 4.01, section 14): the annotations of an element, in one
// list wherever the document wrote them, and their values as expression trees.

// Annotations are the annotations of one element: inline ones first, then out-of-line ones in document order; an
// overlay's annotation replaces the one with the same term and qualifier.
type Annotations []*Annotation

// Annotation applies a term to an element.
type Annotation struct {
	// Term is fully qualified: "Org.OData.Core.V1.Description".
	Term      string
	Qualifier string
	// Value is the annotation's value. An annotation without one has the term's default value where the term is
	// known, else the constant true (tagging terms, section 14.3).
	Value Expression
	// Implied says that the document gives no value.
	Implied     bool
	Annotations Annotations
	Pos         Pos
}

// Find returns the annotation with the term (fully qualified) and no qualifier, or nil.
func (as Annotations) Find(term string) *Annotation {
	for _, a := range as {
		if a.Term == term && a.Qualifier == "" {
			return a
		}
	}
	return nil
}

// Expression is one of *Constant, *Path, *Collection, *Record, *EnumValue, *Null and *Call.
type Expression interface {
	Position() Pos
}

// ConstantKind says which of the constant expressions a Constant is (section 14.3).
type ConstantKind string

// The kinds of constant expression.
const (
	Binary         ConstantKind = "Binary"
	Bool           ConstantKind = "Bool"
	Date           ConstantKind = "Date"
	DateTimeOffset ConstantKind = "DateTimeOffset"
	Decimal        ConstantKind = "Decimal"
	Duration       ConstantKind = "Duration"
	Float          ConstantKind = "Float"
	GUID           ConstantKind = "Guid"
	Int            ConstantKind = "Int"
	String         ConstantKind = "String"
	TimeOfDay      ConstantKind = "TimeOfDay"
)

// Constant is a constant expression. Text is the literal as written; a String's is the string itself.
type Constant struct {
	Kind ConstantKind
	Text string
	Pos  Pos
}

// EnumValue is an EnumMember expression.
type EnumValue struct {
	// Type is the enumeration type's qualified name, "" where the document (CSDL JSON) does not say it.
	Type string
	// Members are the members' names.
	Members []string
	Pos     Pos
}

// PathKind says which of the path expressions a Path is (section 14.4.1).
type PathKind string

// The kinds of path expression.
const (
	ValuePath              PathKind = "Path"
	PropertyPath           PathKind = "PropertyPath"
	NavigationPropertyPath PathKind = "NavigationPropertyPath"
	AnnotationPath         PathKind = "AnnotationPath"
	ModelElementPath       PathKind = "ModelElementPath"
	AnyPropertyPath        PathKind = "AnyPropertyPath"
)

// Path is a path expression, with aliases replaced by namespaces.
type Path struct {
	Kind PathKind
	Text string
	Pos  Pos
}

// Collection is a collection expression.
type Collection struct {
	Items []Expression
	Pos   Pos
}

// Record is a record expression.
type Record struct {
	// Type is the record type's qualified name, "" if not given.
	Type        string
	Properties  []PropertyValue
	Annotations Annotations
	Pos         Pos
}

// PropertyValue is a member of a record.
type PropertyValue struct {
	Name  string
	Value Expression
	// Implied says that the document gives no value; Value is the constant true.
	Implied     bool
	Annotations Annotations
	Pos         Pos
}

// Get returns the value of the member with the name, or nil.
func (e *Record) Get(name string) Expression {
	for _, p := range e.Properties {
		if p.Name == name {
			return p.Value
		}
	}
	return nil
}

// Null is a null expression.
type Null struct {
	Annotations Annotations
	Pos         Pos
}

// Call is any of the remaining dynamic expressions: Apply, Cast, IsOf, If, LabeledElement, LabeledElementReference,
// UrlRef and the logical, comparison and arithmetic ones. csdlgen keeps them and does not evaluate them.
type Call struct {
	// Name is the element's name, such as "If" or "Apply".
	Name string
	// Attributes are the element's own attributes (Function, Type, Name, ...) in document order.
	Attributes  []Attribute
	Args        []Expression
	Annotations Annotations
	Pos         Pos
}

// Attribute is a name and a value of a Call.
type Attribute struct{ Name, Value string }

// Position is where the expression stands.
func (e *Constant) Position() Pos { return e.Pos }

// Position is where the expression stands.
func (e *EnumValue) Position() Pos { return e.Pos }

// Position is where the expression stands.
func (e *Path) Position() Pos { return e.Pos }

// Position is where the expression stands.
func (e *Collection) Position() Pos { return e.Pos }

// Position is where the expression stands.
func (e *Record) Position() Pos { return e.Pos }

// Position is where the expression stands.
func (e *Null) Position() Pos { return e.Pos }

// Position is where the expression stands.
func (e *Call) Position() Pos { return e.Pos }

// RecordsOf returns the records of a collection; none for any other expression.
func RecordsOf(e Expression) []*Record {
	list, ok := e.(*Collection)
	if !ok {
		return nil
	}
	var all []*Record
	for _, item := range list.Items {
		if r, ok := item.(*Record); ok {
			all = append(all, r)
		}
	}
	return all
}

// StringOf returns the text of a String constant, else "" and false.
func StringOf(e Expression) (string, bool) {
	c, ok := e.(*Constant)
	if !ok || c.Kind != String {
		return "", false
	}
	return c.Text, true
}

// BoolOf returns the value of a Bool constant, else false and false.
func BoolOf(e Expression) (value, ok bool) {
	c, isConstant := e.(*Constant)
	if !isConstant || c.Kind != Bool {
		return false, false
	}
	return c.Text == "true", true
}

// ConstantKind is the kind of constant that values of the type are written as; ok is false for strings and for types
// that have no constants of their own.
func (p *PrimitiveType) ConstantKind() (kind ConstantKind, ok bool) {
	switch p.Name {
	case "Byte", "SByte", "Int16", "Int32", "Int64":
		return Int, true
	case "Single", "Double":
		return Float, true
	case "Boolean":
		return Bool, true
	case "Binary", "Date", "DateTimeOffset", "Decimal", "Duration", "Guid", "TimeOfDay":
		return ConstantKind(p.Name), true
	}
	return "", false
}
