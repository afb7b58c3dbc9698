package engine

// This file answers requests about properties (OData Protocol 4.01, sections 11.2.4 and 11.4.9): primitive and complex
// values, collections of them, and raw values.

import (
	"net/http"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/value"
)

// typeName is the type of the property that a path leads to.
func (at *place) typeName() string {
	switch {
	case at.of == nil:
		return "Edm.Untyped"
	case at.step.Many:
		return "Collection(" + at.step.Type + ")"
	}
	return at.step.Type
}

// memberPath is where the property is in its entity.
func (at *place) memberPath() string { return strings.Join(at.member, "/") }

// property answers a request about a property.
func (e *Engine) property(r *Request, at *place) (*Response, error) {
	if err := e.conditions(r, at.entity); err != nil {
		return nil, err
	}
	if r.Method == http.MethodGet {
		return e.getProperty(r, at)
	}
	if err := at.settable(r); err != nil {
		return nil, err
	}
	v, err := e.changed(r, at)
	if err != nil {
		return nil, err
	}
	if err := e.checkProperty(r, at, v); err != nil {
		return nil, err
	}
	at.setMember(v)
	e.Store.Touch(at.entity)
	if r.Method == http.MethodDelete || !r.prefers("return=representation") {
		answer := r.empty(http.StatusNoContent)
		answer.Header.Set("ETag", at.entity.ETag())
		return answer, nil
	}
	return e.getProperty(r, at)
}

// settable is an error where requests do not set a property of an entity that is there.
func (at *place) settable(r *Request) error {
	why := ""
	switch {
	case at.of == nil:
	case at.of.Computed:
		why = "computed by the service"
	case at.of.Immutable:
		why = "immutable"
	case isKeyPart(at.entity.Type, at.memberPath()):
		why = "the key"
	}
	if why == "" {
		return nil
	}
	return r.wrong(http.StatusBadRequest, at.memberPath()+" is "+why+", and cannot be set")
}

// changed is the value that a request makes of a property.
func (e *Engine) changed(r *Request, at *place) (jsontext.Value, error) {
	if r.Method == http.MethodDelete {
		return jsontext.Value("null"), nil
	}
	body, err := r.object()
	if err != nil {
		return nil, err
	}
	body = withoutContext(body)
	complex := at.step.Struct != nil
	switch {
	case r.Method == http.MethodPost && at.step.Many:
		return e.withItem(at, body)
	case r.Method == http.MethodPatch && complex && !at.step.Many:
		before, err := object.Parse(at.memberValue())
		if err != nil {
			before = nil
		}
		if err := before.Merge(body); err != nil {
			return nil, fail(http.StatusBadRequest, "%v", err)
		}
		return before.JSON(), nil
	case r.Method != http.MethodPut:
		return nil, notAllowed(r)
	case complex && !at.step.Many:
		return body.JSON(), nil
	}
	return valueIn(body)
}

// valueIn is the member value of a body.
func valueIn(body object.Object) (jsontext.Value, error) {
	v := body.Get("value")
	if v == nil {
		return nil, fail(http.StatusBadRequest, "the body must be an object with a member value")
	}
	return v.Clone(), nil
}

// withItem is a collection with the item that a body is, or has as its value.
func (e *Engine) withItem(at *place, body object.Object) (jsontext.Value, error) {
	items, err := e.itemsOf(at)
	if err != nil {
		return nil, err
	}
	item := body.JSON()
	if at.step.Struct == nil {
		if item, err = valueIn(body); err != nil {
			return nil, err
		}
	}
	return object.Array(append(items, item)), nil
}

func withoutContext(o object.Object) object.Object {
	o.Delete("@odata.context")
	o.Delete("@context")
	return o
}

// checkProperty holds a new value of a property against its type.
func (e *Engine) checkProperty(r *Request, at *place, v jsontext.Value) error {
	if at.of == nil {
		return nil
	}
	if _, many := model.Item(at.of.Type); r.Method == http.MethodDelete && many {
		return fail(http.StatusBadRequest, "%s is a collection, which cannot be null", at.memberPath())
	}
	p := *at.of
	p.Type = at.typeName()
	c := value.Checker{Model: e.Model, Strict: true}
	c.Property(at.memberPath(), &p, v)
	if faults := c.Faults(); len(faults) > 0 {
		return invalid(faults, r.complain)
	}
	return nil
}

// itemsOf are the items of a collection that a property is.
func (e *Engine) itemsOf(at *place) ([]jsontext.Value, error) {
	v := at.memberValue()
	if len(v) == 0 || object.IsNull(v) {
		return nil, nil
	}
	items, err := object.Items(v)
	if err != nil {
		return nil, fail(http.StatusBadRequest, "%s is not a collection", at.memberPath())
	}
	return items, nil
}

// getProperty answers with the value of a property.
func (e *Engine) getProperty(r *Request, at *place) (*Response, error) {
	o, err := r.options(at.typeName())
	if err != nil {
		return nil, err
	}
	fragment := at.entity.Path() + "/" + at.memberPath()
	of := r.view(at.entity, at.entity.Type)
	if at.step.Many {
		items, err := e.itemsOf(at)
		if err != nil {
			return nil, err
		}
		matching, count, err := o.MatchingValues(items, of, at.memberPath())
		if err != nil {
			return nil, r.unevaluated(err)
		}
		var body object.Object
		if o.Count {
			body.Set("@odata.count", object.Int(int64(count)))
		}
		body.Set("value", object.Array(matching))
		return r.json(http.StatusOK, r.inContext(fragment, body.JSON())), nil
	}
	v := at.memberValue()
	switch {
	case len(v) == 0 || object.IsNull(v):
		return r.empty(http.StatusNoContent), nil
	case v.Kind() == '{':
		if v, err = o.ProjectValue(v, of, at.memberPath()); err != nil {
			return nil, r.unevaluated(err)
		}
	default:
		v = object.Object{{Name: "value", Value: v}}.JSON()
	}
	return r.json(http.StatusOK, r.inContext(fragment, v)), nil
}

// raw answers a request about the raw value of a property ($value).
func (e *Engine) raw(r *Request, at *place) (*Response, error) {
	switch r.Method {
	case http.MethodGet:
		v := at.memberValue()
		if len(v) == 0 || object.IsNull(v) {
			return r.empty(http.StatusNoContent), nil
		}
		answer := r.empty(http.StatusOK)
		answer.Header.Set("Content-Type", "text/plain;charset=utf-8")
		answer.Body = []byte(object.Plain(v))
		return answer, nil
	case http.MethodPut, http.MethodDelete:
		if err := at.settable(r); err != nil {
			return nil, err
		}
		v := jsontext.Value("null")
		if r.Method == http.MethodPut {
			var err error
			if v, err = value.Segment(e.Model, at.typeName(), string(r.Body)); err != nil {
				return nil, fail(http.StatusBadRequest, "%v", err)
			}
		}
		if err := e.checkProperty(r, at, v); err != nil {
			return nil, err
		}
		at.setMember(v)
		e.Store.Touch(at.entity)
		return r.empty(http.StatusNoContent), nil
	}
	return nil, notAllowed(r)
}
