package engine

// This file makes answers of what handlers return.

import (
	"net/http"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/route"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/value"
)

// Result is the answer with a result of an operation, as JSON: an object, an array, or a value; null or nothing for an
// answer without a body.
func (r *Request) Result(raw jsontext.Value) *Response {
	last := r.Path.Last()
	if len(raw) == 0 || object.IsNull(raw) {
		return r.empty(http.StatusNoContent)
	}
	status := http.StatusOK
	if r.Method == http.MethodPost && last.Kind != route.Operation {
		status = http.StatusCreated
	}
	typeName := last.Type
	if raw.Kind() == '[' || last.Many {
		typeName = "Collection(" + last.Type + ")"
	}
	if raw.Kind() != '{' || last.Many && !object.Object.Has(parsed(raw), "value") {
		raw = object.Object{{Name: "value", Value: raw}}.JSON()
	}
	return r.json(status, r.inContext(typeName, raw))
}

func parsed(raw jsontext.Value) object.Object {
	o, err := object.Parse(raw)
	if err != nil {
		return nil
	}
	return o
}

// Bytes is the answer with a stream.
func (r *Request) Bytes(contentType string, content []byte) *Response {
	answer := r.empty(http.StatusOK)
	answer.Header.Set("Content-Type", contentType)
	answer.Body = content
	return answer
}

// Key is the part of the key of the entity that the request is about, or nil where there is none.
func (r *Request) Key(name string) jsontext.Value {
	n := len(r.Path.Steps)
	for n > 0 && !addresses(r.Path.Steps[n-1].Kind) {
		n--
	}
	if n == 0 {
		return nil
	}
	for _, v := range r.Path.Steps[n-1].Values {
		if v.Name == name {
			return v.JSON
		}
	}
	e := r.engine
	e.Store.RLock()
	defer e.Store.RUnlock()
	at, err := e.resolve(r.Path.Steps[:n], false)
	if err != nil || at.entity == nil {
		return nil
	}
	for _, k := range at.entity.Type.Key {
		if model.KeyName(k) == name {
			return at.entity.Part(k)
		}
	}
	return nil
}

// addresses says whether a step leads to another entity than the one before.
func addresses(k route.Kind) bool {
	switch k {
	case route.Set, route.Singleton, route.Key, route.Link, route.Address:
		return true
	}
	return false
}

// Keys are the values of all keys in the path.
func (r *Request) Keys() []string {
	var all []string
	for _, s := range r.Path.Steps {
		if s.Kind == route.Key {
			for _, v := range s.Values {
				all = append(all, object.Plain(v.JSON))
			}
		}
	}
	return all
}

// Argument is a parameter of the function that the path ends with, or nil where the request does not have it. A
// function whose parameters are sent in the body has them there.
func (r *Request) Argument(name string) jsontext.Value {
	for _, v := range r.Path.Last().Values {
		if v.Name == name {
			return v.JSON
		}
	}
	if o := parsed(r.Body); o != nil {
		return o.Get(name)
	}
	if text, ok := r.alias(name); ok { // an implicit parameter alias (OData URL Conventions 4.01, section 5.3.1)
		v, err := value.Literal(r.engine.Model, parameterType(r.Path.Last(), name), text)
		if err == nil {
			return v
		}
	}
	return nil
}

func parameterType(s *route.Step, name string) string {
	if s.Operation == nil {
		return "Edm.String"
	}
	for _, p := range s.Operation.Parameters {
		if p.Name == name {
			return p.Type
		}
	}
	return "Edm.String"
}
