package odata

// This file reads models and values from JSON (OData JSON Format 4.01). It takes names and scalars as raw text from the
// scanner, which checks the syntax as it goes, and converts the text by the type that it is for. A member whose value
// does not fit its type keeps its text and is noted; reading goes on after it. An error that a function returns is
// about the value that it was to read; where the scanner has ended, it is about the whole text.

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// into reads a value into the addressable v.
func (d *decoder) into(v reflect.Value) error {
	if d.depth++; d.depth > rawjson.MaxDepth {
		d.depth--
		return rawjson.ErrDeep
	}
	err := d.byKind(v)
	d.depth--
	return err
}

func (d *decoder) byKind(v reflect.Value) error {
	switch v.Kind() {
	case reflect.Pointer:
		if d.Next() == 'n' {
			v.SetZero()
			return d.null()
		}
		if v.IsNil() {
			t := v.Type().Elem()
			// The allocator rounds up, by at most an eighth.
			if err := d.charge(int(t.Size() + t.Size()/8)); err != nil {
				return err
			}
			v.Set(reflect.New(t))
		}
		return d.into(v.Elem())
	case reflect.Struct:
		if s := shapeOf(v.Type()); s != nil {
			return d.model(v, s)
		}
		if f, ok := fieldOf(v); ok {
			return d.value(f)
		}
	case reflect.Slice:
		if isCollection(v.Type()) {
			_, _, err := d.items(v)
			return err
		}
	}
	return d.other(v)
}

// other reads a scalar, or what is not OData's.
func (d *decoder) other(v reflect.Value) error {
	ptr := v.Addr().Interface()
	if isScalar(ptr) {
		_, _, err := d.scalar(ptr)
		return err
	}
	raw, err := d.Value()
	if err != nil {
		return err
	}
	if err := checkPlain(v.Type(), readsItself); err != nil {
		return err
	}
	if err := json.Unmarshal(raw, ptr); err != nil {
		return errorf("cannot be read into %s: %w", v.Type(), err)
	}
	return nil
}

// scalar reads a scalar and returns its text, and whether that is how its value is written. Null is the zero value.
func (d *decoder) scalar(ptr any) (raw edm.Raw, canonical bool, err error) {
	raw, err = d.Value()
	if err != nil {
		return nil, false, err
	}
	if raw[0] == 'n' {
		reflect.ValueOf(ptr).Elem().SetZero()
		return raw, false, nil
	}
	if err := d.charge(len(raw)); err != nil {
		return nil, false, err
	}
	isString := raw[0] == '"'
	if text, ok := ptr.(*string); ok && isString && d.Plain {
		*text = string(raw[1 : len(raw)-1])
		return raw, true, nil
	}
	canonical, err = scan(ptr, raw)
	return raw, canonical && (!isString || d.Exact), err
}

// null goes past null, or what begins like it.
func (d *decoder) null() error {
	_, err := d.Value()
	return err
}

// mismatch says that the value that comes next is not what is expected, and goes past it.
func (d *decoder) mismatch(want string) error {
	raw, err := d.Value()
	if err != nil {
		return err
	}
	return rawjson.Mismatch(raw, want)
}

// field reads a member of an object, or an item of a collection, to which the step leads. Where its value does not fit,
// it keeps the text, and the error is noted; the error that is returned is about more than the value.
func (d *decoder) field(f Field, at step) error {
	d.Next()
	start := d.At
	ptr, state := slot(f)
	var err error
	if isScalar(ptr) {
		err = d.scalarField(ptr, state)
	} else {
		d.path = append(d.path, at)
		err = d.nestedField(ptr, state)
		d.path = d.path[:len(d.path)-1]
	}
	if err == nil || d.Err != nil {
		return d.Err
	}
	d.At = start
	raw, fault := d.Value()
	if fault != nil {
		return fault
	}
	if err != errItems {
		err = d.note(err, at)
	}
	reflect.ValueOf(ptr).Elem().SetZero()
	text, fault := d.kept(raw)
	*state = &form{raw: string(text), fault: err}
	return fault
}

// value reads a value into a field by itself.
func (d *decoder) value(f Field) error {
	ptr, state := slot(f)
	if isScalar(ptr) {
		return d.scalarField(ptr, state)
	}
	return d.nestedField(ptr, state)
}

func (d *decoder) scalarField(ptr any, state **form) error {
	raw, canonical, err := d.scalar(ptr)
	switch {
	case err != nil:
		return err
	case raw[0] == 'n':
		*state = readNull
	case canonical:
		*state = readPlain
	default:
		*state = &form{raw: string(raw)}
		return d.charge(sizeOfForm + len(raw))
	}
	return nil
}

// nestedField reads an object or a collection into a field.
func (d *decoder) nestedField(ptr any, state **form) error {
	v := reflect.ValueOf(ptr).Elem()
	if d.Next() == 'n' {
		*state = readNull
		v.SetZero()
		return d.null()
	}
	*state = readPlain
	if v.Kind() != reflect.Slice || !isCollection(v.Type()) {
		v.SetZero()
		return d.into(v)
	}
	forms, all, err := d.items(v)
	if forms != nil {
		*state = &form{items: forms}
	}
	if err == nil && !all && !(d.paged && len(d.path) == 1) {
		return errItems
	}
	return err
}

// isCollection says whether a slice type is a JSON array, and not Binary or raw JSON.
func isCollection(t reflect.Type) bool { return t.Elem() != byteType }

// The sizes of what is allocated besides values, for charge: in all, with what growing leaves behind.
const (
	sizeOfForm   = 64
	sizeOfItem   = 192
	sizeOfMember = 256
)

// items reads a collection into the slice v and returns the forms of the items that came in another spelling than ours.
// Items that do not fit are noted and keep their texts; all is false where scalars are among them, which then are zero
// values.
func (d *decoder) items(v reflect.Value) (forms []itemForm, all bool, err error) {
	if d.Next() != '[' {
		return nil, true, d.mismatch("a JSON array")
	}
	if d.depth++; d.depth > rawjson.MaxDepth {
		d.depth--
		return nil, true, rawjson.ErrDeep
	}
	d.At++
	all = true
	v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	scalars := isScalar(reflect.Zero(reflect.PointerTo(v.Type().Elem())).Interface())
	for n := 0; ; n++ {
		more, err := d.Another(']', n == 0)
		if err == nil && more {
			err = d.room(v, n)
		}
		if err != nil || !more {
			d.depth--
			return forms, all, err
		}
		var form *itemForm
		if scalars {
			var ok bool
			form, ok, err = d.scalarItem(v.Index(n), n)
			all = all && ok
		} else {
			err = d.item(v.Index(n), n)
		}
		if err != nil {
			return nil, false, err
		}
		if form != nil {
			form.index = n
			if len(forms) == cap(forms) {
				forms = append(make([]itemForm, 0, doubled(len(forms))), forms...)
			}
			forms = append(forms, *form)
		}
	}
}

// room makes room in a slice for the item n.
func (d *decoder) room(v reflect.Value, n int) error {
	if n == v.Cap() {
		grown := doubled(n)
		if err := d.charge(grown * int(v.Type().Elem().Size())); err != nil {
			return err
		}
		v.Grow(grown - n)
	}
	v.SetLen(n + 1)
	v.Index(n).SetZero()
	return nil
}

// doubled is how many items a full slice of n has room for next. It grows to its double, whatever its size: what is
// left behind on the way is as much as what is there.
func doubled(n int) int { return max(4, 2*n) }

// item reads an item that is not a scalar. Where a value stands that is not a model where one should be, the model
// keeps its text.
func (d *decoder) item(v reflect.Value, n int) error {
	at := step{index: n}
	if v.Kind() == reflect.Struct {
		if f, ok := fieldOf(v); ok {
			return d.field(f, at)
		}
	}
	d.Next()
	start := d.At
	d.path = append(d.path, at)
	err := d.into(v)
	d.path = d.path[:len(d.path)-1]
	if err == nil || d.Err != nil {
		return d.Err
	}
	d.At = start
	raw, fault := d.Value()
	if fault != nil {
		return fault
	}
	err = d.note(err, at)
	if rest := extraOf(v); rest != nil {
		text, fault := d.kept(raw)
		rest.kept = &kept{typed: true, whole: text, unreadable: true}
		return fault
	}
	v.SetZero()
	return nil
}

// scalarItem reads an item that is a scalar. It returns its form where it came in another spelling than ours; ok is
// false where it does not fit.
func (d *decoder) scalarItem(v reflect.Value, n int) (form *itemForm, ok bool, err error) {
	raw, canonical, err := d.scalar(v.Addr().Interface())
	if d.Err != nil {
		return nil, false, d.Err
	}
	if canonical && err == nil {
		return nil, true, nil
	}
	if ok = err == nil; !ok {
		d.note(err, step{index: n})
		v.SetZero()
	}
	e := encoder{}
	ours, err := e.reflected(nil, v)
	if err != nil { // what no encoder writes is written as it came
		ours = raw
	}
	text, err := d.kept(raw)
	return &itemForm{canonical: string(ours), raw: string(text)}, ok, errors.Join(err, d.charge(sizeOfItem+len(ours)+len(raw)))
}

// kept is a copy of a text without white space between its tokens, counted as memory.
func (d *decoder) kept(raw edm.Raw) (edm.Raw, error) {
	if err := d.charge(len(raw)); err != nil {
		return nil, err
	}
	if d.Spaced && (raw[0] == '{' || raw[0] == '[') {
		return rawjson.AppendCompact(nil, raw), nil
	}
	return bytes.Clone(raw), nil
}

// model reads an object into the addressable model v.
func (d *decoder) model(v reflect.Value, s *shape) error {
	switch d.Next() {
	case 'n':
		return d.null() // nothing happens, as encoding/json has it for an Unmarshaler
	case '{':
		d.At++
		return d.members(v, s)
	}
	if len(s.fields) > 0 {
		return d.mismatch("a JSON object")
	}
	raw, err := d.Value()
	if err != nil {
		return err
	}
	text, err := d.kept(raw)
	s.rest(v).kept = &kept{typed: true, whole: text}
	return err
}

// members reads what stands between the braces of an object.
func (d *decoder) members(v reflect.Value, s *shape) error {
	var seen names
	rest := allDeclared
	model := v.Addr().UnsafePointer()
	for first := true; ; first = false {
		more, err := d.Another('}', first)
		if err != nil {
			return err
		}
		if !more {
			s.rest(v).kept = rest
			if seen.annotated {
				sayNested(v, s)
			}
			return nil
		}
		i, quoted, err := d.name(s, seen.last)
		switch {
		case err != nil:
		case i < 0:
			rest, err = d.undeclared(rest, quoted, &seen)
		default:
			if seen.declared(i) {
				d.note(errTwice, named(s.fields[i].name))
			}
			if !s.fields[i].read(model, d) {
				err = d.field(s.field(v, i), named(s.fields[i].name))
			}
		}
		if err != nil {
			return err
		}
	}
}

// name reads the name of a member and returns the index of the field that it is for; -1 and the name as it came for
// none. The one that is likely to come after the last field is tried first.
func (d *decoder) name(s *shape, last int) (int, edm.Raw, error) {
	d.Next()
	next := s.after(last)
	if next < len(s.fields) {
		prefix := s.fields[next].prefix
		if rest := d.Text[d.At:]; len(rest) > len(prefix) && string(rest[:len(prefix)]) == prefix {
			d.At += len(prefix)
			return next, nil, nil
		}
	}
	quoted, err := d.Name()
	if err != nil {
		return -1, nil, err
	}
	name := quoted[1 : len(quoted)-1]
	if !d.Plain {
		name = rawjson.AppendUnquoted(nil, name)
	}
	if i, ok := s.find(name); ok {
		s.expect(i, last)
		return i, nil, nil
	}
	return -1, quoted, nil
}

// undeclared reads the value of a member that the model does not declare. The name has just been read.
func (d *decoder) undeclared(rest *kept, quoted edm.Raw, seen *names) (*kept, error) {
	m := member{first: !seen.any}
	if d.Plain {
		m.name = d.memberName(quoted[1 : len(quoted)-1])
	} else {
		m.name = string(rawjson.AppendUnquoted(nil, quoted[1:len(quoted)-1]))
	}
	seen.annotated = seen.annotated || annotatesType(m.name)
	if !d.Exact {
		spelled := string(quoted)
		m.quoted = &spelled
	}
	raw, err := d.Value()
	if err != nil {
		return nil, err
	}
	if seen.undeclared(m.name, rest.members) {
		d.note(errTwice, named(m.name))
	}
	if m.value, err = d.kept(raw); err != nil {
		return nil, err
	}
	return rest.with(m), d.charge(sizeOfMember + len(quoted))
}

// memberName is the name as a string. The names that most objects have need no memory of their own, nor does one that
// the object before had.
func (d *decoder) memberName(name []byte) string {
	switch string(name) {
	case "":
		return ""
	case "@odata.type":
		return "@odata.type"
	case "@odata.etag":
		return "@odata.etag"
	case "@odata.id":
		return "@odata.id"
	case "@odata.context":
		return "@odata.context"
	}
	known := &d.known[(len(name)+int(name[len(name)-1]))%len(d.known)]
	if *known != string(name) {
		*known = string(name)
	}
	return *known
}

// annotatesType says whether a member says the type of another one.
func annotatesType(name string) bool {
	at := strings.IndexByte(name, '@')
	return at > 0 && (strings.HasSuffix(name, "context") || strings.HasSuffix(name, "type"))
}

// names are the members of an object that have come.
type names struct {
	annotated bool // whether an annotation says the type of another member
	any       bool // whether a declared one has
	last      int  // the number of the last declared one, from 1; 0 for none
	few       uint64
	many      map[int]bool
	rest      map[string]bool
}

// declared notes the declared member with the index and reports whether it had come before.
func (n *names) declared(i int) bool {
	n.any, n.last = true, i+1
	if i < 64 {
		before := n.few&(1<<i) != 0
		n.few |= 1 << i
		return before
	}
	if n.many == nil {
		n.many = map[int]bool{}
	}
	before := n.many[i]
	n.many[i] = true
	return before
}

// undeclared does the same for an undeclared member; have are those before it.
func (n *names) undeclared(name string, have []member) bool {
	const worth = 16 // from here on a map is faster than looking through the list
	if len(have) < worth {
		return indexOf(have, name) >= 0
	}
	if n.rest == nil {
		n.rest = map[string]bool{}
		for _, m := range have {
			n.rest[m.name] = true
		}
	}
	before := n.rest[name]
	n.rest[name] = true
	return before
}

// allDeclared is what an object keeps that had no undeclared members. It does not change.
var allDeclared = &kept{typed: true}

// with adds a member while an object is read. Many objects have one, @odata.type: it needs no memory of its own.
func (k *kept) with(m member) *kept {
	if k == allDeclared {
		k = &kept{typed: true}
		k.members = k.one[:0]
	}
	if len(k.members) == cap(k.members) {
		k.members = append(make([]member, 0, doubled(len(k.members))), k.members...)
	}
	k.members = append(k.members, m)
	return k
}
