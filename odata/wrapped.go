package odata

// This file is the object that services wrap values in, {"value": ...}: a page around its items, a property around its
// value. It is not a generic type, so that packages that read pages and properties compile nothing for it: the
// value is somewhere else, where a pointer leads.

import (
	"net/url"
	"reflect"
)

// wrapped is a value as JSON has it, with what the object around it says besides.
type wrapped struct {
	Undeclared
	Value Opt[elsewhere] `json:"value,omitzero"`
}

// elsewhere is a pointer to the value of an Opt, which slot follows.
type elsewhere struct{ value any }

// wrap is the object around what value points to.
func wrap(value any, f *form) *wrapped {
	return &wrapped{Value: Opt[elsewhere]{Value: elsewhere{value}, State: State{form: f}}}
}

// value is what is wrapped.
func (w *wrapped) value() reflect.Value { return reflect.ValueOf(w.Value.Value.value).Elem() }

// forget makes what was read the zero value.
func (w *wrapped) forget() {
	w.value().SetZero()
	*w = *wrap(w.Value.Value.value, nil)
}

// isList says whether what is wrapped is a collection.
func (w *wrapped) isList() bool {
	return isList(w.Value.Value.value) && !isScalar(w.Value.Value.value)
}

// next is the link to the rest of a collection; "" for none. It is in the answer to the request of the URL.
func (w *wrapped) next(at *url.URL) string {
	if !w.isList() {
		return ""
	}
	return w.Extra.link(at, "nextLink")
}

// inContext notes the type that the context URL says the value is of.
func (w *wrapped) inContext() { say(w.value(), typeInContext(w.Extra.Context())) }
