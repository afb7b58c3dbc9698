package odata

// This file is the dynamic properties of open types (CSDL 4.01, section 6.3): undeclared members with the types that
// their annotations say (OData JSON Format 4.01, section 4.6.3): "born@odata.type": "#Date", "born": "1815-12-10".

import (
	"bytes"
	"cmp"
	"math"
	"reflect"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/enum"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// Dynamic reads an undeclared member as a T: a dynamic property of an open type. A member that is not there is absent.
func Dynamic[T any](u *Undeclared, name string) (Opt[T], error) {
	var o Opt[T]
	raw, ok := u.Extra.Member(name)
	if !ok {
		return o, nil
	}
	err := unmarshalOpt(raw, &o)
	return o, err
}

// DynamicValue reads an undeclared member as the type that the object says the member has: the Go type that generated
// code has for a primitive type, such as time.Time, or a slice of it. Without a type a string is a string, true and
// false are a bool, and a number is a [edm.Decimal], which loses nothing. What is of a type that csdlgen does not have
// - an entity or complex type, an enumeration, a Geo type - is a string where JSON has one, else [edm.Raw]. Null is
// nil. Whether the member is there, [Extra.Member] tells.
func DynamicValue(u *Undeclared, name string) (any, error) {
	raw, ok := u.Extra.Member(name)
	if !ok || raw.Kind() == 'n' {
		return nil, nil
	}
	said := u.Extra.TypeOf(name)
	item, isList := strings.CutPrefix(said, "Collection(")
	ptr := primitiveOf(strings.TrimSuffix(item, ")"))
	switch {
	case ptr == nil:
		isList = false
		switch raw.Kind() {
		case '"':
			ptr = new(string)
		case 't', 'f':
			ptr = new(bool)
		case '0':
			ptr = new(edm.Decimal)
		default:
			ptr = new(edm.Raw)
		}
	case isList:
		if _, isByte := ptr.(*uint8); isByte {
			ptr = new(edm.Byte) // a []uint8 would be a Binary
		}
		ptr = reflect.New(reflect.SliceOf(reflect.TypeOf(ptr).Elem())).Interface()
	}
	if err := Unmarshal(raw, ptr); err != nil {
		return nil, under(err, name)
	}
	return reflect.ValueOf(ptr).Elem().Interface(), nil
}

// primitiveOf returns a pointer to a new value of the Go type of a primitive type; nil for one that is raw JSON.
func primitiveOf(name string) any {
	if zero, ok := primitives[name]; ok {
		return reflect.New(reflect.TypeOf(zero)).Interface()
	}
	return nil
}

// primitives has a value of the Go type of each primitive type that a model can have.
var primitives = map[string]any{
	"String":         "",
	"Boolean":        false,
	"Byte":           uint8(0),
	"SByte":          int8(0),
	"Int16":          int16(0),
	"Int32":          int32(0),
	"Int64":          int64(0),
	"Single":         float32(0),
	"Double":         float64(0),
	"Decimal":        edm.Decimal{},
	"DateTimeOffset": time.Time{},
	"Date":           edm.Date{},
	"TimeOfDay":      edm.TimeOfDay{},
	"Duration":       edm.Duration{},
	"Guid":           edm.GUID{},
	"Binary":         []byte(nil),
}

// SetDynamic sets an undeclared member to value, and says its type where JSON does not tell it: "born@odata.type":
// "#Date" for a [edm.Date]. A model says its type in itself, also where it would not as the value of a declared member;
// a collection of models has the type beside it. It is the way to write dynamic properties of open types; nil is null.
// The name must not be that of a declared member: writing the object would fail.
func SetDynamic(u *Undeclared, name string, value any) error {
	text, err := Marshal(value)
	if err != nil {
		return errorf("odata: member %s: %w", name, err)
	}
	if text, err = withType(value, text); err != nil {
		return errorf("odata: member %s: %w", name, err)
	}
	u.Extra.setTyped(name, typeToSay(value), text)
	return nil
}

// withType is the text of a model that says its type, which is not told by where a dynamic property stands (OData JSON
// Format 4.01, section 4.6.3); the text as it is for any other value, and for a model that says it already.
func withType(value any, text edm.Raw) (edm.Raw, error) {
	v := reflect.ValueOf(value)
	name := modelName(v)
	if name == "" || text.Kind() != '{' {
		return text, nil
	}
	if m := membersOf(text); m.text("@odata.type", "@type") != "" {
		return text, nil
	}
	said := append([]byte(`{"@odata.type":`), rawjson.AppendString(nil, "#"+name)...)
	rest := bytes.TrimSpace(text[1:])
	if rest[0] != '}' {
		said = append(said, ',')
	}
	return append(said, rest...), nil
}

// modelName is the qualified name of the type of a model: the one that it says, else that of its Go type; "" for what
// is no model.
func modelName(v reflect.Value) string {
	if v.Kind() == reflect.Pointer && !v.IsNil() {
		if rest := extraOf(v); rest != nil && rest.ODataType() != "" {
			return rest.ODataType()
		}
	}
	if v.Kind() != reflect.Pointer {
		return ""
	}
	return modelTypeName(v.Type())
}

// modelTypeName is the qualified name of the type that a pointer to a model stands for; "" for any other type.
func modelTypeName(t reflect.Type) string {
	if t.Kind() != reflect.Pointer {
		return ""
	}
	s := shapeOf(t.Elem())
	if s == nil {
		return ""
	}
	return cmp.Or(s.typeName, s.rootName)
}

// setTyped sets a member with the annotation of its type before it; none for "".
func (u *Extra) setTyped(name, typeName string, text edm.Raw) {
	said := name + "@odata.type"
	if short := name + "@type"; u.find(short) >= 0 {
		said = short
	}
	members := without(u.all(), said)
	at := indexOf(members, name)
	if at < 0 {
		at = len(members)
		members = append(members, member{name: name})
	}
	members[at].value = text
	if typeName != "" {
		annotation := member{name: said, value: rawjson.AppendString(nil, "#"+typeName), first: members[at].first}
		members = append(members[:at], append([]member{annotation}, members[at:]...)...)
	}
	out := u.copied()
	out.members = members
	u.kept = out
}

// typeToSay is the name of the type of a value, as an annotation has it, where JSON does not tell it; else "". JSON
// tells String, Boolean, Double and, for whole numbers, Int32; a model says its type itself.
func typeToSay(value any) string {
	switch v := value.(type) {
	case nil, string, bool, int32, int, edm.Raw:
		return ""
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return "Double"
		}
		return ""
	case []byte:
		return "Binary"
	}
	t := reflect.TypeOf(value)
	if t.Kind() == reflect.Slice {
		if name := cmp.Or(modelTypeName(t.Elem()), typeNameFor(t.Elem())); name != "" {
			return "Collection(" + name + ")"
		}
		return ""
	}
	switch name := typeNameFor(t); name {
	case "String", "Boolean", "Int32", "Double":
		return "" // a type definition
	default:
		return name
	}
}

// typeNameFor is the name of the primitive or enumeration type that a Go type stands for, or "".
func typeNameFor(t reflect.Type) string {
	if of, ok := enum.Of(t); ok {
		return of.Name()
	}
	switch reflect.Zero(t).Interface().(type) {
	case time.Time:
		return "DateTimeOffset"
	case edm.Date:
		return "Date"
	case edm.TimeOfDay:
		return "TimeOfDay"
	case edm.Duration:
		return "Duration"
	case edm.GUID:
		return "Guid"
	case edm.Decimal:
		return "Decimal"
	case []byte:
		return "Binary"
	}
	return typeNameOfKind(t.Kind())
}

// typeNameOfKind is the name of the primitive type whose values are of a kind of Go, or "".
func typeNameOfKind(kind reflect.Kind) string {
	switch kind {
	case reflect.String:
		return "String"
	case reflect.Bool:
		return "Boolean"
	case reflect.Uint8:
		return "Byte"
	case reflect.Int8:
		return "SByte"
	case reflect.Int16:
		return "Int16"
	case reflect.Int32:
		return "Int32"
	case reflect.Int64, reflect.Int:
		return "Int64"
	case reflect.Float32:
		return "Single"
	case reflect.Float64:
		return "Double"
	}
	return ""
}
