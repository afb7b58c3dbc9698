package store

// This file keeps navigation properties in step with the properties that referential constraints tie them to (CSDL
// 4.01, section 8.5): an order whose customerId is 7 leads to the customer 7, and one that is made to lead there has 7.
// A value that no entity has leads nowhere, until there is one that has it.

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/value"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// wait is what entities wait for: a target of a navigation property with the values that they have for it.
type wait struct {
	link *schema.Link
	text string
}

// Tied is the members of an entity that is about to be made where a path leads, with those by which it leads back: the
// items of an order have the order's id.
func Tied(c *Collection, t *model.Type, o object.Object) object.Object {
	if c.Link == nil || c.Link.Partner == "" || c.Owner == nil {
		return o
	}
	if back := t.Link(c.Link.Partner); back != nil {
		for _, constraint := range back.Constraints {
			if v := c.Owner.Object.Get(constraint.Referenced); v != nil && !o.Has(constraint.Property) {
				o.Set(constraint.Property, v)
			}
		}
	}
	return o
}

// follow makes the navigation properties of an entity lead where its properties say, and those of others that have
// waited for it.
func (s *Store) follow(e *Entity) {
	for _, l := range e.Type.Links {
		if len(l.Constraints) > 0 {
			s.followLink(e, l)
		}
	}
	if len(s.waiting) == 0 {
		return
	}
	for w, waiting := range s.waiting {
		if item, _ := model.Item(w.link.Type); e.Type.Is(s.Model.Type(item)) && s.text(e, w.link, false) == w.text {
			delete(s.waiting, w)
			for _, from := range waiting {
				if !from.gone {
					s.followLink(from, w.link)
				}
			}
		}
	}
}

// followLink makes a navigation property with constraints lead where the properties say.
func (s *Store) followLink(e *Entity, l *schema.Link) {
	c, wanted := e.Link(l), s.text(e, l, true)
	if have := c.One(); have != nil {
		if s.text(have, l, false) == wanted {
			return
		}
		c.leave(have)
	}
	if wanted == "" {
		return
	}
	item, _ := model.Item(l.Type)
	if target := s.Model.Type(item); target != nil {
		for _, candidate := range s.HomeOf(e, l, target).entities {
			if s.text(candidate, l, false) == wanted {
				c.Refer(candidate)
				return
			}
		}
	}
	s.await(c)
}

// leave takes a reference away, and that of the partner. The properties that led there stay as they are.
func (c *Collection) leave(target *Entity) {
	c.drop(target)
	if back := c.partner(target); back != nil && !back.Holds && slices.Contains(back.entities, c.Owner) {
		back.drop(c.Owner)
		c.store.await(back)
	}
}

// await notes that a navigation property with constraints is to lead to what the properties say as soon as that is
// there.
func (s *Store) await(c *Collection) {
	if len(c.Link.Constraints) == 0 || c.Owner.gone {
		return
	}
	w := wait{c.Link, s.text(c.Owner, c.Link, true)}
	if s.waiting == nil {
		s.waiting = map[wait][]*Entity{}
	}
	if w.text != "" && !slices.Contains(s.waiting[w], c.Owner) {
		s.waiting[w] = append(s.waiting[w], c.Owner)
	}
}

// text is the values by which a navigation property leads from an entity to another one, as one text: those of the
// entity that it leads from, or of the one that it leads to. It is "" where one of them is null.
func (s *Store) text(e *Entity, l *schema.Link, from bool) string {
	var parts []string
	for _, constraint := range l.Constraints {
		name := constraint.Referenced
		if from {
			name = constraint.Property
		}
		v, p := e.Object.Get(name), e.Type.Property(name)
		if v == nil || object.IsNull(v) || p == nil {
			return ""
		}
		parts = append(parts, value.Canonical(s.Model, p.Type, v))
	}
	return strings.Join(parts, "\x00")
}

// tie gives the owner of a navigation property the values of what it leads to now; null where it leads to nothing.
func (c *Collection) tie(target *Entity) {
	if c.Owner == nil || c.Link == nil {
		return
	}
	for _, constraint := range c.Link.Constraints {
		v := jsontext.Value("null")
		if target != nil {
			if v = target.Object.Get(constraint.Referenced); v == nil {
				continue
			}
		} else if isKeyPart(c.Owner.Type, constraint.Property) {
			continue
		}
		c.Owner.Object = c.Owner.Object.Clone()
		c.Owner.Object.Set(constraint.Property, v)
	}
}

func isKeyPart(t *model.Type, name string) bool {
	return slices.ContainsFunc(t.Key, func(k schema.Key) bool { return k.Path == name })
}
