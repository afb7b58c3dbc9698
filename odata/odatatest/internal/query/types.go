package query

// This file is the types of expressions: the primitive types by how their values are compared, and the types of the
// schema.

import (
	"strings"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// types is the schema as the names of types are looked up in it.
type types struct{ *model.Model }

// kind is what values of a type are.
type kind uint8

const (
	anyKind  kind = iota // known only when it is evaluated: a dynamic or untyped value
	badKind              // of an expression that there was a complaint about
	nullKind             // of the literal null
	boolKind
	textKind
	intKind // all integers
	decimalKind
	singleKind
	doubleKind
	dateKind
	momentKind // Edm.DateTimeOffset
	clockKind  // Edm.TimeOfDay
	durationKind
	guidKind
	binaryKind
	enumKind
	structKind
	geoKind
	streamKind
)

// primitives are the primitive types by their names.
var primitives = map[string]kind{
	"Edm.Boolean": boolKind, "Edm.String": textKind, "Edm.Guid": guidKind, "Edm.Binary": binaryKind, "Edm.Stream": streamKind,
	"Edm.Byte": intKind, "Edm.SByte": intKind, "Edm.Int16": intKind, "Edm.Int32": intKind, "Edm.Int64": intKind,
	"Edm.Decimal": decimalKind, "Edm.Single": singleKind, "Edm.Double": doubleKind,
	"Edm.Date": dateKind, "Edm.DateTimeOffset": momentKind, "Edm.TimeOfDay": clockKind, "Edm.Duration": durationKind,
	"Edm.Untyped": anyKind, "Edm.PrimitiveType": anyKind, "Edm.ComplexType": anyKind, "Edm.EntityType": anyKind,
	// The paths of vocabularies are texts.
	"Edm.AnnotationPath": textKind, "Edm.PropertyPath": textKind, "Edm.NavigationPropertyPath": textKind, "Edm.AnyPropertyPath": textKind,
}

// typ is the type of an expression.
type typ struct {
	kind   kind
	name   string // qualified, of an item where it is a collection
	many   bool
	object *model.Type
	enum   *schema.Enum
}

// The types of what operators and functions return.
var (
	boolType     = typ{kind: boolKind, name: "Edm.Boolean"}
	textType     = typ{kind: textKind, name: "Edm.String"}
	intType      = typ{kind: intKind, name: "Edm.Int32"}
	longType     = typ{kind: intKind, name: "Edm.Int64"}
	decimalType  = typ{kind: decimalKind, name: "Edm.Decimal"}
	singleType   = typ{kind: singleKind, name: "Edm.Single"}
	doubleType   = typ{kind: doubleKind, name: "Edm.Double"}
	dateType     = typ{kind: dateKind, name: "Edm.Date"}
	momentType   = typ{kind: momentKind, name: "Edm.DateTimeOffset"}
	clockType    = typ{kind: clockKind, name: "Edm.TimeOfDay"}
	durationType = typ{kind: durationKind, name: "Edm.Duration"}
	guidType     = typ{kind: guidKind, name: "Edm.Guid"}
	binaryType   = typ{kind: binaryKind, name: "Edm.Binary"}
	anyType      = typ{kind: anyKind, name: "Edm.Untyped"}
	nullType     = typ{kind: nullKind, name: "null"}
	badType      = typ{kind: badKind}
)

// typ is the type with the name; false where there is none.
func (m types) typ(name string) (typ, bool) {
	if item, ok := strings.CutPrefix(name, "Collection("); ok {
		t, ok := m.typ(strings.TrimSuffix(item, ")"))
		t.many = true
		return t, ok
	}
	name = m.Primitive(name)
	if s := m.Type(name); s != nil {
		return typ{kind: structKind, name: name, object: s}, true
	}
	if e := m.Enum(name); e != nil {
		return typ{kind: enumKind, name: name, enum: e}, true
	}
	if strings.HasPrefix(name, "Edm.Geography") || strings.HasPrefix(name, "Edm.Geometry") {
		return typ{kind: geoKind, name: name}, true
	}
	k, ok := primitives[name]
	return typ{kind: k, name: name}, ok
}

// declared is the type of a property or parameter. A type that the schema does not have, as one that is out of the
// slice, may be anything.
func (m types) declared(name string) typ {
	t, ok := m.typ(name)
	if !ok {
		t = typ{kind: anyKind, name: t.name, many: t.many}
	}
	return t
}

// String is the name as the schema has it.
func (t typ) String() string {
	if t.many {
		return "Collection(" + t.name + ")"
	}
	return t.name
}

// item is the type of an item of a collection.
func (t typ) item() typ {
	t.many = false
	return t
}

// listOf is the type of collections of it.
func (t typ) listOf() typ {
	t.many = true
	return t
}

// is says whether it is of the kind, and a single value. What is not known, null, and what was complained about, may be
// anything.
func (t typ) is(kinds ...kind) bool {
	if t.kind == badKind {
		return true
	}
	if t.many {
		return false
	}
	if t.kind == anyKind || t.kind == nullKind {
		return true
	}
	for _, k := range kinds {
		if t.kind == k {
			return true
		}
	}
	return false
}

// isNumber says whether it is a number.
func (t typ) isNumber() bool { return t.is(intKind, decimalKind, singleKind, doubleKind) }

// isOrdered says whether its values can be compared by lt and its siblings, and sorted by.
func (t typ) isOrdered() bool {
	return t.is(boolKind, textKind, intKind, decimalKind, singleKind, doubleKind, dateKind, momentKind, clockKind, durationKind, guidKind, enumKind)
}
