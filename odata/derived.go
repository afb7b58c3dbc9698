package odata

// This file is the two ways between a type and the types that derive from it. A member, an item or an answer has the Go
// type that the schema declares for it, whatever the value is: what the declared type lacks is kept among the
// undeclared members, the name of the value's own type with them. AsDerived and AsBase move members between declared
// and undeclared; nothing is lost on either way, and a value that was made of a derived type is validated by the rules
// of that type. Generated models have a method for each pair that they have to do with.

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// AsDerived makes a new model of the value base, a pointer to a model whose type the new one's type derives from, and
// sets target to it: a pointer to a variable of the kind *User. It reports false, and leaves target as it is, where
// base does not say that it is of one of the types. These are qualified names, of types that derive from the new
// model's own; that one always counts. A member that does not fit the new model is [Unreadable] there. The result
// shares nothing with base.
//
//	var user *graph.User
//	if odata.AsDerived(object, &user) {
func AsDerived(base, target any, types ...string) bool {
	to, set := newModel(target)
	from := modelOf(base)
	if !from.IsValid() || !to.IsValid() {
		return false
	}
	said := shapeOf(from.Type()).rest(from).ODataType()
	if said == "" || said != shapeOf(to.Type()).typeName && !slices.Contains(types, said) || convert(from, to) != nil {
		return false
	}
	set()
	return true
}

// AsBase makes a new model of the value derived, a pointer to a model whose type derives from the new one's type, and
// sets target to it: a pointer to a variable of the kind *DirectoryObject. The result says that it is of the type of
// derived, unless derived says what it is, and shares nothing with derived. Where derived is nil, target stays as it
// is. A value of derived that no JSON can hold is an error when the result is written.
func AsBase(derived, target any) {
	to, set := newModel(target)
	from := modelOf(derived)
	if !from.IsValid() || !to.IsValid() {
		return
	}
	err := convert(from, to)
	rest := shapeOf(to.Type()).rest(to)
	if rest.control("", "type") == "" { // where the base stands, no context says the type
		rest.SetODataType(cmp.Or(rest.ODataType(), shapeOf(from.Type()).typeName))
	}
	out := rest.copied()
	out.madeOf, out.fault = reflect.Zero(from.Addr().Type()).Interface(), err
	rest.kept = out
	set()
}

// modelOf is the model that a pointer points to, addressable; it is not valid where that is nil or no model.
func modelOf(pointer any) reflect.Value {
	v := reflect.ValueOf(pointer)
	if v.Kind() != reflect.Pointer || v.IsNil() || shapeOf(v.Type().Elem()) == nil {
		return reflect.Value{}
	}
	return v.Elem()
}

// newModel is a new model for what target points to, a variable that holds a pointer to a model, and what sets the
// variable to it. The model is not valid where target is anything else, or where the model would forget what it does
// not declare.
func newModel(target any) (model reflect.Value, set func()) {
	v := reflect.ValueOf(target)
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Type().Elem().Kind() != reflect.Pointer {
		return reflect.Value{}, nil
	}
	made := reflect.New(v.Type().Elem().Elem())
	if s := shapeOf(made.Type().Elem()); s == nil || s.undeclared < 0 {
		return reflect.Value{}, nil
	}
	return made.Elem(), func() { v.Elem().Set(made) }
}

// pair is modelOf of two pointers; ok is false where one of them is nil or no model.
func pair(from, to any) (f, t reflect.Value, ok bool) {
	f, t = modelOf(from), modelOf(to)
	return f, t, f.IsValid() && t.IsValid()
}

// convert makes the new model to say what from says. Members that both declare are copied, what only from declares
// becomes undeclared, and what only to declares is read from what from keeps. A member that cannot be is an error, and
// to is then incomplete.
func convert(from, to reflect.Value) error {
	fs, ts := shapeOf(from.Type()), shapeOf(to.Type())
	rest := fs.rest(from)
	out := rest.copied()
	out.madeOf = nil
	if len(out.whole) > 0 {
		ts.rest(to).kept = out
		return nil
	}
	var added []member
	for i, field := range fs.fields {
		if fs.absent(from, i) {
			continue
		}
		f := fs.field(from, i)
		if j, declared := ts.byName[field.name]; declared && ts.fieldType(to, j) == fs.fieldType(from, i) {
			if err := copyField(ts.field(to, j), f, 0); err != nil {
				return atMember(err, field.name)
			}
			continue
		}
		m, err := memberOf(field.name, f)
		if err != nil {
			return atMember(err, field.name)
		}
		added = append(added, m)
	}
	members, err := declare(ts, to, rest.all(), added)
	out.members = members
	ts.rest(to).kept = out
	return err
}

// declare reads the members that a model declares into it, and returns those that it does not: the ones that stood
// first, the added ones, the others.
func declare(s *shape, v reflect.Value, had, added []member) ([]member, error) {
	var first, last []member
	for _, m := range append(added, had...) {
		i, declared := s.byName[m.name]
		switch {
		case declared:
			if err := m.readInto(s.field(v, i)); err != nil {
				return nil, atMember(err, m.name)
			}
		case m.first:
			first = append(first, m)
		default:
			last = append(last, m)
		}
	}
	return append(first, last...), nil
}

// memberOf is a declared member as an undeclared one.
func memberOf(name string, f Field) (member, error) {
	_, state := slot(f)
	e := encoder{}
	text, err := e.field(nil, f)
	return member{name: name, value: text, set: (*state).isSet()}, err
}

// readInto reads the member into a field. What a program had set still counts as set by it.
func (m member) readInto(f Field) error {
	d := begin(decoding{}, m.value)
	defer d.release()
	if err := d.finish(d.field(f, named(m.name))); err != nil && unreadableIn(err) == nil {
		return err
	}
	_, state := slot(f)
	switch {
	case m.set && (*state).isNull():
		*state = nullForm
	case m.set && (*state).isPlain():
		*state = plainForm
	}
	return nil
}

// made is the model that a value was made of by AsBase, with what the value says now; nil for any other value.
func made(model any) any {
	u := extraOf(reflect.ValueOf(model))
	if u == nil || u.kept == nil || u.kept.madeOf == nil {
		return nil
	}
	of := reflect.New(reflect.TypeOf(u.kept.madeOf).Elem())
	from, to, ok := pair(model, of.Interface())
	if !ok || convert(from, to) != nil {
		return nil
	}
	return of.Interface()
}

// ownType is the qualified name of the type that a program gave to a value: of the model that it is, or that it was
// made of. It is "" for a root type, and for a value that came from the service and says another type.
func ownType(v reflect.Value) string {
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return ""
	}
	s := shapeOf(v.Type().Elem())
	if s == nil {
		return ""
	}
	rest := s.rest(v.Elem())
	switch said := rest.ODataType(); {
	case said == "", said == s.typeName:
		return s.typeName
	case rest.kept.madeOf != nil:
		return said
	}
	return ""
}

// copyModel makes the new model to a copy of from, which has the same type and shares nothing with it.
func copyModel(to, from reflect.Value, depth int) error {
	if depth > rawjson.MaxDepth {
		return rawjson.ErrDeep
	}
	s := shapeOf(from.Type())
	for i := range s.fields {
		if s.absent(from, i) {
			continue
		}
		if err := copyField(s.field(to, i), s.field(from, i), depth); err != nil {
			return atMember(err, s.fields[i].name)
		}
	}
	s.rest(to).kept = s.rest(from).kept // it does not change
	return nil
}

// copyField copies a field, how its value was spelled included.
func copyField(to, from Field, depth int) error {
	tv, ts := slot(to)
	fv, fs := slot(from)
	*ts = *fs
	return copyValue(reflect.ValueOf(tv).Elem(), reflect.ValueOf(fv).Elem(), depth)
}

// copyValue copies the value of a field, or an item of one.
func copyValue(to, from reflect.Value, depth int) error {
	switch from.Kind() {
	case reflect.Pointer:
		if from.IsNil() || shapeOf(from.Type().Elem()) == nil {
			break
		}
		to.Set(reflect.New(from.Type().Elem()))
		return copyModel(to.Elem(), from.Elem(), depth+1)
	case reflect.Slice:
		if from.IsNil() {
			break
		}
		to.Set(reflect.MakeSlice(from.Type(), from.Len(), from.Len()))
		for i := range from.Len() {
			if err := copyValue(to.Index(i), from.Index(i), depth); err != nil {
				return errorf("[%d]: %w", i, err)
			}
		}
		return nil
	case reflect.Struct:
		if f, ok := fieldOf(from); ok {
			into, _ := fieldOf(to)
			return copyField(into, f, depth)
		}
	}
	to.Set(from)
	return nil
}
