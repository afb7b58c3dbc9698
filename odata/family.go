package odata

// This file is families: an entity or complex type together with the types that derive from it. Where a schema declares a type that others
// derive from, the generated field is an interface; reading finds the most derived type that the package knows by the
// object's @odata.type (OData JSON Format 4.01, section 4.6.3). How a family makes a new value, generated code says.

import (
	"reflect"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
	"github.com/csdlgen/csdlgen/odata/internal/typename"
)

// Family makes values of a family of types. The methods of the interfaces that csdlgen generates for families return one.
type Family = typename.Family

// member reads a value into the interface v of a family.
func (d *decoder) member(v reflect.Value, family Family) error {
	if d.Next() == 'n' {
		d.Value()
		v.SetZero()
		return nil
	}
	one := reflect.ValueOf(family.New(d.typeAhead()))
	if one.Kind() != reflect.Pointer || !one.Type().AssignableTo(v.Type()) {
		return rawjson.Mismatch(d.Value(), v.Type().String())
	}
	if err := d.into(one.Elem()); err != nil {
		return err
	}
	v.Set(one)
	return nil
}

// typeAhead returns the qualified name in the @odata.type of the object that comes next, or "", and stays before the object.
func (d *decoder) typeAhead() string {
	ahead := rawjson.Walker{Text: d.Text, At: d.At}
	if ahead.Next() != '{' {
		return ""
	}
	ahead.At++
	for ahead.Next() != '}' {
		name, value := ahead.Value(), ahead.Value()
		if string(name) == `"@odata.type"` || string(name) == `"@type"` {
			text, _ := rawjson.Unquote(value, "") // what is no string names no type
			return text[strings.LastIndexByte(text, '#')+1:]
		}
	}
	return ""
}

// typeNameOf is the qualified name of a model's type: what it says of itself, else what a new value of it would say. It is "" for a
// root type.
func typeNameOf(v reflect.Value) (said, own string) {
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return "", ""
		}
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct || !v.CanAddr() {
		return "", ""
	}
	s := shapeOf(v.Type())
	if s == nil {
		return "", ""
	}
	return s.rest(v).ODataType(), s.typeName
}
