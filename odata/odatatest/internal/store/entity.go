package store

// This file is an entity, and its key.

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/value"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// Entity is an entity: its structural members, and what is not in them.
type Entity struct {
	Type *model.Type
	// Object is the members that it has, in their order, with those that the schema does not know. No navigation
	// property and no annotation that the service computes is in it.
	Object object.Object
	// Revision is that of its last change.
	Revision int64
	// Home is where it lives; nil for a singleton.
	Home *Collection
	// Singleton is the singleton that it is, or nil.
	Singleton *schema.Set
	// Streams are the contents of its stream properties by their names, and of the entity itself under "".
	Streams map[string]Stream

	store     *Store
	key       string
	links     map[string]*Collection
	referrers []*Collection // that refer to it and do not hold it
	gone      bool
}

// Stream is a content with its media type.
type Stream struct {
	ContentType string
	Content     []byte
	Revision    int64
}

// ETag is that of the content.
func (s Stream) ETag() string { return `"` + strconv.FormatInt(s.Revision, 10) + `"` }

// Gone says whether it was removed.
func (e *Entity) Gone() bool { return e.gone }

// ETag is that of its present state.
func (e *Entity) ETag() string { return `W/"` + strconv.FormatInt(e.Revision, 10) + `"` }

// Link is what a navigation property leads to. The store has to be locked for writing.
func (e *Entity) Link(l *schema.Link) *Collection {
	if c := e.links[l.Name]; c != nil {
		return c
	}
	if e.links == nil {
		e.links = map[string]*Collection{}
	}
	c := e.newLink(l)
	e.links[l.Name] = c
	return c
}

// Look is Link for reading: what it leads to cannot be changed where there is nothing.
func (e *Entity) Look(l *schema.Link) *Collection {
	if c := e.links[l.Name]; c != nil {
		return c
	}
	return e.newLink(l)
}

func (e *Entity) newLink(l *schema.Link) *Collection {
	item, many := model.Item(l.Type)
	t := e.store.Model.Type(item)
	if t == nil {
		t = unknown(item)
	}
	return &Collection{Type: t, Owner: e, Link: l, Many: many, Holds: l.Contains, store: e.store}
}

// Key is the parts of a key in the order of the type, as JSON.
type Key []jsontext.Value

// keyProperty is the property that a part of the key is.
func (e *Entity) keyProperty(k schema.Key) *schema.Property {
	return model.KeyProperty(e.store.Model, e.Type, k)
}

// Part is a part of a key, or nil where the entity does not have it.
func (e *Entity) Part(k schema.Key) jsontext.Value {
	path := strings.Split(k.Path, "/")
	o := e.Object
	for _, name := range path[:len(path)-1] {
		inner, err := object.Parse(o.Get(name))
		if err != nil {
			return nil
		}
		o = inner
	}
	v := o.Get(path[len(path)-1])
	if object.IsNull(v) {
		return nil
	}
	return v
}

// Key is the key of the entity.
func (e *Entity) Key() Key {
	key := make(Key, len(e.Type.Key))
	for i, k := range e.Type.Key {
		key[i] = e.Part(k)
	}
	return key
}

// keyText is the key as one text, by which keys are compared.
func (e *Entity) keyText() string { return keyText(e.store.Model, e.Type, e.Key()) }

func keyText(m *model.Model, t *model.Type, key Key) string {
	parts := make([]string, len(key))
	for i, v := range key {
		typeName := "Edm.String"
		if i < len(t.Key) {
			if p := model.KeyProperty(m, t, t.Key[i]); p != nil {
				typeName = p.Type
			}
		}
		parts[i] = value.Canonical(m, typeName, v)
	}
	return strings.Join(parts, "\x00")
}

// KeyString is the key as it stands in parentheses in a URL, without them.
func (e *Entity) KeyString() string {
	var parts []string
	for i, v := range e.Key() {
		k := e.Type.Key[i]
		typeName := "Edm.String"
		if p := e.keyProperty(k); p != nil {
			typeName = p.Type
		}
		text := value.URL(e.store.Model, typeName, v)
		if len(e.Type.Key) > 1 {
			text = model.KeyName(k) + "=" + text
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ",")
}

// Path is the canonical path of the entity below the service root, percent-encoded: users('1').
func (e *Entity) Path() string {
	switch {
	case e.Singleton != nil:
		return e.Singleton.Name
	case !e.Home.Many:
		return e.Home.Path()
	case e.Home.Path() == "":
		return e.looseName() + "(" + e.KeyString() + ")"
	}
	return e.Home.Path() + "(" + e.KeyString() + ")"
}

// looseName stands for the set of an entity that no set holds.
func (e *Entity) looseName() string {
	name := e.Type.Name
	return name[strings.LastIndexByte(name, '.')+1:]
}

// assign gives the entity the parts of its key that it lacks: counted numbers, or GUIDs that are counted too, so that a
// test has the same ones each time.
func (s *Store) assign(e *Entity) error {
	for _, k := range e.Type.Key {
		if e.Part(k) != nil {
			continue
		}
		p := e.keyProperty(k)
		if p == nil || strings.Contains(k.Path, "/") {
			return fmt.Errorf("an entity of %s needs a value for its key %s", e.Type.Name, k.Path)
		}
		v, err := s.newKey(e.Home, p)
		if err != nil {
			return err
		}
		e.Object = append(object.Object{{Name: p.Name, Value: v}}, without(e.Object, p.Name)...)
	}
	return nil
}

func without(o object.Object, name string) object.Object {
	o = o.Clone()
	o.Delete(name)
	return o
}

// newKey is a value that no entity of the collection has yet.
func (s *Store) newKey(home *Collection, p *schema.Property) (jsontext.Value, error) {
	switch s.Model.Primitive(p.Type) {
	case "Edm.Guid", "Edm.String":
		s.assigned++
		text := fmt.Sprintf("00000000-0000-4000-8000-%012d", s.assigned)
		if p.MaxLength > 0 && p.MaxLength < len(text) {
			text = strconv.FormatInt(s.assigned, 10)
		}
		return object.String(text), nil
	case "Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Decimal":
		for home.counted = max(home.counted, int64(len(home.entities))); ; {
			home.counted++
			if n := object.Int(home.counted); home.byKey[string(n)] == nil {
				return n, nil
			}
		}
	}
	return nil, fmt.Errorf("the key %s is of %s, for which no value can be assigned; the entity must have one", p.Name, p.Type)
}
