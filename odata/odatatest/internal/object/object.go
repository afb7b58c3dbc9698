// Package object is JSON objects as members in the order of the wire, with values as text: what was not understood is
// kept, and what was not changed is written as it came.
package object

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// Member is a member of an object.
type Member struct {
	Name  string
	Value jsontext.Value
}

// Object is the members of an object. The zero value is an empty object.
type Object []Member

// Parse reads an object. Its values share memory with the text. A member that is there twice is an error.
func Parse(text []byte) (Object, error) {
	s := rawjson.Scanner{Text: text}
	if s.Next() != '{' {
		if value, err := s.Value(); err == nil {
			return nil, rawjson.Mismatch(value, "an object")
		}
		return nil, syntax(text, rawjson.ErrSyntax)
	}
	s.At++
	var o Object
	for first := true; ; first = false {
		more, err := s.Another('}', first)
		if err != nil {
			return nil, syntax(text, err)
		}
		if !more {
			break
		}
		name, err := s.Name()
		if err != nil {
			return nil, syntax(text, err)
		}
		value, err := s.Value()
		if err != nil {
			return nil, syntax(text, err)
		}
		plain, err := rawjson.Unquote(name, "a name")
		if err != nil {
			return nil, err
		}
		o = append(o, Member{plain, value})
	}
	if err := s.End(); err != nil {
		return nil, syntax(text, err)
	}
	return o, o.unique()
}

// unique is an error where a member is there twice.
func (o Object) unique() error {
	if len(o) < 2 {
		return nil
	}
	names := make([]string, len(o))
	for i, m := range o {
		names[i] = m.Name
	}
	slices.Sort(names)
	for i := 1; i < len(names); i++ {
		if names[i] == names[i-1] {
			return fmt.Errorf("the member %q is there twice", names[i])
		}
	}
	return nil
}

// syntax says what is wrong with a text.
func syntax(text []byte, fault error) error {
	path, err := rawjson.Syntax(text, false, fault)
	if len(path) > 0 {
		return fmt.Errorf("/%s: %w", strings.Join(path, "/"), err)
	}
	return err
}

// Items reads the values of an array.
func Items(text []byte) ([]jsontext.Value, error) {
	s := rawjson.Scanner{Text: text}
	if s.Next() != '[' {
		if value, err := s.Value(); err == nil {
			return nil, rawjson.Mismatch(value, "an array")
		}
		return nil, syntax(text, rawjson.ErrSyntax)
	}
	s.At++
	items := []jsontext.Value{}
	for first := true; ; first = false {
		more, err := s.Another(']', first)
		if err != nil {
			return nil, syntax(text, err)
		}
		if !more {
			break
		}
		value, err := s.Value()
		if err != nil {
			return nil, syntax(text, err)
		}
		items = append(items, value)
	}
	if err := s.End(); err != nil {
		return nil, syntax(text, err)
	}
	return items, nil
}

// Get returns the value of a member, or nil.
func (o Object) Get(name string) jsontext.Value {
	if i := o.index(name); i >= 0 {
		return o[i].Value
	}
	return nil
}

// Has says whether there is a member.
func (o Object) Has(name string) bool { return o.index(name) >= 0 }

func (o Object) index(name string) int {
	for i := range o {
		if o[i].Name == name {
			return i
		}
	}
	return -1
}

// Text is the text of a member that is a string, or "".
func (o Object) Text(name string) string {
	text, err := rawjson.Unquote(o.Get(name), "a string")
	if err != nil {
		return ""
	}
	return text
}

// Set changes a member at its place, or adds it at the end.
func (o *Object) Set(name string, value jsontext.Value) {
	if i := o.index(name); i >= 0 {
		(*o)[i].Value = value
		return
	}
	*o = append(*o, Member{name, value})
}

// Delete takes a member away.
func (o *Object) Delete(name string) {
	if i := o.index(name); i >= 0 {
		*o = slices.Delete(*o, i, i+1)
	}
}

// Clone is a copy whose members can be changed.
func (o Object) Clone() Object { return slices.Clone(o) }

// JSON is the object as text that shares no memory with what was read.
func (o Object) JSON() jsontext.Value {
	out := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(quote(out, m.Name), ':'), m.Value...)
	}
	return append(out, '}')
}

// Merge changes an object by another as an update does (RFC 7396, but that null stays as a value): members take the
// place of those with their names, and objects are merged in turn. Arrays are replaced.
func (o *Object) Merge(change Object) error {
	for _, m := range change {
		before := o.Get(m.Name)
		if before.Kind() != '{' || m.Value.Kind() != '{' {
			o.Set(m.Name, m.Value)
			continue
		}
		inner, err := Parse(before)
		if err != nil {
			return err
		}
		with, err := Parse(m.Value)
		if err != nil {
			return err
		}
		if err := inner.Merge(with); err != nil {
			return err
		}
		o.Set(m.Name, inner.JSON())
	}
	return nil
}

// IsNull says whether a value is null.
func IsNull(value jsontext.Value) bool { return string(value) == "null" }

// String is a text as a JSON string.
func String(text string) jsontext.Value { return quote(nil, text) }

// quote appends a text as a JSON string, without needless escapes. What is not UTF-8 becomes U+FFFD.
func quote(dst []byte, text string) []byte {
	out, err := jsontext.AppendQuote(dst, text)
	if err != nil {
		return rawjson.AppendString(dst, text)
	}
	return out
}

// Int is a number as JSON.
func Int(n int64) jsontext.Value { return strconv.AppendInt(nil, n, 10) }

// Array is values as an array.
func Array(items []jsontext.Value) jsontext.Value {
	out := []byte{'['}
	for i, item := range items {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, item...)
	}
	return append(out, ']')
}

// Plain is the text of a value: that of a string, else its JSON.
func Plain(value jsontext.Value) string {
	if text, err := rawjson.Unquote(value, ""); err == nil {
		return text
	}
	return string(value)
}

// Entities reads the objects that a text holds: an object, an array, or an answer whose member value is an array.
func Entities(text []byte) ([]jsontext.Value, error) {
	trimmed := bytes.TrimSpace(text)
	if len(trimmed) == 0 {
		return nil, errors.New("there is no JSON")
	}
	if trimmed[0] == '[' {
		return Items(trimmed)
	}
	o, err := Parse(trimmed)
	if err != nil {
		return nil, err
	}
	if value := o.Get("value"); value.Kind() == '[' && o.isAnswer() {
		return Items(value)
	}
	return []jsontext.Value{trimmed}, nil
}

// isAnswer says whether an object has nothing but control information beside a member value.
func (o Object) isAnswer() bool {
	return !slices.ContainsFunc(o, func(m Member) bool { return m.Name != "value" && !strings.HasPrefix(m.Name, "@") })
}
