package store

// This file undoes changes: those of requests of which all are done or none.

import (
	"maps"
	"slices"
)

// Save notes the state of everything in the store. The function that it returns goes back to that state; only numbers
// of revisions and keys go on, so that none is there twice.
func (s *Store) Save() (restore func()) {
	var undo []func()
	for _, c := range s.sets {
		undo = c.save(undo)
	}
	for _, c := range s.loose {
		undo = c.save(undo)
	}
	for _, e := range s.singletons {
		undo = e.save(undo)
	}
	loose, waiting := maps.Clone(s.loose), maps.Clone(s.waiting)
	for w, entities := range waiting {
		waiting[w] = slices.Clone(entities)
	}
	return func() {
		s.loose, s.waiting = loose, waiting
		for _, one := range undo {
			one()
		}
	}
}

func (c *Collection) save(undo []func()) []func() {
	entities, byKey := slices.Clone(c.entities), maps.Clone(c.byKey)
	undo = append(undo, func() { c.entities, c.byKey = entities, byKey })
	if c.Holds {
		for _, e := range entities {
			undo = e.save(undo)
		}
	}
	return undo
}

func (e *Entity) save(undo []func()) []func() {
	before := *e // its members and streams are never changed, but replaced
	before.links, before.referrers = maps.Clone(e.links), slices.Clone(e.referrers)
	undo = append(undo, func() { *e = before })
	for _, c := range before.links {
		undo = c.save(undo)
	}
	return undo
}
