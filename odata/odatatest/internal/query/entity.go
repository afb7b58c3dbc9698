package query

// This file is what is evaluated: entities, which the store has, and the objects of JSON in them.

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
)

// Entity is an entity as the store keeps it. Two are the same entity where their IDs are.
type Entity interface {
	// Type is the qualified name of its own type, which may derive from the one of its set.
	Type() string
	// ID is the URL that identifies it, which $expand=manager/$ref writes.
	ID() string
	// Member is the value of a member of its JSON object; false where there is none. [Member] reads it from text.
	Member(name string) (jsontext.Value, bool)
	// JSON is all of it as a JSON object, with the annotations that an answer has for it, and without related entities.
	JSON() jsontext.Value
	// Related are the entities that a navigation property leads to, in the order in which they are answered. The link
	// is the path to it: manager, address/country, or addresses/0/country within an item of a collection.
	Related(link string) ([]Entity, error)
}

// Member returns the value of a member of a JSON object; false where there is none, or where the text is not an object.
func Member(object jsontext.Value, name string) (jsontext.Value, bool) {
	for n, value := range members(object) {
		if isName(n, name) {
			return value, true
		}
	}
	return nil, false
}

// isName says whether a JSON string is a name.
func isName(text jsontext.Value, name string) bool {
	plain := text[1 : len(text)-1]
	return string(plain) == name || bytes.IndexByte(plain, '\\') >= 0 && unquoted(text) == name
}

// members goes through the members of a JSON object: their names with quotes, and their values. It ends where the text
// is not JSON.
func members(object jsontext.Value) func(yield func(name, value jsontext.Value) bool) {
	return func(yield func(name, value jsontext.Value) bool) {
		scan := rawjson.Scanner{Text: object}
		if scan.Next() != '{' {
			return
		}
		scan.At++
		for first := true; ; first = false {
			if more, err := scan.Another('}', first); err != nil || !more {
				return
			}
			name, err := scan.Name()
			if err != nil {
				return
			}
			value, err := scan.Value()
			if err != nil || !yield(name, value) {
				return
			}
		}
	}
}

// unquoted is the text of a JSON string.
func unquoted(text jsontext.Value) string {
	s, _ := rawjson.Unquote(text, "a string")
	return s
}

// record is an entity, or a complex value in one.
type record struct {
	of     *model.Type // its own type, which may derive from the declared one
	entity Entity      // that it is or is in; nil for a complex value that belongs to none
	path   string      // of a complex value in its entity; "" for the entity itself
	raw    jsontext.Value
}

// member is the value of a member of its JSON.
func (o record) member(name string) (jsontext.Value, bool) {
	if o.entity != nil && o.path == "" {
		return o.entity.Member(name)
	}
	return Member(o.raw, name)
}

// json is its JSON object.
func (o record) json() jsontext.Value {
	if o.entity != nil && o.path == "" {
		return o.entity.JSON()
	}
	return o.raw
}

// below is the path of something in it.
func (o record) below(name string) string {
	if o.path == "" {
		return name
	}
	return o.path + "/" + name
}

// related are the entities that a navigation property leads to.
func (o record) related(m types, link string, to *model.Type) ([]value, error) {
	if o.entity == nil {
		return nil, nil
	}
	all, err := o.entity.Related(o.below(link))
	if err != nil {
		return nil, err
	}
	values := make([]value, len(all))
	for i, e := range all {
		values[i] = m.entity(e, to)
	}
	return values, nil
}

// entity is an entity as a value, where one of the type is expected.
func (m types) entity(e Entity, expected *model.Type) record {
	of := m.Type(e.Type())
	if of == nil {
		of = expected
	}
	return record{of: of, entity: e}
}

// complexType is the type that a complex value says it is of, or the declared one.
func (m types) complexType(raw jsontext.Value, declared *model.Type) *model.Type {
	for _, name := range [...]string{"@odata.type", "@type"} {
		if text, ok := Member(raw, name); ok {
			if of := m.Type(strings.TrimPrefix(unquoted(text), "#")); of != nil {
				return of
			}
		}
	}
	return declared
}
