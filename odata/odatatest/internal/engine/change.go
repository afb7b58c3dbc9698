package engine

// This file changes entities: creates, updates, replaces and deletes them (OData Protocol 4.01, section 11.4).

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/route"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/store"
)

// drafter reads the bodies of a request.
func (r *Request) drafter(before *store.Entity) *drafter {
	return &drafter{engine: r.engine, before: before, strict: true, complain: r.complain}
}

// create makes an entity in a collection.
func (e *Engine) create(r *Request, at *place) (*Response, error) {
	if at.as.Media && !isJSON(r) {
		return e.createMedia(r, at)
	}
	o, err := r.object()
	if err != nil {
		return nil, err
	}
	return e.make(r, at, o)
}

// make makes an entity of a body.
func (e *Engine) make(r *Request, at *place, body object.Object) (*Response, error) {
	if _, err := r.options(at.as.Name); err != nil {
		return nil, err
	}
	d, err := r.drafter(nil).draft("", at.as, body)
	if err != nil {
		return nil, err
	}
	made, err := e.putWhole(at.collection, d)
	if err != nil {
		return nil, err
	}
	return e.created(r, at, made, d)
}

// putWhole is put that leaves nothing behind where it fails.
func (e *Engine) putWhole(c *store.Collection, d *draft) (made *store.Entity, err error) {
	err = e.whole(d, func() error {
		made, err = e.put(c, d)
		return err
	})
	return made, err
}

// whole makes what a draft says, or nothing of it where that fails.
func (e *Engine) whole(d *draft, make func() error) error {
	restore := func() {}
	if len(d.related) > 0 {
		restore = e.Store.Save()
	}
	err := make()
	if err != nil {
		restore()
	}
	return err
}

// created is the answer to a create.
func (e *Engine) created(r *Request, at *place, made *store.Entity, d *draft) (*Response, error) {
	var answer *Response
	if r.prefers("return=minimal") {
		answer = r.empty(http.StatusNoContent)
		answer.Header.Set("OData-EntityId", e.id(made))
	} else {
		r.prefers("return=representation")
		body, err := e.represent(r, at, made, d)
		if err != nil {
			return nil, err
		}
		answer = r.json(http.StatusCreated, body)
	}
	answer.Header.Set("Location", e.id(made))
	answer.Header.Set("ETag", made.ETag())
	return answer, nil
}

// put makes the entity of a draft, and what is related to it, where a path leads: in a collection that holds its
// entities, or in their home with a reference to it.
func (e *Engine) put(c *store.Collection, d *draft) (*store.Entity, error) {
	home := c
	if !c.Holds {
		home = e.Store.HomeOf(c.Owner, c.Link, d.of)
	}
	made, err := e.Store.Insert(home, d.of, store.Tied(c, d.of, keep(d.members)))
	if err != nil {
		var taken *store.TakenError
		if errors.As(err, &taken) {
			return nil, fail(http.StatusConflict, "%v", err)
		}
		return nil, fail(http.StatusBadRequest, "%v", err)
	}
	if err := e.relate(made, d); err != nil {
		return nil, err
	}
	if !c.Holds {
		c.Refer(made)
	}
	return made, nil
}

// keep copies members out of the text of a request.
func keep(o object.Object) object.Object {
	out := make(object.Object, len(o))
	for i, m := range o {
		out[i] = object.Member{Name: m.Name, Value: m.Value.Clone()}
	}
	return out
}

// relate makes what a draft says of navigation properties.
func (e *Engine) relate(from *store.Entity, d *draft) error {
	for _, r := range d.related {
		c := from.Link(r.link)
		if r.clear || r.whole && c.Many {
			e.clear(c)
		}
		for _, target := range r.bound {
			c.Refer(target)
		}
		for _, inner := range r.made {
			if _, err := e.put(c, inner); err != nil {
				return err
			}
		}
	}
	return nil
}

// clear makes a navigation property lead to nothing.
func (e *Engine) clear(c *store.Collection) {
	for _, target := range slices.Clone(c.Entities()) {
		if c.Holds {
			e.Store.Remove(target)
		} else {
			c.Unrefer(target)
		}
	}
}

// single answers a request about one entity.
func (e *Engine) single(r *Request, at *place) (*Response, error) {
	if err := e.conditions(r, at.entity); err != nil {
		return nil, err
	}
	switch r.Method {
	case http.MethodGet:
		return e.get(r, at)
	case http.MethodPatch, http.MethodPut:
		if at.entity == nil {
			return e.upsert(r, at)
		}
		return e.update(r, at)
	case http.MethodDelete:
		if err := e.present(at); err != nil {
			return nil, err
		}
		if at.entity.Singleton != nil {
			return nil, fail(http.StatusMethodNotAllowed, "a singleton cannot be deleted")
		}
		e.Store.Remove(at.entity)
		return r.empty(http.StatusNoContent), nil
	}
	return nil, notAllowed(r)
}

// conditions holds the headers If-Match and If-None-Match against the entity, which is nil where there is none (RFC
// 9110, section 13.1).
func (e *Engine) conditions(r *Request, entity *store.Entity) error {
	if wanted := r.HTTP.Header.Get("If-Match"); wanted != "" && (entity == nil || !matches(wanted, entity.ETag())) {
		if entity == nil {
			return fail(http.StatusPreconditionFailed, "there is no entity, and If-Match is %s", wanted)
		}
		return fail(http.StatusPreconditionFailed, "the entity has the ETag %s, and If-Match is %s", entity.ETag(), wanted)
	}
	if unwanted := r.HTTP.Header.Get("If-None-Match"); unwanted != "" && entity != nil && r.Method != http.MethodGet && matches(unwanted, entity.ETag()) {
		return fail(http.StatusPreconditionFailed, "the entity is there, and If-None-Match is %s", unwanted)
	}
	return nil
}

// matches says whether an ETag is in the list of a condition.
func matches(list, etag string) bool {
	for one := range strings.SplitSeq(list, ",") {
		one = strings.TrimSpace(one)
		if one == "*" || strings.TrimPrefix(one, "W/") == strings.TrimPrefix(etag, "W/") {
			return true
		}
	}
	return false
}

// update changes an entity, by PUT all of it.
func (e *Engine) update(r *Request, at *place) (*Response, error) {
	o, err := r.object()
	if err != nil {
		return nil, err
	}
	if _, err := r.options(at.as.Name); err != nil {
		return nil, err
	}
	d, err := r.drafter(at.entity).draft("", at.entity.Type, o)
	if err != nil {
		return nil, err
	}
	if err := e.whole(d, func() error { return e.change(at.entity, d, r.Method == http.MethodPut) }); err != nil {
		return nil, err
	}
	return e.updated(r, at, d)
}

// updated is the answer to an update.
func (e *Engine) updated(r *Request, at *place, d *draft) (*Response, error) {
	var answer *Response
	if r.prefers("return=minimal") {
		answer = r.empty(http.StatusNoContent)
		answer.Header.Set("OData-EntityId", e.id(at.entity))
	} else {
		r.prefers("return=representation")
		body, err := e.represent(r, at, at.entity, d)
		if err != nil {
			return nil, err
		}
		answer = r.json(http.StatusOK, body)
	}
	answer.Header.Set("ETag", at.entity.ETag())
	return answer, nil
}

// change makes of an entity what a draft says: it merges the members, or replaces all that the service does not set by
// itself.
func (e *Engine) change(entity *store.Entity, d *draft, replace bool) error {
	members := entity.Object.Clone()
	if replace {
		members = e.replaced(entity, d.of)
	}
	if err := members.Merge(keep(d.members)); err != nil {
		return fail(http.StatusBadRequest, "%v", err)
	}
	entity.Object = members
	if err := e.relate(entity, d); err != nil {
		return err
	}
	e.Store.Touch(entity)
	return nil
}

// replaced is what a replace leaves of an entity: its key and what requests do not set, and defaults for the rest.
func (e *Engine) replaced(entity *store.Entity, t *model.Type) object.Object {
	var left object.Object
	for _, m := range entity.Object {
		p := t.Property(m.Name)
		if isKeyPart(t, m.Name) || p != nil && (p.Computed || p.Immutable) {
			left.Set(m.Name, m.Value)
		}
	}
	for _, p := range t.Properties {
		if v := e.defaultOf(p); v != nil && !left.Has(p.Name) {
			left.Set(p.Name, v)
		}
	}
	return left
}

// upsert makes the entity that an update is about and that is not there, where the service does so. What a contained
// navigation property leads to is made in any case: there is no other request for it.
func (e *Engine) upsert(r *Request, at *place) (*Response, error) {
	implicit := at.collection != nil && at.collection.Holds && !at.collection.Many
	if !implicit && (at.key == nil || !e.Upsert) || at.file != "" || at.collection == nil || !at.collection.Holds {
		return nil, e.present(at)
	}
	o, err := r.object()
	if err != nil {
		return nil, err
	}
	whole := keyed(at.as, at.key, o)
	for _, m := range o {
		if isKeyPart(at.as, m.Name) && !sameValue(whole.Get(m.Name), m.Value) {
			return nil, fail(http.StatusBadRequest, "the body has another %s than the path", m.Name)
		}
	}
	return e.make(r, at, whole)
}

// target is the entity that a URL refers to: one below the service root, or the same path on the host that the program
// would otherwise talk to.
func (e *Engine) target(ref, typeName string) (*store.Entity, error) {
	path := e.relative(ref)
	for rest := path; rest != ""; {
		p, err := route.Parse(e.Model, rest, func(string) (string, bool) { return "", false })
		if err == nil {
			at, err := e.resolve(p.Steps, false)
			if err == nil && at.entity != nil && at.member == nil {
				return at.entity, nil
			}
			return nil, errors.New("there is no entity at " + ref)
		}
		_, rest, _ = strings.Cut(rest, "/") // the version, which is part of another service's root
	}
	if found := e.anywhere(path, e.Model.Type(typeName)); found != nil {
		return found, nil
	}
	return nil, errors.New("there is no entity at " + ref)
}

// relative is the path of a URL below the service root.
func (e *Engine) relative(ref string) string {
	path, within := strings.CutPrefix(ref, e.Root)
	if _, after, absolute := strings.Cut(path, "://"); !within && absolute {
		_, path, _ = strings.Cut(after, "/")
	}
	return strings.Trim(path, "/")
}

// anywhere is the entity with the key at the end of a path whose set the slice does not have, such as directoryObjects:
// that of a type which fits.
func (e *Engine) anywhere(path string, t *model.Type) *store.Entity {
	key := path[strings.LastIndexByte(path, '/')+1:]
	if open := strings.IndexByte(key, '('); open >= 0 && strings.HasSuffix(key, ")") {
		key = strings.ReplaceAll(strings.Trim(key[open+1:len(key)-1], "'"), "''", "'")
	}
	if t == nil || key == "" {
		return nil
	}
	return e.Store.Anywhere(t, unescapePath(key))
}
