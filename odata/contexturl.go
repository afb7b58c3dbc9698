package odata

// This file reads the type out of context URLs (OData Protocol 4.01, section 10). A service leaves @odata.type out of
// an object whose type the context URL says: that of the answer for an entity and for the items of a page, that of a
// member (name@odata.context), or of an entry of a delta answer. What was said so stays beside the object: ODataType
// returns it, and it is not written back.

import (
	"net/url"
	"reflect"
	"strings"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// typeInContext returns the qualified name of the type that a context URL says of the value, or of the items of the
// collection: Ns.Dog of $metadata#pets/Ns.Dog/$entity, #Collection(Ns.Dog)(name,age) and #Ns.Dog. It is "" where the
// context names a set or a path only, since then the value has the type that is declared there, and for primitive
// types.
func typeInContext(context string) string {
	_, fragment, found := strings.Cut(context, "#")
	if !found {
		return ""
	}
	if plain, err := url.PathUnescape(fragment); err == nil && !strings.ContainsRune(fragment, '\'') {
		fragment = plain // keys in quotes hold anything: they are passed over as they are
	}
	for {
		fragment = strings.TrimSuffix(fragment, "/")
		at := strings.LastIndexByte(fragment, '/')
		if at < 0 || at+1 == len(fragment) || fragment[at+1] != '$' {
			break
		}
		fragment = fragment[:at] // /$entity, /$delta
	}
	segments := segmentsOf(fragment)
	last := segments[len(segments)-1]
	if item, is := strings.CutPrefix(last, "Collection("); is {
		last, _, _ = strings.Cut(item, ")")
	}
	last, _, _ = strings.Cut(last, "(") // properties that were selected
	last = strings.TrimPrefix(last, "#")
	if !strings.Contains(last, ".") || strings.HasPrefix(last, "Edm.") || last[0] == '$' {
		return ""
	}
	return last
}

// segmentsOf cuts a path at the slashes that are in no parentheses and no quotes.
func segmentsOf(path string) []string {
	var all []string
	start, depth, quoted := 0, 0, false
	for i := range len(path) {
		switch c := path[i]; {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == '/' && depth <= 0:
			all = append(all, path[start:i])
			start = i + 1
		}
	}
	return append(all, path[start:])
}

// say notes that the models in a value - itself, the items of a slice, the value of a field - are of the type that a
// context says, as far as they do not say their types themselves.
func say(v reflect.Value, typeName string) {
	if typeName != "" {
		said := &kept{typed: true, said: typeName}
		sayTo(said, v)
	}
}

// sayTo is say. Models without undeclared members share k.
func sayTo(k *kept, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			sayTo(k, v.Elem())
		}
	case reflect.Slice:
		if isCollection(v.Type()) && !isScalar(reflect.Zero(reflect.PointerTo(v.Type().Elem())).Interface()) {
			for i := range v.Len() {
				sayTo(k, v.Index(i))
			}
		}
	case reflect.Struct:
		if s := shapeOf(v.Type()); s != nil {
			k.sayOf(s.rest(v))
		} else if f, ok := fieldOf(v); ok {
			ptr, _ := slot(f)
			sayTo(k, reflect.ValueOf(ptr).Elem())
		}
	}
}

func (k *kept) sayOf(u *Extra) {
	switch {
	case u.kept == allDeclared:
		u.kept = k
	case u.ODataType() == "":
		out := u.copied()
		out.said = k.said
		u.kept = out
	}
}

// sayNested notes for the declared members of an object what the annotations beside them say of their types:
// name@odata.context, and name@odata.type for collections.
func sayNested(v reflect.Value, s *shape) {
	said := map[int]bool{} // what says it first is what counts
	for _, m := range s.rest(v).all() {
		name, control, annotates := strings.Cut(m.name, "@")
		i, declared := s.byName[name]
		if !annotates || name == "" || !declared || said[i] {
			continue
		}
		if typeName := typeSaidBy(strings.TrimPrefix(control, "odata."), m.value); typeName != "" {
			say(v.Field(s.fields[i].index), typeName)
			said[i] = true
		}
	}
}

// typeSaidBy is the type that control information beside a member says of it, or "".
func typeSaidBy(control string, value edm.Raw) string {
	if value.Kind() != '"' {
		return ""
	}
	text, _ := rawjson.Unquote(value, "")
	switch control {
	case "context":
		return typeInContext(text)
	case "type":
		return typeInContext("#" + strings.TrimPrefix(text, "#"))
	}
	return ""
}
