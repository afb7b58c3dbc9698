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

// Unmarshal reads JSON into what v points to: a model, a pointer to one, a slice of them, or any other value that encoding/json/v2 can
// read. Members that a model does not declare are kept. Names match exactly. A value that cannot be read, an object with two
// members of one name, or text after the value is a *DecodeError; v may then be half read.
func Unmarshal(data []byte, v any) error {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		return fmt.Errorf("odata: Unmarshal needs a pointer that is not nil, not %T", v)
	}
	return decode(data, func(d *decoder) error { return d.into(rv.Elem()) })
}

// decoder is one call of Unmarshal.
type decoder struct {
	json  *jsontext.Decoder
	buf   bytes.Buffer
	depth int
}

var decoders = sync.Pool{New: func() any {
	d := &decoder{}
	d.json = jsontext.NewDecoder(&d.buf, jsontext.AllowDuplicateNames(true)) // model checks names itself, for less
	return d
}}

// decode reads one value with read and checks that nothing follows.
func decode(data []byte, read func(*decoder) error) error {
	d := decoders.Get().(*decoder)
	d.buf = *bytes.NewBuffer(data)
	d.json.Reset(&d.buf, jsontext.AllowDuplicateNames(true))
	d.depth = 0
	err := read(d)
	if err == nil {
		if _, err = d.json.ReadToken(); errors.Is(err, io.EOF) {
			err = nil
		} else if err == nil {
			err = &DecodeError{Err: errors.New("there is more after the end of the value")}
		} else {
			err = d.failed(err)
		}
	} else {
		err = d.failed(err)
	}
	d.buf = bytes.Buffer{} // the data is the caller's
	decoders.Put(d)
	return err
}

// failed makes a DecodeError with the place of the value that was read last.
func (d *decoder) failed(err error) error {
	var located *DecodeError
	if errors.As(err, &located) {
		return err
	}
	pointer := d.json.StackPointer()
	if errors.Is(err, io.EOF) {
		err = fmt.Errorf("the JSON is cut off: %w", io.ErrUnexpectedEOF)
	}
	var syntactic *jsontext.SyntacticError
	if errors.As(err, &syntactic) {
		pointer = syntactic.JSONPointer
		switch {
		case errors.Is(err, io.ErrUnexpectedEOF):
			err = fmt.Errorf("the JSON is cut off: %w", io.ErrUnexpectedEOF)
		default:
			err = fmt.Errorf("this is no JSON: %w", syntactic.Err)
		}
	}
	return &DecodeError{Path: readable(pointer), Err: err}
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
	if d.depth++; d.depth > maxDepth {
		return fmt.Errorf("values are nested more than %d deep", maxDepth)
	}
	defer func() { d.depth-- }()
	switch v.Kind() {
	case reflect.Pointer:
		if d.json.PeekKind() == 'n' {
			v.SetZero()
			return d.skip()
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

func (d *decoder) skip() error {
	_, err := d.json.ReadValue()
	return err
}

// other reads a scalar, or what is not OData's.
func (d *decoder) other(v reflect.Value) error {
	ptr := v.Addr().Interface()
	if !isScalar(ptr) {
		raw, err := d.json.ReadValue()
		if err != nil {
			return err
		}
		if err := json.Unmarshal(raw, ptr); err != nil {
			return fmt.Errorf("cannot be read into %s: %w", v.Type(), err)
		}
		return nil
	}
	raw, err := d.json.ReadValue()
	if err != nil {
		return err
	}
	if raw.Kind() == 'n' {
		v.SetZero()
		return nil
	}
	_, err = scan(ptr, raw)
	return err
}

// field reads a member's value.
func (d *decoder) field(f Field) error {
	ptr, state := f.slot()
	if isScalar(ptr) {
		raw, err := d.json.ReadValue()
		if err != nil {
			return err
		}
		if raw.Kind() == 'n' {
			*state = nullForm
			reflect.ValueOf(ptr).Elem().SetZero()
			return nil
		}
		canonical, err := scan(ptr, raw)
		if err != nil {
			return err
		}
		*state = plainForm
		if !canonical {
			*state = &form{raw: string(raw)}
		}
		return nil
	}
	v := reflect.ValueOf(ptr).Elem()
	if d.json.PeekKind() == 'n' {
		*state = nullForm
		v.SetZero()
		return d.skip()
	}
	if v.Kind() == reflect.Slice && isCollection(v.Type()) {
		forms, err := d.items(v)
		*state = plainForm
		if forms != nil {
			*state = &form{items: forms}
		}
		return err
	}
	v.SetZero()
	*state = plainForm
	return d.into(v)
}

// isCollection says whether a slice type is a JSON array, and not Binary or raw JSON.
func isCollection(t reflect.Type) bool { return t.Elem() != reflect.TypeFor[byte]() }

// items reads a collection and returns the forms of the items that came in another spelling than ours.
func (d *decoder) items(v reflect.Value) ([]itemForm, error) {
	if kind := d.json.PeekKind(); kind != '[' {
		return nil, d.unexpected("a JSON array")
	}
	if d.depth++; d.depth > maxDepth {
		return nil, fmt.Errorf("values are nested more than %d deep", maxDepth)
	}
	defer func() { d.depth-- }()
	if _, err := d.json.ReadToken(); err != nil {
		return nil, err
	}
	var forms []itemForm
	out := reflect.MakeSlice(v.Type(), 0, 4)
	scalar := isScalar(reflect.New(v.Type().Elem()).Interface())
	for d.json.PeekKind() != ']' {
		n := out.Len()
		out = reflect.Append(out, reflect.Zero(v.Type().Elem()))
		item := out.Index(n)
		if !scalar {
			if err := d.into(item); err != nil {
				return nil, err
			}
			continue
		}
		raw, err := d.json.ReadValue()
		if err != nil {
			return nil, err
		}
		canonical := false
		if raw.Kind() != 'n' {
			if canonical, err = scan(item.Addr().Interface(), raw); err != nil {
				return nil, err
			}
		}
		if !canonical {
			e := encoder{}
			ours, err := e.reflected(nil, item)
			if err != nil {
				return nil, err
			}
			forms = append(forms, itemForm{index: n, canonical: string(ours), raw: string(raw)})
		}
	}
	if _, err := d.json.ReadToken(); err != nil {
		return nil, err
	}
	v.Set(out)
	return forms, nil
}

// unexpected complains about the value that comes next.
func (d *decoder) unexpected(want string) error {
	raw, err := d.json.ReadValue()
	if err != nil {
		return err
	}
	return mismatch(raw, want)
}

// mismatch says that a value is not what is wanted.
func mismatch(raw Raw, want string) error {
	return fmt.Errorf("found %s where %s is expected", excerpt(raw), want)
}

func excerpt(raw Raw) string {
	const most = 60
	if len(raw) <= most {
		return string(raw)
	}
	return strings.ToValidUTF8(string(raw[:most]), "") + "..."
}

// model reads an object into the addressable model v.
func (d *decoder) model(v reflect.Value, s *shape) error {
	switch d.json.PeekKind() {
	case 'n':
		return d.skip() // as encoding/json has it for an Unmarshaler
	case '{':
	default:
		return d.unexpected("a JSON object")
	}
	if _, err := d.json.ReadToken(); err != nil {
		return err
	}
	var seen names
	var undeclared []member
	for d.json.PeekKind() != '}' {
		quotedName, err := d.json.ReadValue()
		if err != nil {
			return err
		}
		name := quotedName
		if bytes.IndexByte(quotedName, '\\') >= 0 {
			if name, err = jsontext.AppendUnquote(nil, quotedName); err != nil {
				return err
			}
		} else if len(quotedName) >= 2 {
			name = quotedName[1 : len(quotedName)-1]
		}
		if i, ok := s.find(name, seen.next); ok {
			if seen.declared(i) {
				return errTwice
			}
			if err := d.field(s.field(v, i)); err != nil {
				return err
			}
			continue
		}
		kept := member{name: memberName(name), first: !seen.any}
		if seen.undeclared(kept.name, undeclared) {
			return errTwice
		}
		raw, err := d.json.ReadValue()
		if err != nil {
			return err
		}
		kept.value = raw.Clone()
		if k := raw.Kind(); k == '{' || k == '[' {
			if err := kept.value.Compact(); err != nil {
				return err
			}
		}
		undeclared = append(undeclared, kept)
	}
	if _, err := d.json.ReadToken(); err != nil {
		return err
	}
	rest := s.rest(v)
	rest.kept = allDeclared
	if undeclared != nil {
		rest.kept = &kept{members: undeclared, typed: true}
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

var errTwice = errors.New("a member is there twice")

// names are the members of an object that have come.
type names struct {
	any  bool // whether a declared one has
	next int  // the index behind the last declared one, which is likely to come next
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

// unmarshalAnswer is Unmarshal for the answer to a request for one entity. Some services document that answer wrapped in
// {"value": {...}}; where an object has no other member besides control information, and the model declares no member value, the
// inner object is read.
func unmarshalAnswer(data []byte, v any) error {
	t := reflect.TypeOf(v)
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t != nil && t.Kind() == reflect.Struct {
		if s := shapeOf(t); s != nil {
			if _, declared := s.byName["value"]; !declared {
				data = unwrapped(data)
			}
		}
	}
	return Unmarshal(data, v)
}

// unwrapped returns the inner object of {"value": {...}}, or data as it is.
func unwrapped(data []byte) []byte {
	inner := data
	err := decode(data, func(d *decoder) error {
		if _, err := d.json.ReadToken(); err != nil {
			return err
		}
		for d.json.PeekKind() == '"' {
			name, err := d.json.ReadToken()
			if err != nil {
				return err
			}
			text := name.String()
			raw, err := d.json.ReadValue()
			switch {
			case err != nil:
				return err
			case text == "value" && raw.Kind() == '{':
				inner = raw.Clone()
			case !strings.HasPrefix(text, "@"):
				return errors.New("not wrapped")
			}
		}
		_, err := d.json.ReadToken()
		return err
	})
	if err != nil {
		return data
	}
	return inner
}
