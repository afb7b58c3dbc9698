package odata

// This file reads and writes the fields of models where they are in memory. Most properties are texts, Booleans,
// integers and times; finding a field by reflection and asking it for its value by way of an interface takes longer
// than the JSON of such a value. Only values in the spelling that is ours are read and written here; for everything
// else - other types, other spellings, what does not fit - there are decode.go and encode.go, which do the same.

import (
	"reflect"
	"strconv"
	"time"
	"unsafe"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// directKind is a kind of property that is read and written here.
type directKind uint8

const (
	notDirect   directKind = iota
	directText             // a string, or an enumeration
	directBool             // bool
	directInt32            // int32
	directLong             // int64
	directTime             // time.Time
)

// direct is where the Opt of a field is: how far after the beginning of the model its value and its form are.
type direct struct {
	kind              directKind
	value, size, form uintptr
}

// directOf returns where the Opt of a field of a model is.
func directOf(f reflect.StructField) direct {
	value := f.Type.Field(optValue)
	d := direct{value: f.Offset + value.Offset, size: value.Type.Size(), form: f.Offset + f.Type.Field(optState).Offset + stateType.Field(stateForm).Offset}
	switch reflect.Zero(value.Type).Interface().(type) {
	case time.Time:
		d.kind = directTime
	case bool:
		d.kind = directBool
	case int32:
		d.kind = directInt32
	case int64:
		d.kind = directLong
	default:
		if value.Type.Kind() == reflect.String {
			d.kind = directText
		}
	}
	return d
}

// formIn is the form of the field in a model.
func (d direct) formIn(model unsafe.Pointer) **form { return (**form)(unsafe.Add(model, d.form)) }

// zeroIn says whether the value of the field in a model is zero in memory.
func (d direct) zeroIn(model unsafe.Pointer) bool {
	if d.kind == directText {
		return *(*string)(unsafe.Add(model, d.value)) == ""
	}
	value := unsafe.Add(model, d.value)
	if d.size%8 == 0 { // nearly all are, and lie at multiples of the size of a pointer
		for at := uintptr(0); at < d.size; at += 8 {
			if *(*[8]byte)(unsafe.Add(value, at)) != [8]byte{} {
				return false
			}
		}
		return true
	}
	for _, b := range unsafe.Slice((*byte)(value), d.size) {
		if b != 0 {
			return false
		}
	}
	return true
}

// append appends the value of the field in a model, which is of a direct kind.
func (d direct) append(dst []byte, model unsafe.Pointer, e *encoder) ([]byte, error) {
	value := unsafe.Add(model, d.value)
	switch d.kind {
	case directText:
		return text(dst, *(*string)(value))
	case directBool:
		return strconv.AppendBool(dst, *(*bool)(value)), nil
	case directInt32:
		return strconv.AppendInt(dst, int64(*(*int32)(value)), 10), nil
	case directLong:
		return e.long(dst, *(*int64)(value)), nil
	default:
		return appendTime(dst, *(*time.Time)(value))
	}
}

// read reads the value that comes next into the field of a model; false where decode.go has to, at the same place.
func (d direct) read(model unsafe.Pointer, in *decoder) bool {
	if d.kind == notDirect {
		return false
	}
	in.Next()
	start := in.At
	raw, err := in.Value()
	form := d.formIn(model)
	switch {
	case err != nil || in.left < int64(len(raw)):
	case raw[0] == 'n':
		if *form == nil { // and the value the zero value
			*form = readNull
			return true
		}
	case d.scan(unsafe.Add(model, d.value), raw, &in.Scanner):
		in.left -= int64(len(raw))
		*form = readPlain
		return true
	}
	if in.Err == nil {
		in.At = start
	}
	return false
}

// scan reads a value that is not null and has just been passed.
func (d direct) scan(value unsafe.Pointer, raw []byte, passed *rawjson.Scanner) bool {
	first := raw[0]
	switch {
	case first == '"':
		return passed.Exact && d.scanQuoted(value, raw[1:len(raw)-1], passed.Plain)
	case '0' <= first && first <= '9':
		return d.scanNumber(value, raw)
	case d.kind == directBool && (first == 't' || first == 'f'):
		*(*bool)(value) = first == 't'
		return true
	}
	return false
}

// scanQuoted reads what stands between quotes; plain says that it has no escapes.
func (d direct) scanQuoted(value unsafe.Pointer, inner []byte, plain bool) bool {
	switch d.kind {
	case directText:
		if !plain {
			inner = rawjson.AppendUnquoted(make([]byte, 0, len(inner)), inner)
		}
		*(*string)(value) = string(inner)
		return true
	case directTime:
		return plain && canonicalTime(inner) && (*time.Time)(value).UnmarshalText(inner) == nil
	}
	return false
}

// scanNumber reads a number that begins with a digit.
func (d direct) scanNumber(value unsafe.Pointer, digits []byte) bool {
	switch d.kind {
	case directInt32:
		n, err := strconv.ParseInt(string(digits), 10, 32)
		*(*int32)(value) = int32(n)
		return err == nil
	case directLong:
		n, err := strconv.ParseInt(string(digits), 10, 64)
		*(*int64)(value) = n
		return err == nil
	}
	return false
}
