package odata

// This file is Opt, the type of every property of a model: absent, null or a value. What Opt does is in functions that
// are not generic (encode.go, decode.go): packages with thousands of models instantiate it for every property type.

import (
	"errors"
	"reflect"
)

// Opt is a member of a JSON object that may be absent, null or a value of type T. The zero value is absent. An Opt does
// not change: to change a member, assign another Opt, of [Some] or [Null]. Opts may be copied and read concurrently.
//
// An Opt that was read keeps the spelling that came - the zeros at the end of a timestamp, 1.0 for a number - and
// writes it back as it came, until another Opt is assigned.
//
// It has three methods only, with pointers as receivers, because each costs every package that reads a model some time
// to build. Its fields are exported for packages that look into structs: fmt prints {Value:Ann State:present}, go-cmp
// and reflect compare them. [Marshal] and [Unmarshal] write and read models, structs whose fields are all of type Opt,
// and an Opt itself by a pointer to it. encoding/json does so in models only: everywhere else it returns an error where
// it has to write an Opt, and where it has to read one, but for null and objects, which it passes over. Packages that
// write structs field by field, such as encoding/gob and those for YAML, cannot write an Opt so that it can be read
// again: let them store the JSON of the model.
type Opt[T any] struct {
	// Value is the value, and the zero T where State says that there is none. It is for reading: to change a member,
	// assign Some(value) to it. A value that is assigned to an absent or null member without Some is an error when the
	// model is written.
	Value T
	// State says whether there is a value.
	State State
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
func Some[T any](value T) Opt[T] { return Opt[T]{Value: value, State: State{form: plainForm}} }

// Null returns an Opt that is null: in an update it clears the property.
func Null[T any]() Opt[T] { return Opt[T]{State: State{form: nullForm}} }

// Get returns the value and true, or the zero value and false where the member is absent, null or [Unreadable].
//
//go:noinline
func (o *Opt[T]) Get() (T, bool) { return o.Value, o.State.form.hasValue() }

// Or returns the value, or other where the member is absent, null or [Unreadable].
//
//go:noinline
func (o *Opt[T]) Or(other T) T {
	if value, ok := o.Get(); ok {
		return value
	}
	return other
}

// IsNull reports whether the member is present and null.
//
//go:noinline
func (o *Opt[T]) IsNull() bool { return o.State.form.isNull() }

// State is what an [Opt] knows of its member besides the value: whether it is absent, null or present, and how what was
// read was spelled. The zero value is absent.
type State struct {
	_    [0]func() // == would compare how values were spelled; Equal does not
	form *form
}

// IsAbsent reports whether the member is absent.
func (s State) IsAbsent() bool { return s.form == nil }

// IsNull reports whether the member is present and null.
func (s State) IsNull() bool { return s.form.isNull() }

// String returns "absent", "null", "present", or "unreadable" for a member whose value does not fit its type.
func (s State) String() string {
	switch {
	case s.form == nil:
		return "absent"
	case s.form.isNull():
		return "null"
	case s.form.fault != nil:
		return "unreadable"
	}
	return "present"
}

// Equal reports whether members of equal values are equal: both absent, both null, both unreadable and came alike, or
// both present and spelled alike. Packages that compare, such as go-cmp, use it.
func (s State) Equal(other State) bool {
	a, b := s.form, other.form
	switch {
	case a == nil || b == nil:
		return a == b
	case a.isReadable() != b.isReadable() || a.isNull() != b.isNull():
		return false
	case !a.isReadable():
		return a.raw == b.raw
	}
	return a.raw == b.raw && reflect.DeepEqual(a.items, b.items)
}

// MarshalJSON returns an error: encoding/json, which asks for it, would write the fields of an Opt instead of its
// value.
func (s State) MarshalJSON() ([]byte, error) {
	return nil, errors.New("odata: encoding/json does not know an Opt that is not in a model: use odata.Marshal, which writes models, Opts and slices of them")
}

// Field is a member of a model: a pointer to an [Opt]. Anything else that implements it counts as absent.
type Field interface {
	// IsNull reports whether the member is present and null.
	IsNull() bool
}

// The indexes of fields of Opt.
const (
	optValue = 0
	optState = 1
)

// stateForm is the index of the form in a State.
const stateForm = 1

var (
	stateType = reflect.TypeOf(State{})
	ownPath   = stateType.PkgPath()
)

// isOpt says whether a type is an Opt: the only struct of the package that ends in a State.
func isOpt(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.NumField() == optState+1 && t.Field(optState).Type == stateType && t.PkgPath() == ownPath
}

// holdsOpt is isOpt of the type of a value, which takes a tenth of the time.
func holdsOpt(v reflect.Value) bool {
	return v.Kind() == reflect.Struct && v.NumField() == optState+1 && v.Field(optState).Type() == stateType && v.Type().PkgPath() == ownPath
}

// fieldOf returns an addressable value as the Field that it is, or false.
func fieldOf(v reflect.Value) (Field, bool) {
	if !holdsOpt(v) {
		return nil, false
	}
	f, ok := v.Addr().Interface().(Field)
	return f, ok
}

// slot is access to the value (as a pointer to it) and to the state of a field.
func slot(f Field) (value any, state **form) {
	v := reflect.ValueOf(f)
	if v.Kind() != reflect.Pointer || v.IsNil() || !holdsOpt(v.Elem()) {
		return new(any), new(*form)
	}
	value, state = v.Elem().Field(optValue).Addr().Interface(), &v.Elem().Field(optState).Addr().Interface().(*State).form
	if away, is := value.(*elsewhere); is {
		value = away.value
	}
	return value, state
}

func marshalOpt(f Field) ([]byte, error) {
	e := encoder{}
	return e.field(nil, f)
}

func unmarshalOpt(data []byte, f Field) error {
	d := begin(decoding{}, data)
	defer d.release()
	return d.finish(d.value(f))
}
