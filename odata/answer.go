package odata

// This file reads the answers to requests for one value, which services wrap in different ways: an entity as it is or
// in {"value": {...}}, anything else in {"value": ...} or as it is. Pages are read in list.go. Functions that the
// generic types behind requests call are not inlined into these: whoever compiles these would read what a decoder is
// made of.

import (
	"reflect"
	"slices"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// unmarshalAnswer reads the answer to a request for one entity. Some services document that answer wrapped in {"value":
// {...}}; where an object has no other member besides control information, and the model declares no member value, the
// inner object is read.
//
//go:noinline
func unmarshalAnswer(how decoding, data []byte, v any) error {
	return readWith(how, data, v, (*decoder).entity)
}

// unmarshalValue reads an answer that is one value (OData JSON Format 4.01, section 11 and 12): {"value": ...} around
// what is not an object, and an object as it is.
//
//go:noinline
func unmarshalValue(how decoding, data []byte, v any) error {
	return readWith(how, data, v, (*decoder).result)
}

// unmarshalPlain reads a value as it is.
//
//go:noinline
func unmarshalPlain(how decoding, data []byte, v any) error { return unmarshalAll(how, data, v) }

// entity reads an entity that may be wrapped.
func (d *decoder) entity(v reflect.Value) error {
	if err := d.into(v); err != nil {
		return err
	}
	rest := extraOf(v)
	if rest == nil {
		return nil
	}
	inner, ok := rest.Member("value")
	if !ok || inner.Kind() != '{' || !onlyControl(rest, "value") || !empty(v) {
		return nil
	}
	// What is wrapped has been read as an undeclared member. Now that it is known to be the entity, it is read again as
	// one.
	outer, said := d.Scanner, rest.ODataType()
	d.Begin(inner)
	v.SetZero()
	err := d.into(v)
	if err == nil {
		err = d.End()
	}
	fault := d.Err
	d.Scanner = outer
	if fault != nil {
		return d.Fault(fault)
	}
	say(v, said)
	return err
}

// onlyControl says whether an object has no undeclared members besides the ones with the names and control information.
func onlyControl(rest *Extra, besides ...string) bool {
	for name := range rest.Members() {
		if !slices.Contains(besides, name) && (name == "" || name[0] != '@') {
			return false
		}
	}
	return true
}

// empty says whether a model has no declared members.
func empty(v reflect.Value) bool {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	s := shapeOf(v.Type())
	for i := range s.fields {
		if !s.absent(v, i) {
			return false
		}
	}
	return true
}

// result reads a value that may be wrapped.
func (d *decoder) result(v reflect.Value) error {
	if t := v.Type(); t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct || t.Kind() == reflect.Interface {
		return d.entity(v)
	}
	if d.Next() != '{' {
		return d.into(v)
	}
	start := d.At
	w, err := d.unwrap(v)
	switch {
	case err != nil:
		return err
	case !w.found: // it is an object by itself
		d.At, d.bad = start, UnreadableError{}
		return d.into(v)
	case w.continued:
		return errMorePages
	}
	say(v, w.said)
	return nil
}

// wrapping is what an object says of the value that it wraps.
type wrapping struct {
	found     bool   // whether there is a value, and nothing besides but control information
	said      string // the type, by the context URL
	continued bool   // whether there is a link to more
}

// unwrap reads the member value of the object that comes next into v, up to the first member that is not control
// information.
func (d *decoder) unwrap(v reflect.Value) (w wrapping, err error) {
	d.At++
	for first := true; ; first = false {
		more, err := d.Another('}', first)
		if err != nil || !more {
			return w, err
		}
		quoted, err := d.Name()
		if err != nil {
			return w, err
		}
		name, _ := rawjson.Unquote(quoted, "")
		switch {
		case name == "value":
			w.found = true
			d.path = append(d.path, named(name))
			err = d.into(v)
			d.path = d.path[:0]
		case name == "" || name[0] != '@':
			return wrapping{}, nil
		default:
			err = w.control(d, name)
		}
		if err != nil {
			return w, err
		}
	}
}

// control reads control information.
func (w *wrapping) control(d *decoder, name string) error {
	raw, err := d.Value()
	text, _ := rawjson.Unquote(raw, "")
	switch name {
	case "@odata.context", "@context":
		w.said = typeInContext(text)
	case "@odata.nextLink", "@nextLink":
		w.continued = text != ""
	}
	return err
}
