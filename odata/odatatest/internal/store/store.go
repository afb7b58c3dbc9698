// Package store is the entities of a service in memory: where each lives, what it leads to, and what leads to it. It
// knows the schema and no HTTP. Whoever uses a Store locks it, for as long as what was found is looked at.
package store

// This file is the store as a whole: its sets, and how entities come and go.

import (
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// Store is all entities of a service.
type Store struct {
	sync.RWMutex
	Model *model.Model

	sets       map[string]*Collection
	singletons map[string]*Entity
	loose      map[*model.Type]*Collection // homes of entities that no set holds, by the roots of their types
	revision   int64                       // of the last change
	assigned   int64                       // how many keys were made
	waiting    map[wait][]*Entity          // what leads to entities that are not there
}

// New is a store whose sets are empty and whose singletons have no members.
func New(m *model.Model) *Store {
	s := &Store{Model: m, sets: map[string]*Collection{}, singletons: map[string]*Entity{}, loose: map[*model.Type]*Collection{}}
	for i := range m.Service.Sets {
		set := &m.Service.Sets[i]
		t := m.Type(set.Type)
		if t == nil { // the slice has nothing of it but its name
			t = unknown(set.Type)
		}
		if set.Singleton {
			s.singletons[set.Name] = &Entity{Type: t, Singleton: set, store: s, Revision: s.next()}
			continue
		}
		s.sets[set.Name] = &Collection{Type: t, Set: set, Many: true, Holds: true, store: s}
	}
	return s
}

// unknown is an entity type that the schema does not have.
func unknown(name string) *model.Type {
	return &model.Type{Struct: &schema.Struct{Name: name, Entity: true}, Open: true}
}

// Set is the entities of a set, or nil.
func (s *Store) Set(name string) *Collection { return s.sets[name] }

// Singleton is the entity of a singleton, or nil.
func (s *Store) Singleton(name string) *Entity { return s.singletons[name] }

func (s *Store) next() int64 {
	s.revision++
	return s.revision
}

// Insert makes an entity in its home, which is a set or a contained navigation property. Parts of its key that it lacks
// are assigned. A key that is taken already is a *TakenError.
func (s *Store) Insert(home *Collection, t *model.Type, o object.Object) (*Entity, error) {
	e := &Entity{Type: t, Object: o, Home: home, store: s}
	if err := s.assign(e); err != nil && home.Many {
		return nil, err
	}
	if home.Many {
		e.key = e.keyText()
		if home.byKey[e.key] != nil {
			return nil, &TakenError{Type: t.Name, Key: e.KeyString()}
		}
	} else if len(home.entities) > 0 {
		s.Remove(home.entities[0])
	}
	e.Revision = s.next()
	home.append(e)
	if back := home.partner(e); back != nil && !back.Holds {
		back.refer(home.Owner)
	}
	s.follow(e)
	return e, nil
}

// TakenError says that there is an entity with the key already.
type TakenError struct{ Type, Key string }

func (e *TakenError) Error() string {
	return fmt.Sprintf("there is already an entity with the key %s: keys of %s are unique", e.Key, e.Type)
}

// Remove takes an entity away, with what lives in it and every reference to it.
func (s *Store) Remove(e *Entity) {
	if e.gone {
		return
	}
	e.gone = true
	for _, c := range e.links {
		for _, target := range slices.Clone(c.entities) {
			if c.Holds || c.Link.Cascade {
				s.Remove(target)
			} else {
				c.leave(target)
			}
		}
	}
	for _, c := range slices.Clone(e.referrers) {
		c.drop(e)
		s.await(c)
	}
	if e.Home != nil {
		e.Home.delete(e)
	}
}

// Touch notes that an entity has changed: it gets a new ETag.
func (s *Store) Touch(e *Entity) {
	s.follow(e)
	e.Revision = s.next()
}

// HomeOf is where the targets of a navigation property of an entity live: the property itself where it contains them,
// else the set that it is bound to, else the one set of the type, else a place of their own.
func (s *Store) HomeOf(e *Entity, l *schema.Link, target *model.Type) *Collection {
	if l.Contains {
		return e.Link(l)
	}
	if bound := s.Bound(e, l); bound != nil && target.Is(bound.Type) {
		return bound
	}
	var fitting []*Collection
	for i := range s.Model.Service.Sets {
		if c := s.sets[s.Model.Service.Sets[i].Name]; c != nil && target.Is(c.Type) {
			fitting = append(fitting, c)
		}
	}
	if len(fitting) == 1 {
		return fitting[0]
	}
	root := target
	for root.Base != nil {
		root = root.Base
	}
	if s.loose[root] == nil {
		s.loose[root] = &Collection{Type: root, Many: true, Holds: true, store: s}
	}
	return s.loose[root]
}

// Bound is the set that a navigation property of an entity is bound to, or nil.
func (s *Store) Bound(e *Entity, l *schema.Link) *Collection {
	path := l.Name
	for ; e.Home != nil && e.Home.Owner != nil; e = e.Home.Owner {
		path = e.Home.Link.Name + "/" + path
	}
	set := e.Singleton
	if e.Home != nil {
		set = e.Home.Set
	}
	if set == nil {
		return nil
	}
	for _, b := range set.Bindings {
		if withoutCasts(b.Path) == path {
			return s.sets[b.Target]
		}
	}
	return nil
}

// ByKey is the entity with a key that a set identifies: one of its own, or one of a set of a derived type, as the users
// are among the directory objects of Microsoft Graph.
func (s *Store) ByKey(c *Collection, key Key) *Entity {
	if e := c.Find(key); e != nil || c.Owner != nil {
		return e
	}
	for i := range s.Model.Service.Sets {
		other := s.sets[s.Model.Service.Sets[i].Name]
		if other != nil && other != c && other.Type != c.Type && other.Type.Is(c.Type) {
			if e := other.Find(key); e != nil {
				return e
			}
		}
	}
	for root, other := range s.loose {
		if c.Type.Is(root) {
			if e := other.Find(key); e != nil && e.Type.Is(c.Type) {
				return e
			}
		}
	}
	return nil
}

// Anywhere is the entity with a key of one part in whatever set holds entities of a type or of one that derives from
// it, or nil.
func (s *Store) Anywhere(t *model.Type, key string) *Entity {
	homes := slices.Collect(maps.Values(s.loose))
	for i := range s.Model.Service.Sets {
		if c := s.sets[s.Model.Service.Sets[i].Name]; c != nil {
			homes = append(homes, c)
		}
	}
	for _, home := range homes {
		if e := home.byKey[key]; e != nil && e.Type.Is(t) {
			return e
		}
	}
	return nil
}
