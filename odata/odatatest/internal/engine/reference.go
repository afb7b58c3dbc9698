package engine

// This file answers requests about references (OData Protocol 4.01, sections 11.2.8 and 11.4.6).

import (
	"net/http"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/query"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/store"
)

// reference answers a request about the references of a navigation property, or about the reference to an entity.
func (e *Engine) reference(r *Request, at *place) (*Response, error) {
	c := at.collection
	if r.Method == http.MethodGet {
		return e.getReference(r, at)
	}
	if c == nil || c.Owner == nil || c.Holds {
		return nil, fail(http.StatusBadRequest, "references are those of a navigation property which does not contain its entities")
	}
	switch {
	case r.Method == http.MethodPost && at.many, r.Method == http.MethodPut && !c.Many:
		target, err := e.referred(r, c)
		if err != nil {
			return nil, err
		}
		c.Refer(target)
	case r.Method == http.MethodDelete:
		target := at.entity
		if id := r.values.Get("$id"); id != "" {
			var err error
			if target, err = e.target(id, c.Type.Name); err != nil {
				return nil, fail(http.StatusNotFound, "%v", err)
			}
		} else if at.many {
			return nil, fail(http.StatusBadRequest, "the option $id must say which reference is removed")
		}
		if target == nil {
			return nil, e.present(at)
		}
		c.Unrefer(target)
	default:
		return nil, notAllowed(r)
	}
	return r.empty(http.StatusNoContent), nil
}

// referred is the entity that the body of a request refers to.
func (e *Engine) referred(r *Request, c *store.Collection) (*store.Entity, error) {
	o, err := r.object()
	if err != nil {
		return nil, err
	}
	id := o.Text("@odata.id")
	if id == "" {
		id = o.Text("@id")
	}
	if id == "" {
		return nil, fail(http.StatusBadRequest, "the body must have the URL of an entity as @odata.id")
	}
	target, err := e.target(id, c.Type.Name)
	if err != nil {
		return nil, fail(http.StatusNotFound, "%v", err)
	}
	if !target.Type.Is(c.Type) {
		return nil, fail(http.StatusBadRequest, "the entity at %s is of the type %s, and %s leads to %s", id, target.Type.Name, c.Link.Name, c.Type.Name)
	}
	return target, nil
}

// getReference answers with references.
func (e *Engine) getReference(r *Request, at *place) (*Response, error) {
	ref := func(entity *store.Entity) object.Object {
		return object.Object{{Name: "@odata.id", Value: object.String(e.id(entity))}}
	}
	if !at.many {
		if at.entity == nil && at.key == nil {
			return r.empty(http.StatusNoContent), nil
		}
		if err := e.present(at); err != nil {
			return nil, err
		}
		return r.json(http.StatusOK, r.inContext("$ref", ref(at.entity).JSON())), nil
	}
	o, err := r.options("Collection(" + at.as.Name + ")")
	if err != nil {
		return nil, err
	}
	matching, count, err := o.Matching(e.candidates(r, at))
	if err != nil {
		return nil, r.unevaluated(err)
	}
	var refs []jsontext.Value
	for _, one := range matching {
		refs = append(refs, ref(one.(view).entity).JSON())
	}
	var body object.Object
	if o.Count {
		body.Set("@odata.count", object.Int(int64(count)))
	}
	body.Set("value", object.Array(refs))
	return r.json(http.StatusOK, r.inContext("Collection($ref)", body.JSON())), nil
}

// candidates are the entities that a path leads to, as query options see them.
func (e *Engine) candidates(r *Request, at *place) []query.Entity {
	entities := at.entities()
	all := make([]query.Entity, len(entities))
	for i, entity := range entities {
		all[i] = r.view(entity, at.as)
	}
	return all
}
