package odata

// This file writes models and values as JSON (OData JSON Format 4.01). It appends to a slice of bytes: the names are ready
// with their quotes, and most values are one copy.

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
)

// maxDepth bounds how deep values may be nested, both ways.
const maxDepth = 500

// Marshal returns the JSON of v: a model, a pointer to one, a slice of them, or any other value that encoding/json/v2 can write.
// A model's members come in the order of the struct, "@odata.type" first, members that the struct does not declare last; what
// stood before the first declared member when the model was read is written first again. Marshal writes the same bytes as encoding/json
// does for a model.
func Marshal(v any) ([]byte, error) { return marshalAs(v, false) }

// marshalAs is Marshal, with large numbers as strings where the service wants them so.
func marshalAs(v any, strings bool) ([]byte, error) {
	buf := buffers.Get().(*[]byte)
	e := encoder{strings: strings}
	out, err := e.value((*buf)[:0], v)
	if err == nil {
		*buf = out
		out = bytes.Clone(out)
	}
	if cap(*buf) <= maxPooled {
		buffers.Put(buf)
	}
	return out, err
}

// buffers are what Marshal writes to before it knows how long the text is.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// maxPooled is the size in bytes above which a buffer is not kept.
const maxPooled = 1 << 20

// encoder is one call of Marshal.
type encoder struct {
	depth int
	// strings writes Edm.Int64 and Edm.Decimal as strings (OData JSON Format 4.01, section 3.2).
	strings bool
}

// field appends a member's value.
func (e *encoder) field(dst []byte, f Field) ([]byte, error) {
	value, state := f.slot()
	switch s := *state; {
	case s == nil:
		return append(dst, "null"...), nil
	case s.isPlain():
		return e.scalar(dst, value)
	case s.raw != "" && e.strings && isLong(value) && s.raw[0] != '"' && !s.isNull():
		return appendQuoted(dst, s.raw), nil
	case s.raw != "":
		return appendRaw(dst, s.raw), nil
	default:
		return e.items(dst, reflect.ValueOf(value).Elem(), s.items)
	}
}

// scalar appends the value that ptr points to. The common types are written directly, all others by their kind.
func (e *encoder) scalar(dst []byte, ptr any) ([]byte, error) {
	switch p := ptr.(type) {
	case *string:
		return text(dst, *p)
	case *bool:
		return strconv.AppendBool(dst, *p), nil
	case *int32:
		return strconv.AppendInt(dst, int64(*p), 10), nil
	case *int64:
		return e.long(dst, *p), nil
	case *float64:
		return appendFloat(dst, *p, 64), nil
	case *float32:
		return appendFloat(dst, float64(*p), 32), nil
	case *time.Time:
		return appendTime(dst, *p)
	case *[]byte:
		dst = append(dst, '"')
		return append(base64.StdEncoding.AppendEncode(dst, *p), '"'), nil
	case *Raw:
		return e.raw(dst, *p)
	case quoted:
		return append(p.appendText(append(dst, '"')), '"'), nil
	case *GUID:
		return append(append(append(dst, '"'), p.String()...), '"'), nil
	case *Decimal:
		if e.strings {
			return appendQuoted(dst, p.String()), nil
		}
		return p.appendJSON(dst), nil
	}
	return e.value(dst, ptr)
}

// long appends an Edm.Int64.
func (e *encoder) long(dst []byte, n int64) []byte {
	if e.strings {
		return append(strconv.AppendInt(append(dst, '"'), n, 10), '"')
	}
	return strconv.AppendInt(dst, n, 10)
}

// isLong says whether ptr points to a value whose digits a JSON number of JavaScript may lose.
func isLong(ptr any) bool {
	if _, ok := ptr.(*Decimal); ok {
		return true
	}
	return reflect.TypeOf(ptr).Elem().Kind() == reflect.Int64
}

func appendQuoted(dst []byte, text string) []byte {
	return append(append(append(dst, '"'), text...), '"')
}

// quoted are the primitive types whose JSON is a string without anything to escape.
type quoted interface {
	appendText(dst []byte) []byte
	isQuoted()
}

func (e *encoder) raw(dst []byte, raw Raw) ([]byte, error) {
	if len(raw) == 0 {
		return append(dst, "null"...), nil
	}
	compact := raw.Clone()
	if err := compact.Compact(); err != nil {
		return nil, fmt.Errorf("odata: a raw value is no JSON: %w", err)
	}
	return appendRaw(dst, compact), nil
}

func text(dst []byte, s string) ([]byte, error) {
	if !utf8.ValidString(s) {
		return nil, fmt.Errorf("odata: the text %q is not valid UTF-8", s)
	}
	return appendString(dst, s), nil
}

// value appends any value.
func (e *encoder) value(dst []byte, v any) ([]byte, error) {
	rv := reflect.ValueOf(v)
	if !rv.IsValid() {
		return append(dst, "null"...), nil
	}
	if rv.Kind() == reflect.Struct && shapeOf(rv.Type()) != nil {
		// A model by value is not addressable; its members are read through pointers.
		p := reflect.New(rv.Type())
		p.Elem().Set(rv)
		rv = p
	}
	return e.reflected(dst, rv)
}

// reflected appends a value by its kind.
func (e *encoder) reflected(dst []byte, v reflect.Value) ([]byte, error) {
	if e.depth++; e.depth > maxDepth {
		return nil, fmt.Errorf("odata: values are nested more than %d deep", maxDepth)
	}
	defer func() { e.depth-- }()
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return append(dst, "null"...), nil
		}
		if v.Kind() == reflect.Pointer && v.CanInterface() {
			if f, ok := v.Interface().(Field); ok {
				return e.field(dst, f)
			}
		}
		return e.reflected(dst, v.Elem())
	case reflect.String:
		return text(dst, v.String())
	case reflect.Bool:
		return strconv.AppendBool(dst, v.Bool()), nil
	case reflect.Int64:
		return e.long(dst, v.Int()), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32:
		return strconv.AppendInt(dst, v.Int(), 10), nil
	case reflect.Uint8:
		return strconv.AppendUint(dst, v.Uint(), 10), nil
	case reflect.Float32, reflect.Float64:
		return appendFloat(dst, v.Float(), v.Type().Bits()), nil
	case reflect.Struct:
		if s := shapeOf(v.Type()); s != nil {
			return e.model(dst, addressable(v), s)
		}
	case reflect.Slice:
		switch v.Type().Elem().Kind() {
		case reflect.Uint8:
			if v.Type().Elem() == reflect.TypeFor[byte]() {
				break // Binary or raw JSON
			}
			return e.items(dst, v, nil)
		default:
			return e.items(dst, v, nil)
		}
	}
	return e.other(dst, v)
}

// other appends what has no kind of its own here: primitive types inside slices, and what is not OData's.
func (e *encoder) other(dst []byte, v reflect.Value) ([]byte, error) {
	switch ptr := addressable(v).Addr().Interface().(type) {
	case *time.Time, *[]byte, *Raw, quoted, *GUID, *Decimal:
		return e.scalar(dst, ptr)
	case Field:
		return e.field(dst, ptr)
	}
	out, err := json.Marshal(v.Interface(), json.Deterministic(true))
	if err != nil {
		return nil, fmt.Errorf("odata: %w", err)
	}
	return appendRaw(dst, out), nil
}

func addressable(v reflect.Value) reflect.Value {
	if v.CanAddr() {
		return v
	}
	p := reflect.New(v.Type()).Elem()
	p.Set(v)
	return p
}

// items appends a collection. An item that still is what it was when it was read is written as it came.
func (e *encoder) items(dst []byte, v reflect.Value, forms []itemForm) ([]byte, error) {
	dst = append(dst, '[')
	for i := range v.Len() {
		if i > 0 {
			dst = append(dst, ',')
		}
		start := len(dst)
		var err error
		if dst, err = e.reflected(dst, v.Index(i)); err != nil {
			return nil, err
		}
		if len(forms) > 0 && forms[0].index == i {
			if string(dst[start:]) == forms[0].canonical {
				dst = appendRaw(dst[:start], forms[0].raw)
			}
			forms = forms[1:]
		}
	}
	return append(dst, ']'), nil
}

// model appends the addressable model v.
func (e *encoder) model(dst []byte, v reflect.Value, s *shape) ([]byte, error) {
	rest := s.rest(v)
	if err := rest.check(s); err != nil {
		return nil, err
	}
	if whole := rest.Whole(); len(whole) > 0 {
		return appendRaw(dst, whole), nil
	}
	dst = append(dst, '{')
	start := len(dst)
	if s.wireType != "" && rest.saysType() {
		dst = append(append(dst, s.wireType...), ',')
	}
	dst = rest.appendMembers(dst, true)
	for i := range s.fields {
		if s.absent(v, i) {
			continue
		}
		dst = append(dst, s.fields[i].prefix...)
		var err error
		if dst, err = e.field(dst, s.field(v, i)); err != nil {
			return nil, atMember(err, s.fields[i].name)
		}
		dst = append(dst, ',')
	}
	dst = rest.appendMembers(dst, false)
	if len(dst) > start {
		dst = dst[:len(dst)-1] // the last comma
	}
	return append(dst, '}'), nil
}

// atMember adds the member's name to an error.
func atMember(err error, name string) error { return fmt.Errorf("%s: %w", name, err) }

// appendFloat appends a number as ECMAScript would, or one of the strings INF, -INF and NaN (OData JSON Format 4.01, section 7.1).
func appendFloat(dst []byte, f float64, bits int) []byte {
	switch {
	case math.IsNaN(f):
		return append(dst, `"NaN"`...)
	case math.IsInf(f, 1):
		return append(dst, `"INF"`...)
	case math.IsInf(f, -1):
		return append(dst, `"-INF"`...)
	}
	format := byte('f')
	if abs := math.Abs(f); abs != 0 && (bits == 64 && (abs < 1e-6 || abs >= 1e21) || bits == 32 && (float32(abs) < 1e-6 || float32(abs) >= 1e21)) {
		format = 'e'
	}
	start := len(dst)
	dst = strconv.AppendFloat(dst, f, format, -1, bits)
	if n := len(dst); format == 'e' && n-start >= 4 && dst[n-4] == 'e' && dst[n-3] == '-' && dst[n-2] == '0' {
		dst[n-2] = dst[n-1] // e-09 is e-9
		dst = dst[:n-1]
	}
	return dst
}
