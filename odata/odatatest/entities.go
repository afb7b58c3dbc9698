package odatatest

// This file is what a service holds, as tests put it in and look at it: collections of entities and single ones, by
// their paths below the service root. Requests do the same by HTTP; here nothing is checked but that the entities fit
// their types. Errors fail the test at the line that calls.

import "io/fs"

// Entities is the entities of a set or of a collection that a path leads to, as models of type T. [In] makes it.
type Entities[T any] struct {
	service *Service
	path    string
}

// In is the entities at a path below the service root, such as users, /users/1/messages or /groups/1/members. The
// entities on the way have to be there when something is done with those at its end.
//
//	odatatest.In[graph.Message](svc, "/users/1/messages").Add(&graph.Message{Subject: odata.Some("Hello")})
func In[T any](in Holder, path string) *Entities[T] { return &Entities[T]{in.memory(), path} }

// Add adds entities, and returns them as they are then: with the keys that were assigned where they had none.
func (e *Entities[T]) Add(entities ...*T) []*T { return nil }

// AddJSON adds the entity, or the array of entities, that text is.
func (e *Entities[T]) AddJSON(text string) []*T { return nil }

// Load adds the entities of a JSON file: an object, an array, or an answer with a member value.
func (e *Entities[T]) Load(from fs.FS, name string) []*T { return nil }

// Get returns the entity with a key, of which the parts are in the order of the type. Where there is none, the test
// fails and the result is an empty entity.
func (e *Entities[T]) Get(key ...any) *T { return new(T) }

// Has reports whether there is an entity with the key.
func (e *Entities[T]) Has(key ...any) bool { return false }

// All returns all entities in the order in which they came.
func (e *Entities[T]) All() []*T { return nil }

// Len is the number of entities.
func (e *Entities[T]) Len() int { return 0 }

// Remove takes the entity with the key away, and every reference to it. From a collection that only refers to its
// entities, it takes the reference away.
func (e *Entities[T]) Remove(key ...any) {}

// Entity is a single entity: a singleton, or what a path leads to. [At] makes it.
type Entity[T any] struct {
	service *Service
	path    string
}

// At is the entity at a path below the service root, such as me, /users/1 or /users/1/manager.
func At[T any](in Holder, path string) *Entity[T] { return &Entity[T]{in.memory(), path} }

// Get returns the entity. Where there is none, the test fails and the result is an empty entity.
func (e *Entity[T]) Get() *T { return new(T) }

// Set puts an entity there, in place of what was there.
func (e *Entity[T]) Set(entity *T) *T { return new(T) }

// SetJSON is Set with the entity as JSON.
func (e *Entity[T]) SetJSON(text string) *T { return new(T) }

// Exists reports whether there is an entity.
func (e *Entity[T]) Exists() bool { return false }

// Remove takes the entity away.
func (e *Entity[T]) Remove() {}

// Load adds what the JSON files of a folder hold: users.json to users, users/1/messages.json to /users/1/messages, and
// me.json to the singleton. Folders come after the files beside them.
func (s *Service) Load(from fs.FS) {}

// Link makes a navigation property lead to entities that are there: svc.Link("/groups/1/members", "/users/1",
// "/users/2"). Where it leads to one entity, the last one counts.
func (s *Service) Link(path string, targets ...string) {}

// SetStream sets the content of a media entity, a stream property or, in a drive, a file:
// svc.SetStream("/me/drive/root:/a.txt:/content", "text/plain", []byte("Hello")).
func (s *Service) SetStream(path, contentType string, content []byte) {}

// Stream returns such a content. Where there is none, the test fails.
func (s *Service) Stream(path string) (contentType string, content []byte) { return "", nil }
