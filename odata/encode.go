package odata

// This file writes models and values as JSON (OData JSON Format 4.01). It appends to a slice of bytes: the names are
// ready with their quotes, and most values are one copy.

import (
	"bytes"
	"encoding"
	"encoding/base64"
	"encoding/json"
	"errors"
	"reflect"
	"strconv"
	"sync"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// Marshal returns the JSON of v: a model, a pointer to one, a slice of them, or any other value that encoding/json
// can write. A model's members come in the order of the struct, "@odata.type" first, members that the struct does not
// declare last; what stood before the first declared member when the model was read is written first again. Marshal
// writes the same bytes as encoding/json does for a model.
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
	value, state := slot(f)
	switch s := *state; {
	case wasAssigned(value, s):
		return nil, errAssigned
	case s == nil || s.isNull():
		return append(dst, "null"...), nil
	case s.fault != nil:
		return rawjson.AppendRawString(dst, s.raw), nil
	case len(s.items) > 0 && isList(value):
		return e.items(dst, reflect.ValueOf(value).Elem(), s.items)
	case s.raw == "" || !reads(s.raw, value):
		return e.scalar(dst, value)
	case e.strings && isLong(value) && s.raw[0] != '"':
		return rawjson.AppendQuoted(dst, s.raw), nil
	default:
		return rawjson.AppendRawString(dst, s.raw), nil
	}
}

// isList says whether value points to what is a JSON array.
func isList(value any) bool {
	t := reflect.TypeOf(value).Elem()
	return t.Kind() == reflect.Slice && isCollection(t)
}

// errAssigned is the error about a member whose Value was assigned although its State says that it has none. What is
// written would not be what the program means.
var errAssigned = errors.New("odata: a Value was assigned to a member that has none: assign odata.Some(value) to the member")

// wasAssigned says whether a Value was assigned to a member that has none.
func wasAssigned(value any, state *form) bool {
	return !state.hasValue() && !reflect.ValueOf(value).Elem().IsZero()
}

// reads says whether the text that a value came as still says it: nobody has assigned another, or the State of a member
// of another type.
func reads(raw string, value any) bool {
	if t, is := value.(*time.Time); is { // which are often spelled otherwise
		var came time.Time
		_, err := scanTime(&came, []byte(raw))
		return err == nil && sameTime(came, *t)
	}
	if !isScalar(value) {
		return false
	}
	came := reflect.New(reflect.TypeOf(value).Elem())
	_, err := scan(came.Interface(), []byte(raw))
	return err == nil && sameValue(came.Elem(), nil, reflect.ValueOf(value).Elem(), nil)
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
		return rawjson.AppendFloat(dst, *p, 64), nil
	case *float32:
		return rawjson.AppendFloat(dst, float64(*p), 32), nil
	case *time.Time:
		return appendTime(dst, *p)
	case *[]byte:
		dst = append(dst, '"')
		return append(base64.StdEncoding.AppendEncode(dst, *p), '"'), nil
	case *edm.Raw:
		return e.raw(dst, *p)
	case *edm.Date, *edm.TimeOfDay, *edm.Duration:
		q, _ := quotedOf(ptr)
		dst, err := q.AppendText(append(dst, '"'))
		return append(dst, '"'), err
	case *edm.GUID:
		return append(append(append(dst, '"'), p.String()...), '"'), nil
	case *edm.Decimal:
		return e.decimal(dst, p), nil
	}
	return e.value(dst, ptr)
}

// decimal writes a number, as a string where the service wants that or JSON has no such number.
func (e *encoder) decimal(dst []byte, p *edm.Decimal) []byte {
	if e.strings || !p.IsFinite() {
		return rawjson.AppendQuoted(dst, p.String())
	}
	return append(dst, p.String()...)
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
	if _, ok := ptr.(*edm.Decimal); ok {
		return true
	}
	return reflect.TypeOf(ptr).Elem().Kind() == reflect.Int64
}

// quoted are the primitive types of package edm whose JSON is a string without anything to escape.
type quoted interface {
	encoding.TextAppender
	encoding.TextUnmarshaler
}

// quotedOf is what ptr points to where it is of one of the quoted types, with the name of the type for errors; else
// nil.
func quotedOf(ptr any) (q quoted, what string) {
	switch p := ptr.(type) {
	case *edm.Date:
		return p, "a date"
	case *edm.TimeOfDay:
		return p, "a time of day"
	case *edm.Duration:
		return p, "a duration"
	}
	return nil, ""
}

func (e *encoder) raw(dst []byte, raw edm.Raw) ([]byte, error) {
	if len(raw) == 0 {
		return append(dst, "null"...), nil
	}
	compact, err := rawjson.Compact(raw)
	if err != nil {
		return nil, errorf("odata: a raw value is not JSON: %w", err)
	}
	return rawjson.AppendRaw(dst, compact), nil
}

func text(dst []byte, s string) ([]byte, error) {
	dst, ok := rawjson.AppendValid(dst, s)
	if !ok {
		return nil, errorf("odata: the text %s is not valid UTF-8", rawjson.Quote(s))
	}
	return dst, nil
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
	if e.depth++; e.depth > rawjson.MaxDepth {
		return nil, errorf("odata: values are nested more than %d deep", rawjson.MaxDepth)
	}
	defer func() { e.depth-- }()
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return e.pointed(dst, v)
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
		return rawjson.AppendFloat(dst, v.Float(), v.Type().Bits()), nil
	case reflect.Struct:
		if s := shapeOf(v.Type()); s != nil {
			return e.model(dst, addressable(v), s)
		}
	case reflect.Slice:
		if isCollection(v.Type()) {
			return e.items(dst, v, nil)
		}
	}
	return e.other(dst, v)
}

// pointed writes what a pointer or an interface leads to.
func (e *encoder) pointed(dst []byte, v reflect.Value) ([]byte, error) {
	if v.IsNil() {
		return append(dst, "null"...), nil
	}
	if v.Kind() == reflect.Pointer && v.CanInterface() {
		if f, ok := fieldOf(v.Elem()); ok {
			return e.field(dst, f)
		}
	}
	return e.reflected(dst, v.Elem())
}

// other appends what has no kind of its own here: primitive types inside slices, and what is not OData's.
func (e *encoder) other(dst []byte, v reflect.Value) ([]byte, error) {
	at := addressable(v)
	switch ptr := at.Addr().Interface().(type) {
	case *time.Time, *[]byte, *edm.Raw, *edm.Date, *edm.TimeOfDay, *edm.Duration, *edm.GUID, *edm.Decimal:
		return e.scalar(dst, ptr)
	}
	if f, ok := fieldOf(at); ok {
		return e.field(dst, f)
	}
	out, err := []byte(nil), checkPlain(v.Type(), writesItself)
	if err == nil {
		out, err = json.Marshal(v.Interface())
	}
	if err != nil {
		return nil, errorf("odata: %w", err)
	}
	return rawjson.AppendRaw(dst, out), nil
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
				dst = rawjson.AppendRawString(dst[:start], forms[0].raw)
			}
			forms = forms[1:]
		}
	}
	return append(dst, ']'), nil
}

// model appends the addressable model v.
func (e *encoder) model(dst []byte, v reflect.Value, s *shape) ([]byte, error) {
	rest := s.rest(v)
	if err := checkExtra(rest, s); err != nil {
		return nil, err
	}
	if whole := rest.Whole(); len(whole) > 0 && (!rest.kept.unreadable || empty(v)) {
		return rawjson.AppendRaw(dst, whole), nil
	}
	dst = append(dst, '{')
	start := len(dst)
	if s.wireType != "" && rest.saysType() {
		dst = append(append(dst, s.wireType...), ',')
	}
	dst = rest.appendMembers(dst, true)
	model := v.Addr().UnsafePointer()
	for i, f := range s.fields {
		form := *f.formIn(model)
		if form == nil && f.zeroIn(model) {
			continue
		}
		var err error
		dst = append(dst, f.prefix...)
		if f.kind != notDirect && form.isPlain() {
			dst, err = f.append(dst, model, e)
		} else {
			dst, err = e.unusual(dst, v, s, i)
		}
		if err != nil {
			return nil, atMember(err, f.name)
		}
		dst = append(dst, ',')
	}
	dst = rest.appendMembers(dst, false)
	if len(dst) > start {
		dst = dst[:len(dst)-1] // the last comma
	}
	return append(dst, '}'), nil
}

// unusual appends the value of the field i of a model, which is not simply a value of a common type: it is null, came
// in another spelling, or has no value although it was assigned.
func (e *encoder) unusual(dst []byte, v reflect.Value, s *shape, i int) ([]byte, error) {
	f, model := s.fields[i], v.Addr().UnsafePointer()
	switch form := *f.formIn(model); {
	case form != nil && !form.isNull():
		return e.field(dst, s.field(v, i))
	case !f.zeroIn(model):
		return nil, errAssigned
	}
	return append(dst, "null"...), nil
}

// atMember adds the member's name to an error.
func atMember(err error, name string) error { return errorf("%s: %w", name, err) }
