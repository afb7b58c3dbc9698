// Package typename knows how Go types say which type of the schema they stand for.
package typename

import (
	"reflect"
	"strings"
)

// Tag is the struct tag of the field that every model embeds, by which it names its type where that derives from another one.
const Tag = "odata"

// FromTag returns the value of @odata.type in the tag of an embedded field, such as #my.type, and whether it has one.
func FromTag(tag reflect.StructTag) (wireType string, ok bool) {
	return strings.CutPrefix(tag.Get(Tag), "@odata.type=")
}

// Of is the qualified name of the type of a model, which is a pointer to a struct, or of a family's declared type; "" for a type that
// derives from none.
func Of(t reflect.Type) string {
	if t.Kind() == reflect.Interface {
		if f := FamilyOf(t); f != nil {
			t = reflect.TypeOf(f.New(""))
		}
	}
	if t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
		return ""
	}
	for i := range t.Elem().NumField() {
		f := t.Elem().Field(i)
		if name, ok := FromTag(f.Tag); ok && f.Anonymous {
			return strings.TrimPrefix(name, "#")
		}
	}
	return ""
}

// Family makes values of a family of types. The methods of the interfaces that csdlgen generates for families return one.
type Family interface {
	// New returns a new value, a pointer to a model, for the type with the qualified name; of the family's declared type where it
	// does not know the name.
	New(typeName string) any
}

// FamilyOf returns the family of an interface type, or nil where the interface belongs to none.
func FamilyOf(t reflect.Type) Family {
	for i := range t.NumMethod() {
		m := t.Method(i).Type
		if m.NumIn() != 0 || m.NumOut() != 1 || m.Out(0).Kind() != reflect.Struct {
			continue
		}
		if f, ok := reflect.Zero(m.Out(0)).Interface().(Family); ok {
			return f
		}
	}
	return nil
}
