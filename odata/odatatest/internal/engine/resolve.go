package engine

// This file goes where a path leads in the store.

import (
	"cmp"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/route"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/store"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// place is where a path leads.
type place struct {
	// collection is what the path leads to where many, else where the entity is or would be; nil for singletons.
	collection *store.Collection
	many       bool
	// entity is the entity that the path leads to or that has the member; nil where there is none.
	entity *store.Entity
	// key is that of the entity in the collection.
	key []route.Value
	// as is the type that the path says, which may derive from that of the collection.
	as *model.Type
	// file is the name that an entity has in the hierarchy of an address; "" for others.
	file string
	// member is the path of a property in the entity; nil for an entity. Of is its declaration; nil for a dynamic one.
	member []string
	of     *schema.Property
	// step is the last step that says a type.
	step *route.Step
}

// walk goes along the steps of a path.
type walk struct {
	*Engine
	// write says that an entity is made which another one contains as its only one, and below which something is
	// written; upload that the file of an address is made, with its folders.
	write, upload bool
}

// resolve goes where a path leads.
func (e *Engine) resolve(steps []route.Step, write bool) (*place, error) {
	at := &place{}
	w := walk{e, write, write && toStream(steps)}
	for i := range steps {
		step := &steps[i]
		if err := w.step(at, step); err != nil {
			return nil, err
		}
		switch step.Kind {
		case route.Count, route.Ref, route.Media:
		default:
			at.step = step
		}
	}
	return at, nil
}

func (e walk) step(at *place, s *route.Step) error {
	switch s.Kind {
	case route.Set:
		at.collection, at.many, at.as = e.Store.Set(s.Name), true, e.Store.Set(s.Name).Type
	case route.Singleton:
		at.entity = e.Store.Singleton(s.Name)
		at.as = at.entity.Type
	case route.Key:
		e.toKey(at, s)
	case route.Link:
		return e.follow(at, s.Link)
	case route.Cast:
		return at.cast(s.Struct)
	case route.Property:
		if err := e.exist(at); err != nil {
			return err
		}
		at.member, at.of = append(at.member, s.Name), s.Property
	case route.Media:
		if e.upload {
			return e.exist(at)
		}
	case route.Address:
		return e.address(at, s.Name)
	case route.Operation:
		return fail(http.StatusNotImplemented, "what is below the result of an operation cannot be had without a handler")
	}
	return nil
}

// cast says a type.
func (at *place) cast(to *model.Type) error {
	if at.member != nil {
		return nil
	}
	at.as = to
	if at.entity != nil && !at.entity.Type.Is(to) {
		return fail(http.StatusNotFound, "the entity is of the type %s and not of %s", at.entity.Type.Name, to.Name)
	}
	return nil
}

// present is an error where the path so far leads to no entity.
func (e *Engine) present(at *place) error {
	if at.entity != nil {
		return nil
	}
	if at.collection == nil {
		return fail(http.StatusNotFound, "there is nothing")
	}
	if at.key == nil {
		return fail(http.StatusNotFound, "%s is null", at.collection.Path())
	}
	return fail(http.StatusNotFound, "there is no %s with the key %s", at.collection.Type.Name, keyText(at.key))
}

func keyText(key []route.Value) string {
	var parts []string
	for _, v := range key {
		parts = append(parts, string(v.JSON))
	}
	return strings.Join(parts, ",")
}

// toKey goes to the entity with a key, which lives elsewhere where it is in a hierarchy.
func (e *Engine) toKey(at *place, s *route.Step) {
	at.key, at.many = s.Values, false
	at.entity = e.byKey(at, s)
	if at.entity != nil && at.collection.Owner != nil && at.collection.Holds {
		at.collection = at.entity.Home
	}
}

// byKey is the entity of the collection with a key, and of the type that the path says.
func (e *Engine) byKey(at *place, s *route.Step) *store.Entity {
	found := e.lookUp(at, s)
	if found != nil && at.as != nil && !found.Type.Is(at.as) && at.as.Is(at.collection.Type) {
		return nil
	}
	return found
}

func (e *Engine) lookUp(at *place, s *route.Step) *store.Entity {
	if s.Alternate {
		for _, candidate := range at.collection.Entities() {
			if e.hasAlternate(candidate, s.Values) {
				return candidate
			}
		}
		return nil
	}
	key := keyOf(at.collection.Type, s.Values)
	if found := cmp.Or(e.Store.ByKey(at.collection, key), inHierarchy(at.collection, key)); found != nil || len(s.Values) != 1 {
		return found
	}
	return e.byOther(at.collection, object.Plain(s.Values[0].JSON))
}

// byOther is the entity whose property is as good as a key has the value, or nil.
func (e *Engine) byOther(c *store.Collection, value string) *store.Entity {
	for _, name := range e.Table.Also {
		if c.Type.Property(name) == nil || isKeyPart(c.Type, name) {
			continue
		}
		for _, candidate := range c.Entities() {
			if strings.EqualFold(candidate.Object.Text(name), value) && value != "" {
				return candidate
			}
		}
	}
	return nil
}

// hasAlternate says whether an entity has an alternate key.
func (e *Engine) hasAlternate(candidate *store.Entity, key []route.Value) bool {
	for _, v := range key {
		if object.Plain(candidate.Part(alternatePart(candidate.Type, v.Name))) != object.Plain(v.JSON) {
			return false
		}
	}
	return true
}

func alternatePart(t *model.Type, name string) schema.Key {
	for ; t != nil; t = t.Base {
		for _, key := range t.Alternates {
			for _, k := range key {
				if model.KeyName(k) == name {
					return k
				}
			}
		}
	}
	return schema.Key{Path: name}
}

// keyOf is the parts of a key in the order of the type.
func keyOf(t *model.Type, values []route.Value) store.Key {
	key := make(store.Key, len(values))
	for i, v := range values {
		at := i
		for j, k := range t.Key {
			if model.KeyName(k) == v.Name {
				at = j
			}
		}
		key[at] = v.JSON
	}
	return key
}

// follow goes along a navigation property.
func (e walk) follow(at *place, l *schema.Link) error {
	if at.member != nil {
		return fail(http.StatusNotImplemented, "the service in memory has no navigation properties of complex values")
	}
	if err := e.exist(at); err != nil {
		return err
	}
	var c *store.Collection
	if e.write {
		c = at.entity.Link(l)
	} else {
		c = at.entity.Look(l)
	}
	*at = place{collection: c, many: c.Many, as: c.Type}
	if !c.Many {
		at.entity = c.One()
	}
	return nil
}

// exist is an error where the path so far leads to no entity, unless it may be made.
func (e walk) exist(at *place) error {
	var members object.Object
	switch c := at.collection; {
	case at.entity != nil || c == nil:
	case at.file != "" && e.upload:
		members = object.Object{{Name: names, Value: object.String(at.file)}}
		fallthrough
	case at.key == nil && e.write && c.Holds && !c.Many:
		made, err := e.Store.Insert(c, at.as, members)
		if err != nil {
			return err
		}
		at.entity = made
	}
	return e.present(at)
}

// children is the navigation property by which Microsoft Graph's files are in their folders, and names the property
// that is their name there.
const (
	children = "children"
	names    = "name"
)

// address goes along a path in a hierarchy: from each entity to that of its children which has the name.
func (e walk) address(at *place, path string) error {
	for name := range strings.SplitSeq(path, "/") {
		as := at.as
		if err := e.follow(at, childrenOf(at)); err != nil {
			return err
		}
		at.as, at.many, at.file = as, false, name
		at.key = []route.Value{{Name: names, JSON: object.String(name)}}
		for _, child := range at.collection.Entities() {
			if strings.EqualFold(child.Object.Text(names), name) {
				at.entity = child
				break
			}
		}
	}
	return nil
}

// inHierarchy is the entity with a key in a hierarchy that begins beside a collection; nil where there is none.
// Microsoft Graph's files are below /drive/root, and /drive/items has all of them by their ids.
func inHierarchy(c *store.Collection, key store.Key) *store.Entity {
	if c.Owner == nil || !c.Holds {
		return nil
	}
	for _, l := range c.Owner.Type.Links {
		if root := c.Owner.Look(l); root != c && root.Holds && !root.Many && root.Type == c.Type {
			if found := amongChildren(root, key); found != nil {
				return found
			}
		}
	}
	return nil
}

// amongChildren is the entity with a key in a collection, or among the children of what is in it; nil where there is
// none.
func amongChildren(c *store.Collection, key store.Key) *store.Entity {
	if found := c.Find(key); found != nil {
		return found
	}
	for _, e := range c.Entities() {
		if l := childrenOf(&place{as: e.Type}); l.Contains {
			if found := amongChildren(e.Look(l), key); found != nil {
				return found
			}
		}
	}
	return nil
}

// childrenOf is the navigation property to the children of what a path leads to, also where the slice has none.
func childrenOf(at *place) *schema.Link {
	if at.as != nil {
		if l := at.as.Link(children); l != nil {
			return l
		}
		return &schema.Link{Name: children, Type: "Collection(" + at.as.Name + ")", Contains: true}
	}
	return &schema.Link{Name: children, Type: "Collection(Edm.EntityType)", Contains: true}
}

// memberValue is the value of the property that a path leads to; nil where there is none.
func (at *place) memberValue() jsontext.Value {
	o := at.entity.Object
	for i, name := range at.member {
		v := o.Get(name)
		if i == len(at.member)-1 {
			return v
		}
		inner, err := object.Parse(v)
		if err != nil {
			return nil
		}
		o = inner
	}
	return nil
}

// setMember sets the value of the property that a path leads to, and makes the complex values on the way.
func (at *place) setMember(v jsontext.Value) { at.entity.Object = set(at.entity.Object, at.member, v) }

func set(o object.Object, path []string, v jsontext.Value) object.Object {
	o = o.Clone()
	if len(path) > 1 {
		inner, err := object.Parse(o.Get(path[0]))
		if err != nil {
			inner = nil
		}
		v = set(inner, path[1:], v).JSON()
	}
	o.Set(path[0], v)
	return o
}
