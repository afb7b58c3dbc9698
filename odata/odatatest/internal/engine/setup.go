package engine

// This file is what tests do with the store, without requests: they put entities in, relate them, and look at them. It
// goes by paths as requests do. Nothing has to be selected, and little is checked; what a path names on its way is made
// where it is not there. Whoever calls these methods holds no lock.

import (
	"errors"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/route"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/store"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/value"
)

// at goes where a path leads.
func (e *Engine) at(path string, make bool) (*place, error) {
	path = strings.Trim(path, "/")
	p, err := route.Parse(e.Model, strings.ReplaceAll(path, " ", "%20"), func(string) (string, bool) { return "", false })
	if err != nil {
		return nil, fmt.Errorf("/%s: %w", path, err)
	}
	at := &place{}
	w := walk{Engine: e, write: make, upload: make}
	for i := range p.Steps {
		step := &p.Steps[i]
		err := w.step(at, step)
		if err == nil && make && i < len(p.Steps)-1 {
			err = e.onTheWay(at, step, &p.Steps[i+1])
		}
		if err != nil {
			return nil, fmt.Errorf("/%s: %w", path, err)
		}
		at.step = step
	}
	return at, nil
}

// onTheWay makes the entity that a step leads to where it is not there, of the type that the next step says.
func (e *Engine) onTheWay(at *place, s, next *route.Step) error {
	if s.Kind != route.Key || at.entity != nil || !at.collection.Holds || next.Kind == route.Ref {
		return nil
	}
	if next.Kind == route.Cast {
		at.as = next.Struct
	}
	made, err := e.Store.Insert(at.collection, at.as, keyed(at.as, at.key, nil))
	at.entity = made
	return err
}

// keyed is members with a key, which comes first.
func keyed(t *model.Type, key []route.Value, o object.Object) object.Object {
	var out object.Object
	for _, v := range key {
		name := v.Name
		for _, k := range t.Key {
			if model.KeyName(k) == v.Name {
				name = k.Path
			}
		}
		out = set(out, strings.Split(name, "/"), v.JSON.Clone())
	}
	for _, m := range o {
		if !out.Has(m.Name) {
			out = append(out, m)
		}
	}
	return out
}

// Add puts an entity, as JSON, into the collection at a path.
func (e *Engine) Add(path string, text jsontext.Value) (jsontext.Value, error) {
	e.Store.Lock()
	defer e.Store.Unlock()
	at, err := e.at(path, true)
	if err != nil {
		return nil, err
	}
	if !at.many || at.member != nil {
		return nil, errors.New(path + " is not a collection of entities")
	}
	d, err := e.given(at.as, text)
	if err != nil {
		return nil, err
	}
	made, err := e.putWhole(at.collection, d)
	if err != nil {
		return nil, err
	}
	return e.look(made, at.as), nil
}

// given is a draft of what a test has.
func (e *Engine) given(t *model.Type, text jsontext.Value) (*draft, error) {
	o, err := object.Parse(text)
	if err != nil {
		return nil, err
	}
	d := &drafter{engine: e, complain: func(string) {}}
	return d.draft("", t, o)
}

// look is an entity as tests look at it: with its type where that is not the declared one, and no other annotation that
// the service computes.
func (e *Engine) look(entity *store.Entity, declared *model.Type) jsontext.Value {
	o := entity.Object
	if entity.Type != declared && !o.Has("@odata.type") {
		o = append(object.Object{{Name: "@odata.type", Value: object.String("#" + entity.Type.Name)}}, o...)
	}
	return o.JSON()
}

// Set puts an entity, as JSON, where a path leads to one: in place of the one that is there.
func (e *Engine) Set(path string, text jsontext.Value) (jsontext.Value, error) {
	e.Store.Lock()
	defer e.Store.Unlock()
	at, err := e.at(path, true)
	if err != nil {
		return nil, err
	}
	if at.many || at.member != nil {
		return nil, errors.New(path + " does not lead to one entity")
	}
	d, err := e.given(at.as, text)
	if err != nil {
		return nil, err
	}
	if at.entity != nil && (at.entity.Singleton != nil || at.key != nil) {
		d.members = keyed(at.as, at.key, d.members)
		at.entity.Type, at.entity.Object = d.of, keep(d.members)
		e.Store.Touch(at.entity)
		err := e.whole(d, func() error { return e.relate(at.entity, d) })
		return e.look(at.entity, at.as), err
	}
	d.members = keyed(at.as, at.key, d.members)
	made, err := e.putWhole(at.collection, d)
	if err != nil {
		return nil, err
	}
	return e.look(made, at.as), nil
}

// Get is the entity that a path leads to.
func (e *Engine) Get(path string) (jsontext.Value, error) {
	e.Store.RLock()
	defer e.Store.RUnlock()
	at, err := e.at(path, false)
	if err != nil {
		return nil, err
	}
	if at.many || at.member != nil {
		return nil, errors.New(path + " does not lead to one entity")
	}
	if err := e.present(at); err != nil {
		return nil, err
	}
	return e.look(at.entity, at.as), nil
}

// All are the entities of the collection at a path.
func (e *Engine) All(path string) ([]jsontext.Value, error) {
	e.Store.RLock()
	defer e.Store.RUnlock()
	at, err := e.at(path, false)
	if err != nil {
		return nil, err
	}
	if !at.many || at.member != nil {
		return nil, errors.New(path + " is not a collection of entities")
	}
	var all []jsontext.Value
	for _, entity := range at.entities() {
		all = append(all, e.look(entity, at.as))
	}
	return all, nil
}

// Remove takes away the entity that a path leads to, or where the path is that of a reference, the reference.
func (e *Engine) Remove(path string) error {
	e.Store.Lock()
	defer e.Store.Unlock()
	at, err := e.at(path, false)
	if err != nil {
		return err
	}
	if at.many || at.member != nil {
		return errors.New(path + " does not lead to one entity")
	}
	if err := e.present(at); err != nil {
		return err
	}
	switch {
	case at.entity.Singleton != nil:
		at.entity.Object = nil
		e.Store.Touch(at.entity)
	case at.collection.Holds || at.collection.Owner == nil:
		e.Store.Remove(at.entity)
	default:
		at.collection.Unrefer(at.entity)
	}
	return nil
}

// Link makes the navigation property at a path lead to the entities at other paths.
func (e *Engine) Link(path string, targets ...string) error {
	e.Store.Lock()
	defer e.Store.Unlock()
	at, err := e.at(path, true)
	if err != nil {
		return err
	}
	if at.collection == nil || at.collection.Owner == nil || at.key != nil || at.member != nil {
		return errors.New(path + " is not a navigation property")
	}
	if at.collection.Holds {
		return errors.New(path + " contains its entities; add them to it")
	}
	for _, target := range targets {
		to, err := e.at(target, false)
		if err != nil {
			return err
		}
		if err := e.present(to); err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
		if !to.entity.Type.Is(at.collection.Type) {
			return fmt.Errorf("%s is of the type %s, and %s leads to %s", target, to.entity.Type.Name, path, at.collection.Type.Name)
		}
		at.collection.Refer(to.entity)
	}
	return nil
}

// streamAt is the entity that has the stream at a path, and the name of the stream.
func (e *Engine) streamAt(path string, make bool) (*place, string, error) {
	at, err := e.at(path, make)
	if err != nil {
		return nil, "", err
	}
	name := ""
	switch {
	case at.member != nil && at.step.Type == "Edm.Stream":
		name = at.member[0]
	case at.step.Kind == route.Media && at.member == nil:
	default:
		return nil, "", errors.New(path + " is not a stream: it ends with $value for a media entity, or with a property of the type Edm.Stream")
	}
	return at, name, e.present(at)
}

// PutStream sets the stream at a path.
func (e *Engine) PutStream(path, contentType string, content []byte) error {
	e.Store.Lock()
	defer e.Store.Unlock()
	at, name, err := e.streamAt(path, true)
	if err != nil {
		return err
	}
	e.SetStream(at.entity, name, contentType, content)
	return nil
}

// Stream is the stream at a path.
func (e *Engine) Stream(path string) (store.Stream, error) {
	e.Store.RLock()
	defer e.Store.RUnlock()
	at, name, err := e.streamAt(path, false)
	if err != nil {
		return store.Stream{}, err
	}
	s, ok := at.entity.Streams[name]
	if !ok {
		return s, errors.New(path + " has no content")
	}
	return s, nil
}

// KeyPath is the path of the entity with a key, as JSON, in the collection at a path.
func (e *Engine) KeyPath(path string, key []jsontext.Value) (string, error) {
	p, err := route.Parse(e.Model, strings.Trim(path, "/"), func(string) (string, bool) { return "", false })
	if err != nil {
		return "", err
	}
	t := p.Last().Struct
	if t == nil || len(t.Key) != len(key) {
		return "", fmt.Errorf("the key of %s does not have %d parts", p.Last().Type, len(key))
	}
	var parts []string
	for i, v := range key {
		typeName := "Edm.String"
		if property := model.KeyProperty(e.Model, t, t.Key[i]); property != nil {
			typeName = property.Type
		}
		text := value.URL(e.Model, typeName, v)
		if len(key) > 1 {
			text = model.KeyName(t.Key[i]) + "=" + text
		}
		parts = append(parts, text)
	}
	return path + "(" + strings.Join(parts, ",") + ")", nil
}

// Load adds what a JSON text has to what a path leads to: entities to a collection, or the one that the path leads to.
func (e *Engine) Load(path string, text []byte) error {
	p, err := route.Parse(e.Model, strings.Trim(path, "/"), func(string) (string, bool) { return "", false })
	if err != nil {
		return err
	}
	if !p.Last().Many {
		_, err := e.Set(path, text)
		return err
	}
	items, err := object.Entities(text)
	for _, item := range items {
		if _, err := e.Add(path, item); err != nil {
			return err
		}
	}
	return err
}
