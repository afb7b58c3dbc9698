package odata

// This file reads models and values from JSON (OData JSON Format 4.01). It reads names and scalars as raw text from the
// decoder, which checks syntax, UTF-8 and duplicate names, and converts the text by the type that it is for.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// DecodeError says which value of a JSON text could not be read.
type DecodeError struct {
	// Path leads to the value: "value[3].status". It is "" for the whole text.
	Path string
	// Err says what was found and what was expected.
	Err error
}

// Error returns path and reason.
func (e *DecodeError) Error() string {
	if e.Path == "" {
		return "odata: " + e.Err.Error()
	}
	return "odata: " + e.Path + ": " + e.Err.Error()
}

// Unwrap returns the reason.
func (e *DecodeError) Unwrap() error { return e.Err }

// Unmarshal reads JSON into what v points to: a model, a pointer to one, a slice of them, or any other value that
// encoding/json/v2 can read. Members that a model does not declare are kept. Names match exactly. A value that cannot
// be read, an object with two members of one name, or text after the value is a *DecodeError; v may then be half read.
func Unmarshal(data []byte, v any) error {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		return fmt.Errorf("odata: Unmarshal needs a pointer that is not nil, not %T", v)
	}
	d, err := begin(data)
	if err != nil {
		return err
	}
	defer d.end()
	return whole(d.into(rv.Elem()))
}

// decoder is one call of Unmarshal: a walk through text that was checked before.
type decoder struct {
	rawjson.Walker
	depth   int
	checker *jsontext.Decoder
	buf     bytes.Buffer // what checker reads
}

var decoders = sync.Pool{New: func() any {
	d := &decoder{}
	d.checker = jsontext.NewDecoder(&d.buf, jsontext.AllowDuplicateNames(true))
	return d
}}

// begin checks that data is one JSON value in UTF-8 that nothing follows, and returns a decoder at its beginning. Names
// given twice are found later, where they matter.
func begin(data []byte) (*decoder, error) {
	d := decoders.Get().(*decoder)
	d.buf = *bytes.NewBuffer(data)
	d.checker.Reset(&d.buf, jsontext.AllowDuplicateNames(true))
	_, err := d.checker.ReadValue()
	if err == nil {
		if _, err = d.checker.ReadToken(); errors.Is(err, io.EOF) {
			err = nil
		} else if err == nil {
			err = errMore
		}
	}
	if err != nil {
		d.end()
		return nil, syntaxError(err)
	}
	d.Walker = rawjson.Walker{Text: data}
	d.depth = 0
	return d, nil
}

// end gives the decoder back and forgets the data, which is the caller's.
func (d *decoder) end() {
	d.Walker, d.buf = rawjson.Walker{}, bytes.Buffer{}
	decoders.Put(d)
}

// whole makes a DecodeError of an error about the whole value.
func whole(err error) error {
	var located *DecodeError
	if err == nil || errors.As(err, &located) {
		return err
	}
	return &DecodeError{Err: err}
}

var errMore = errors.New("there is more text after the end of the value")

// syntaxError makes a DecodeError of what jsontext says.
func syntaxError(err error) error {
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return &DecodeError{Err: fmt.Errorf("the JSON is cut off: %w", io.ErrUnexpectedEOF)}
	case errors.As(err, &syntactic):
		return &DecodeError{Path: readable(syntactic.JSONPointer), Err: fmt.Errorf("this is not valid JSON: %w", syntactic.Err)}
	}
	return &DecodeError{Err: err}
}

// under adds a member's name, or an index in brackets, before the path of an error.
func under(err error, step string) error {
	var e *DecodeError
	if !errors.As(err, &e) {
		return &DecodeError{Path: step, Err: err}
	}
	path := step
	if e.Path != "" && e.Path[0] != '[' {
		path += "."
	}
	return &DecodeError{Path: path + e.Path, Err: e.Err}
}

// readable writes a JSON pointer as a person would: value[3].status.
func readable(p jsontext.Pointer) string {
	var b strings.Builder
	for token := range p.Tokens() {
		if _, err := strconv.ParseUint(token, 10, 31); err == nil {
			b.WriteString("[" + token + "]")
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(token)
	}
	return b.String()
}

// into reads a value into the addressable v.
func (d *decoder) into(v reflect.Value) error {
	if d.depth++; d.depth > rawjson.MaxDepth {
		return rawjson.ErrDeep
	}
	defer func() { d.depth-- }()
	switch v.Kind() {
	case reflect.Pointer:
		if d.Next() == 'n' {
			v.SetZero()
			d.Value()
			return nil
		}
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		return d.into(v.Elem())
	case reflect.Struct:
		if s := shapeOf(v.Type()); s != nil {
			return d.model(v, s)
		}
		if f, ok := v.Addr().Interface().(Field); ok {
			return d.field(f)
		}
	case reflect.Slice:
		if isCollection(v.Type()) {
			_, err := d.items(v)
			return err
		}
	}
	return d.other(v)
}

// other reads a scalar, or what is not OData's.
func (d *decoder) other(v reflect.Value) error {
	ptr, raw := v.Addr().Interface(), d.Value()
	if !isScalar(ptr) {
		if err := json.Unmarshal(raw, ptr); err != nil {
			return fmt.Errorf("cannot be read into %s: %w", v.Type(), err)
		}
		return nil
	}
	if raw.Kind() == 'n' {
		v.SetZero()
		return nil
	}
	_, err := scan(ptr, raw)
	return err
}

// field reads a member's value.
func (d *decoder) field(f Field) error {
	ptr, state := f.slot()
	if d.Next() == 'n' {
		d.Value()
		*state = readNull
		reflect.ValueOf(ptr).Elem().SetZero()
		return nil
	}
	if isScalar(ptr) {
		raw := d.Value()
		canonical, err := scan(ptr, raw)
		if err != nil {
			return err
		}
		*state = readPlain
		if !canonical {
			*state = &form{raw: string(raw)}
		}
		return nil
	}
	v := reflect.ValueOf(ptr).Elem()
	if v.Kind() == reflect.Slice && isCollection(v.Type()) {
		forms, err := d.items(v)
		*state = readPlain
		if forms != nil {
			*state = &form{items: forms}
		}
		return err
	}
	v.SetZero()
	*state = readPlain
	return d.into(v)
}

// isCollection says whether a slice type is a JSON array, and not Binary or raw JSON.
func isCollection(t reflect.Type) bool { return t.Elem() != reflect.TypeFor[byte]() }

// items reads a collection and returns the forms of the items that came in another spelling than ours.
func (d *decoder) items(v reflect.Value) ([]itemForm, error) {
	if d.Next() != '[' {
		return nil, rawjson.Mismatch(d.Value(), "a JSON array")
	}
	if d.depth++; d.depth > rawjson.MaxDepth {
		return nil, rawjson.ErrDeep
	}
	defer func() { d.depth-- }()
	d.At++
	var forms []itemForm
	out := reflect.MakeSlice(v.Type(), 0, 4)
	for d.Next() != ']' {
		n := out.Len()
		out = reflect.Append(out, reflect.Zero(v.Type().Elem()))
		form, err := d.item(out.Index(n))
		if err != nil {
			return nil, under(err, "["+strconv.Itoa(n)+"]")
		}
		if form != nil {
			form.index = n
			forms = append(forms, *form)
		}
	}
	d.At++
	v.Set(out)
	return forms, nil
}

// item reads one item of a collection and returns its form where it came in another spelling than ours.
func (d *decoder) item(v reflect.Value) (*itemForm, error) {
	ptr := v.Addr().Interface()
	if !isScalar(ptr) {
		return nil, d.into(v)
	}
	raw := d.Value()
	canonical := false
	if raw.Kind() != 'n' {
		var err error
		if canonical, err = scan(ptr, raw); err != nil {
			return nil, err
		}
	}
	if canonical {
		return nil, nil
	}
	e := encoder{}
	ours, err := e.reflected(nil, v)
	return &itemForm{canonical: string(ours), raw: string(raw)}, err
}

// model reads an object into the addressable model v.
func (d *decoder) model(v reflect.Value, s *shape) error {
	switch d.Next() {
	case 'n':
		d.Value() // nothing happens, as encoding/json has it for an Unmarshaler
		return nil
	case '{':
		d.At++
	default:
		if len(s.fields) > 0 {
			return rawjson.Mismatch(d.Value(), "a JSON object")
		}
		whole := d.Value().Clone()
		err := compacted(&whole)
		s.rest(v).kept = &kept{typed: true, whole: whole}
		return err
	}
	var seen names
	kept := allDeclared
	for d.Next() != '}' {
		name, err := nameOf(d.Value())
		if err != nil {
			return err
		}
		if i, ok := s.find(name, seen.next); ok {
			if seen.declared(i) {
				return under(errTwice, s.fields[i].name)
			}
			if err := d.field(s.field(v, i)); err != nil {
				return under(err, s.fields[i].name)
			}
			continue
		}
		m := member{name: memberName(name), value: d.Value().Clone(), first: !seen.any}
		if seen.undeclared(m.name, kept.members) {
			return under(errTwice, m.name)
		}
		if err := compacted(&m.value); err != nil {
			return under(err, m.name)
		}
		kept = kept.with(m)
	}
	d.At++
	s.rest(v).kept = kept
	return nil
}

// nameOf takes the quotes and escapes off a name.
func nameOf(quoted edm.Raw) ([]byte, error) {
	if bytes.IndexByte(quoted, '\\') >= 0 {
		return jsontext.AppendUnquote(nil, quoted)
	}
	return quoted[1 : len(quoted)-1], nil
}

// compacted takes the white space out of an object or array; other values have none.
func compacted(v *edm.Raw) error {
	if k := v.Kind(); k == '{' || k == '[' {
		return v.Compact(jsontext.AllowDuplicateNames(true))
	}
	return nil
}

// memberName is the name as a string. The names that most objects have need no memory of their own.
func memberName(name []byte) string {
	switch string(name) {
	case "@odata.type":
		return "@odata.type"
	case "@odata.etag":
		return "@odata.etag"
	case "@odata.id":
		return "@odata.id"
	case "@odata.context":
		return "@odata.context"
	}
	return string(name)
}

var errTwice = errors.New("the member occurs twice")

// names are the members of an object that have come.
type names struct {
	any  bool // whether a declared one has
	next int  // the index after the last declared one, which is likely to come next
	few  uint64
	many map[int]bool
	rest map[string]bool
}

// declared notes the declared member with the index and reports whether it had come before.
func (n *names) declared(i int) bool {
	n.any, n.next = true, i+1
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
		return slices.ContainsFunc(have, func(m member) bool { return m.name == name })
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
	k.members = append(k.members, m)
	return k
}

// unmarshalAnswer is Unmarshal for the answer to a request for one entity. Some services document that answer wrapped
// in {"value": {...}}; where an object has no other member besides control information, and the model declares no
// member value, the inner object is read.
func unmarshalAnswer(data []byte, v any) error {
	t := reflect.TypeOf(v)
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t != nil && t.Kind() == reflect.Struct {
		if s := shapeOf(t); s != nil {
			if _, declared := s.byName["value"]; !declared {
				data = unwrapped(data, '{')
			}
		}
	}
	return Unmarshal(data, v)
}

// unmarshalValue is Unmarshal for an answer that is one value (OData JSON Format 4.01, section 11 and 12): {"value":
// ...} around what is no object, and an object as it is.
func unmarshalValue(data []byte, v any) error {
	if t := reflect.TypeOf(v).Elem(); t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct {
		return unmarshalAnswer(data, v)
	}
	return Unmarshal(unwrapped(data, 0), v)
}

// unwrapped returns the inner value of {"value": ...} where it is of the kind, or of any kind for 0; else data as it
// is.
func unwrapped(data []byte, kind jsontext.Kind) []byte {
	d, err := begin(data)
	if err != nil {
		return data // Unmarshal says what is wrong
	}
	defer d.end()
	if d.Next() != '{' {
		return data
	}
	d.At++
	inner := data
	for d.Next() != '}' {
		name, err := nameOf(d.Value())
		value := d.Value()
		switch {
		case err != nil:
			return data
		case string(name) == "value" && (kind == 0 || value.Kind() == kind):
			inner = value
		case len(name) == 0 || name[0] != '@':
			return data
		}
	}
	return inner
}
