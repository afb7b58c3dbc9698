package store

// This file is collections: entity sets, and what navigation properties lead to, be it one entity or many.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// Collection is the entities of a set or of a navigation property, in the order in which they came.
type Collection struct {
	// Type is what all of them are or derive from.
	Type *model.Type
	// Set is the entity set that it is, or nil.
	Set *schema.Set
	// Owner and Link are the entity and the navigation property whose targets it is, or nil.
	Owner *Entity
	Link  *schema.Link
	// Many is false where there is one entity at most.
	Many bool
	// Holds says that the entities live here; else they live elsewhere, and the collection refers to them.
	Holds bool

	counted  int64 // the last number that was assigned as a key
	store    *Store
	entities []*Entity
	byKey    map[string]*Entity // nil where it only refers to entities
}

// Entities are the entities. The slice must not be changed.
func (c *Collection) Entities() []*Entity { return c.entities }

// One is the first entity, or nil.
func (c *Collection) One() *Entity {
	if len(c.entities) == 0 {
		return nil
	}
	return c.entities[0]
}

// Find is the entity with a key, or nil.
func (c *Collection) Find(key Key) *Entity {
	text := keyText(c.store.Model, c.Type, key)
	if c.Holds {
		return c.byKey[text]
	}
	for _, e := range c.entities {
		if e.keyText() == text {
			return e
		}
	}
	return nil
}

// Path is the path of the collection below the service root, percent-encoded; "" for one that has none.
func (c *Collection) Path() string {
	switch {
	case c.Set != nil:
		return c.Set.Name
	case c.Owner != nil:
		return c.Owner.Path() + "/" + c.Link.Name
	}
	return ""
}

func (c *Collection) append(e *Entity) {
	c.entities = append(c.entities, e)
	if c.Holds && c.Many {
		if c.byKey == nil {
			c.byKey = map[string]*Entity{}
		}
		c.byKey[e.key] = e
	}
}

func (c *Collection) delete(e *Entity) {
	if i := slices.Index(c.entities, e); i >= 0 {
		c.entities = slices.Delete(c.entities, i, i+1)
	}
	if c.byKey != nil {
		delete(c.byKey, e.key)
	}
}

// Refer makes a navigation property lead to an entity, beside the others or, where it leads to one, in place of it. The
// partner of the property leads back.
func (c *Collection) Refer(e *Entity) {
	if slices.Contains(c.entities, e) {
		return
	}
	c.refer(e)
	if back := c.partner(e); back != nil && !back.Holds && !slices.Contains(back.entities, c.Owner) {
		back.refer(c.Owner)
	}
}

func (c *Collection) refer(e *Entity) {
	if !c.Many && len(c.entities) > 0 {
		c.Unrefer(c.entities[0])
	}
	c.append(e)
	e.referrers = append(e.referrers, c)
	c.tie(e)
}

// Unrefer takes a reference away, and that of the partner.
func (c *Collection) Unrefer(e *Entity) {
	if !slices.Contains(c.entities, e) {
		return
	}
	c.unrefer(e)
	if back := c.partner(e); back != nil && !back.Holds && slices.Contains(back.entities, c.Owner) {
		back.unrefer(c.Owner)
	}
}

func (c *Collection) unrefer(e *Entity) {
	c.drop(e)
	c.tie(nil)
}

// drop takes a reference away, and leaves the properties that led there.
func (c *Collection) drop(e *Entity) {
	c.delete(e)
	if i := slices.Index(e.referrers, c); i >= 0 {
		e.referrers = slices.Delete(e.referrers, i, i+1)
	}
}

// partner is what leads back from an entity to the owner, or nil.
func (c *Collection) partner(e *Entity) *Collection {
	if c.Link == nil || c.Link.Partner == "" {
		return nil
	}
	back := e.Type.Link(c.Link.Partner)
	if back == nil {
		return nil
	}
	return e.Link(back)
}

// withoutCasts is a path without the segments that are type names.
func withoutCasts(path string) string {
	var names []string
	for name := range strings.SplitSeq(path, "/") {
		if !strings.Contains(name, ".") {
			names = append(names, name)
		}
	}
	return strings.Join(names, "/")
}
