package odatatest

// This file is what a service holds, as tests put it in and look at it: collections of entities and single ones, by
// their paths below the service root. Requests do the same by HTTP; here nothing is checked but that the entities fit
// their types. Errors fail the test at the line that calls.

import (
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
)

// Entities is the entities of a set or of a collection that a path leads to, as models of type T. [In] makes it.
type Entities[T any] struct {
	service *Service
	path    string
}

// In is the entities at a path below the service root, such as users, /users/1/messages or /groups/1/members. Entities
// that a path names on its way are made by [Entities.Add] where they are not there.
//
//	odatatest.In[graph.Message](svc, "/users/1/messages").Add(&graph.Message{Subject: odata.Some("Hello")})
func In[T any](in Holder, path string) *Entities[T] { return &Entities[T]{in.memory(), path} }

// Add adds entities, and returns them as they are then: with the keys that were assigned where they had none. Members
// and values that the schema does not have are kept. An entity that does not fit its type, or whose key is taken, fails
// the test, and is an empty entity in the result.
func (e *Entities[T]) Add(entities ...*T) []*T {
	e.service.t.Helper()
	var added []*T
	for _, entity := range entities {
		text, err := odata.Marshal(entity)
		if err != nil {
			e.service.fail("adding to %s: %v", e.path, err)
			added = append(added, new(T))
			continue
		}
		added = append(added, e.add(text))
	}
	return added
}

// add adds an entity as JSON.
func (e *Entities[T]) add(text jsontext.Value) *T {
	e.service.t.Helper()
	made, err := e.service.engine.Add(e.path, text)
	if err != nil {
		e.service.fail("adding to %s: %v", e.path, err)
		return new(T)
	}
	return modelOf[T](e.service, made)
}

// modelOf is an entity as a model.
func modelOf[T any](s *Service, text jsontext.Value) *T {
	s.t.Helper()
	m := new(T)
	if err := odata.Unmarshal(text, m); err != nil {
		s.fail("reading %s as a %T: %v", text, m, err)
	}
	return m
}

// AddJSON adds what text has: an entity, an array of entities, or an answer with a member value that is one.
func (e *Entities[T]) AddJSON(text string) []*T {
	e.service.t.Helper()
	items, err := object.Entities([]byte(text))
	if err != nil {
		e.service.fail("adding to %s: %v", e.path, err)
	}
	var added []*T
	for _, item := range items {
		added = append(added, e.add(item))
	}
	return added
}

// Load is AddJSON of a file.
func (e *Entities[T]) Load(from fs.FS, name string) []*T {
	e.service.t.Helper()
	text, err := fs.ReadFile(from, name)
	if err != nil {
		e.service.fail("loading %s: %v", e.path, err)
		return nil
	}
	return e.AddJSON(string(text))
}

// Get returns the entity with a key, of which the parts are in the order that Key of the client has. Where there is
// none, the test fails and the result is an empty entity.
func (e *Entities[T]) Get(key ...any) *T {
	e.service.t.Helper()
	at, ok := e.at(key)
	if !ok {
		return new(T)
	}
	text, err := e.service.engine.Get(at)
	if err != nil {
		e.service.fail("%v", err)
		return new(T)
	}
	return modelOf[T](e.service, text)
}

// at is the path of the entity with a key.
func (e *Entities[T]) at(key []any) (string, bool) {
	e.service.t.Helper()
	parts := make([]jsontext.Value, len(key))
	for i, k := range key {
		text, err := json.Marshal(k)
		if err != nil {
			e.service.fail("the key %v: %v", k, err)
			return "", false
		}
		parts[i] = text
	}
	at, err := e.service.engine.KeyPath(e.path, parts)
	if err != nil {
		e.service.fail("%s: %v", e.path, err)
		return "", false
	}
	return at, true
}

// Has reports whether there is an entity with the key.
func (e *Entities[T]) Has(key ...any) bool {
	e.service.t.Helper()
	at, ok := e.at(key)
	if !ok {
		return false
	}
	_, err := e.service.engine.Get(at)
	return err == nil
}

// All returns all entities in the order in which they came.
func (e *Entities[T]) All() []*T {
	e.service.t.Helper()
	var all []*T
	for _, text := range e.texts() {
		all = append(all, modelOf[T](e.service, text))
	}
	return all
}

func (e *Entities[T]) texts() []jsontext.Value {
	e.service.t.Helper()
	texts, err := e.service.engine.All(e.path)
	if err != nil {
		e.service.fail("%v", err)
	}
	return texts
}

// Len is the number of entities.
func (e *Entities[T]) Len() int {
	e.service.t.Helper()
	return len(e.texts())
}

// Remove takes the entity with the key away, and every reference to it. From a collection that only refers to its
// entities, it takes the reference away. Where there is none, the test fails.
func (e *Entities[T]) Remove(key ...any) {
	e.service.t.Helper()
	at, ok := e.at(key)
	if !ok {
		return
	}
	if err := e.service.engine.Remove(at); err != nil {
		e.service.fail("%v", err)
	}
}

// Entity is a single entity: a singleton, or what a path leads to. [At] makes it.
type Entity[T any] struct {
	service *Service
	path    string
}

// At is the entity at a path below the service root, such as me, /users/1 or /users/1/manager.
func At[T any](in Holder, path string) *Entity[T] { return &Entity[T]{in.memory(), path} }

// Get returns the entity. Where there is none, the test fails and the result is an empty entity.
func (e *Entity[T]) Get() *T {
	e.service.t.Helper()
	text, err := e.service.engine.Get(e.path)
	if err != nil {
		e.service.fail("%v", err)
		return new(T)
	}
	return modelOf[T](e.service, text)
}

// Set puts an entity there, in place of what was there, and returns it as it is then. What is related to it stays. An
// entity that does not fit its type fails the test.
func (e *Entity[T]) Set(entity *T) *T {
	e.service.t.Helper()
	text, err := odata.Marshal(entity)
	if err != nil {
		e.service.fail("setting %s: %v", e.path, err)
		return new(T)
	}
	return e.SetJSON(string(text))
}

// SetJSON is Set with the entity as JSON.
func (e *Entity[T]) SetJSON(text string) *T {
	e.service.t.Helper()
	set, err := e.service.engine.Set(e.path, jsontext.Value(text))
	if err != nil {
		e.service.fail("setting %s: %v", e.path, err)
		return new(T)
	}
	return modelOf[T](e.service, set)
}

// Exists reports whether there is an entity.
func (e *Entity[T]) Exists() bool {
	_, err := e.service.engine.Get(e.path)
	return err == nil
}

// Remove takes the entity away; a singleton loses its members. Where there is none, the test fails.
func (e *Entity[T]) Remove() {
	e.service.t.Helper()
	if err := e.service.engine.Remove(e.path); err != nil {
		e.service.fail("%v", err)
	}
}

// Load adds what the JSON files of a folder hold: users.json to users, users/1/messages.json to /users/1/messages, and
// me.json to the singleton. Files are read in the order of their depth, and then of their names.
func (s *Service) Load(from fs.FS) {
	s.t.Helper()
	var names []string
	err := fs.WalkDir(from, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path.Ext(name) == ".json" {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		s.fail("loading: %v", err)
	}
	slices.SortStableFunc(names, func(a, b string) int { return strings.Count(a, "/") - strings.Count(b, "/") })
	for _, name := range names {
		text, err := fs.ReadFile(from, name)
		if err == nil {
			err = s.engine.Load(strings.TrimSuffix(name, ".json"), text)
		}
		if err != nil {
			s.fail("loading %s: %v", name, err)
		}
	}
}

// Link makes a navigation property lead to entities that are there: svc.Link("/groups/1/members", "/users/1",
// "/users/2"). Where it leads to one entity, the last one counts.
func (s *Service) Link(path string, targets ...string) {
	s.t.Helper()
	if err := s.engine.Link(path, targets...); err != nil {
		s.fail("%v", err)
	}
}

// SetStream sets the content of a media entity, a stream property or, in a drive, a file, which is made where it is not
// there: svc.SetStream("/me/drive/root:/a.txt:/content", "text/plain", []byte("Hello")).
func (s *Service) SetStream(path, contentType string, content []byte) {
	s.t.Helper()
	if err := s.engine.PutStream(path, contentType, content); err != nil {
		s.fail("%v", err)
	}
}

// Stream returns such a content. Where there is none, the test fails.
func (s *Service) Stream(path string) (contentType string, content []byte) {
	s.t.Helper()
	stream, err := s.engine.Stream(path)
	if err != nil {
		s.fail("%v", err)
	}
	return stream.ContentType, slices.Clone(stream.Content)
}

// fail fails the test at the line that calls the service.
func (s *Service) fail(format string, args ...any) {
	s.t.Helper()
	s.t.Errorf("odatatest: "+format, args...)
}
