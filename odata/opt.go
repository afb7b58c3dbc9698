package odata

// This file is Opt, the type of every property of a model: absent, null or a value. What Opt does is in functions that
// are not generic (encode.go, decode.go): packages with thousands of models instantiate it for every property type.

import (
	"fmt"
	"reflect"
	"time"
)

// Opt is a member of a JSON object that may be absent, null or a value of type T. The zero value is absent. An Opt does
// not change: to change a member, assign another Opt. Opts may be copied and read concurrently.
//
// An Opt that was read keeps the spelling that came - the zeros at the end of a timestamp, 1.0 for a number - and
// writes it back as it came, until another Opt is assigned.
type Opt[T any] struct {
	_     [0]func() // == would compare how values were spelled; Equal does not
	value T
	form  *form
}

// form says which of its states an Opt is in, and how its value was spelled. Nil is absent.
type form struct {
	raw   string     // how a scalar came, where we would write it otherwise
	items []itemForm // how items of a collection came, where we would write them otherwise
	fault error      // why raw is not a value; nil where it is
}

// itemForm is an item of a collection that came in another spelling than ours. It is written as it came as long as the
// item still has the value that it had.
type itemForm struct {
	index     int
	canonical string // how we would write what we read
	raw       string // how it came
}

// The forms without a spelling of their own: what a program set, and what was read. They never change.
var (
	nullForm  = &form{raw: "null"}
	plainForm = &form{}
	readNull  = &form{raw: "null"}
	readPlain = &form{}
)

func (f *form) isNull() bool  { return f == nullForm || f == readNull }
func (f *form) isPlain() bool { return f == plainForm || f == readPlain }

// isReadable says whether what came fits the type.
func (f *form) isReadable() bool { return f == nil || f.fault == nil }

// hasValue says whether there is a value: not absent, not null, and readable.
func (f *form) hasValue() bool { return f != nil && !f.isNull() && f.fault == nil }

// isSet says whether a program set the value or the null: it did not come from the wire.
func (f *form) isSet() bool { return f == nullForm || f == plainForm }

// Some returns an Opt with the value. A nil slice is an empty collection, a nil pointer is written as null.
func Some[T any](value T) Opt[T] { return Opt[T]{value: value, form: plainForm} }

// Null returns an Opt that is null: in an update it clears the property.
func Null[T any]() Opt[T] { return Opt[T]{form: nullForm} }

// Get returns the value and true, or the zero value and false where the member is absent, null or [Unreadable].
func (o Opt[T]) Get() (T, bool) { return o.value, o.form.hasValue() }

// Or returns the value, or other where the member is absent, null or [Unreadable].
//
//go:noinline
func (o Opt[T]) Or(other T) T {
	if value, ok := o.Get(); ok {
		return value
	}
	return other
}

// IsNull reports whether the member is present and null.
//
//go:noinline
func (o Opt[T]) IsNull() bool { return o.form.isNull() }

// IsZero reports whether the member is absent. The omitzero option of JSON tags asks it.
func (o Opt[T]) IsZero() bool { return o.form == nil }

// String returns the value as fmt prints it, "null", "absent" or "unreadable".
//
//go:noinline
func (o Opt[T]) String() string { return printOpt(o.form, &o.value) }

// Equal reports whether both are absent, both are null, both are unreadable and came alike, or both are values that are
// equal and would be written alike. Times are equal where instant and offset are. Packages that compare, such as
// go-cmp, use it.
//
//go:noinline
func (o Opt[T]) Equal(other Opt[T]) bool { return equalOpts(&o, &other) }

// MarshalJSON writes the value, or null where it is null or absent: a struct leaves absent members out by omitzero.
//
//go:noinline
func (o Opt[T]) MarshalJSON() ([]byte, error) { return marshalOpt(&o) }

// UnmarshalJSON reads a value or null.
//
//go:noinline
func (o *Opt[T]) UnmarshalJSON(data []byte) error { return unmarshalOpt(data, o) }

// slot gives the functions that are not generic access to the value (as a pointer to it) and to the state.
//
//go:noinline
func (o *Opt[T]) slot() (value any, state **form) { return &o.value, &o.form }

// Field is a member of a model: a pointer to an Opt. Only Opt implements it.
type Field interface {
	slot() (value any, state **form)
}

func printOpt(f *form, value any) string {
	switch {
	case f == nil:
		return "absent"
	case f.isNull():
		return "null"
	case f.fault != nil:
		return "unreadable"
	}
	return fmt.Sprint(reflect.ValueOf(value).Elem().Interface())
}

func equalOpts(a, b Field) bool {
	av, af := a.slot()
	bv, bf := b.slot()
	if (*af == nil) != (*bf == nil) || (*af).isNull() != (*bf).isNull() || (*af).isReadable() != (*bf).isReadable() {
		return false
	}
	if *af == nil || (*af).isNull() {
		return true
	}
	if !(*af).isReadable() {
		return (*af).raw == (*bf).raw
	}
	if at, ok := av.(*time.Time); ok {
		bt, _ := bv.(*time.Time)
		_, ao := at.Zone()
		_, bo := bt.Zone()
		return at.Equal(*bt) && ao == bo && (*af).raw == (*bf).raw
	}
	return reflect.DeepEqual(*af, *bf) && reflect.DeepEqual(av, bv)
}

func marshalOpt(f Field) ([]byte, error) {
	e := encoder{}
	return e.field(nil, f)
}

func unmarshalOpt(data []byte, f Field) error {
	d := decoding{}.begin(data)
	defer d.release()
	return d.finish(d.value(f))
}
