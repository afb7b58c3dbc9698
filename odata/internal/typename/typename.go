// Package typename knows how Go types say which type of the schema they stand for.
package typename

import (
	"reflect"
	"strings"
)

// Tag is the struct tag of the field that every model embeds, by which it names its type where that derives from
// another one.
const Tag = "odata"

// FromTag returns the value of @odata.type in the tag of an embedded field, such as #my.type, and whether it has one.
func FromTag(tag reflect.StructTag) (wireType string, ok bool) {
	return strings.CutPrefix(tag.Get(Tag), "@odata.type=")
}

// RootFromTag returns the qualified name in the tag of an embedded field of a type that derives from none, and whether
// it has one: such a value does not say its type by itself.
func RootFromTag(tag reflect.StructTag) (name string, ok bool) {
	return strings.CutPrefix(tag.Get(Tag), "type=")
}

// Of is the qualified name of the type of a model, which is a pointer to a struct; "" for a type that
// derives from none.
func Of(t reflect.Type) string {
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
