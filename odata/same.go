package odata

// This file compares by what values mean, and not by how they are spelled: 1.0 is 1, an escaped letter is the letter,
// the members of an object have no order. Changes asks it what has changed.

import (
	"bytes"
	"math"
	"reflect"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// unchanged says whether an update has nothing to say of a member: it is what it was, or it was nothing and is absent
// now. A null that a program gives to a member that was absent is something.
func unchanged(before, after Field) bool {
	bv, bs := slot(before)
	av, as := slot(after)
	switch {
	case wasAssigned(av, *as):
		return false
	case *as == nil:
		return *bs == nil || (*bs).isNull()
	case *bs == nil:
		return false
	case (*as).isNull() || (*bs).isNull():
		return (*as).isNull() && (*bs).isNull()
	case !(*as).isReadable() || !(*bs).isReadable():
		return !(*as).isReadable() && !(*bs).isReadable() && equalJSON(edm.Raw((*as).raw), edm.Raw((*bs).raw))
	}
	return sameValue(reflect.ValueOf(bv).Elem(), *bs, reflect.ValueOf(av).Elem(), *as)
}

// sameValue says whether two addressable values of one type mean the same. The forms are those of the members that they
// are the values of, nil for items and members of models.
func sameValue(a reflect.Value, af *form, b reflect.Value, bf *form) bool {
	if same, known := sameScalar(a.Addr().Interface(), b.Addr().Interface()); known {
		return same
	}
	switch a.Kind() {
	case reflect.Slice:
		return sameItems(a, af, b, bf)
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() && b.IsNil()
		}
		return sameValue(a.Elem(), nil, b.Elem(), nil)
	case reflect.Struct:
		if f, ok := fieldOf(a); ok { // an item that may be null
			g, _ := fieldOf(b)
			return unchanged(f, g)
		}
		if s := shapeOf(a.Type()); s != nil {
			return sameModel(s, a, b)
		}
	case reflect.Float32, reflect.Float64:
		return a.Float() == b.Float() || math.IsNaN(a.Float()) && math.IsNaN(b.Float())
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

// sameScalar compares what pointers of one type point to, where the type has more spellings of a value than one.
func sameScalar(a, b any) (same, known bool) {
	switch x := a.(type) {
	case *time.Time:
		return sameTime(*x, *b.(*time.Time)), true
	case *edm.Decimal:
		return x.Equal(*b.(*edm.Decimal)), true
	case *edm.Duration:
		return x.Equal(*b.(*edm.Duration)), true
	case *[]byte:
		return bytes.Equal(*x, *b.(*[]byte)), true
	case *edm.Raw:
		return equalJSON(*x, *b.(*edm.Raw)), true
	}
	return false, false
}

// sameTime says whether two times are the same instant with the same offset.
func sameTime(x, y time.Time) bool {
	_, xo := x.Zone()
	_, yo := y.Zone()
	return x.Equal(y) && xo == yo
}

// sameItems compares collections, in which a null is not the zero value.
func sameItems(a reflect.Value, af *form, b reflect.Value, bf *form) bool {
	if a.Len() != b.Len() {
		return false
	}
	for i := range a.Len() {
		if isNullAt(a, af, i) != isNullAt(b, bf, i) || !sameValue(a.Index(i), nil, b.Index(i), nil) {
			return false
		}
	}
	return true
}

// isNullAt says whether an item came as null, and is written as null again.
func isNullAt(items reflect.Value, f *form, i int) bool {
	return f != nil && f.isNullItem(i) && items.Index(i).IsZero()
}

// sameModel compares what two models of one type say: declared members, undeclared ones and their own types.
func sameModel(s *shape, a, b reflect.Value) bool {
	for i := range s.fields {
		if !unchanged(s.field(a, i), s.field(b, i)) {
			return false
		}
	}
	from, to := s.rest(a), s.rest(b)
	if from.ODataType() != to.ODataType() || !equalJSON(from.Whole(), to.Whole()) {
		return false
	}
	return len(changedMembers(from, to, false)) == 0
}

// equalJSON says whether two JSON texts are the same value.
func equalJSON(a, b edm.Raw) bool {
	if string(a) == string(b) {
		return true
	}
	x, okX := readTree(a)
	y, okY := readTree(b)
	return okX && okY && x.same(y)
}

// tree is a JSON value: of a string the text, of a number the digits, of an array the items, of an object the members.
type tree struct {
	kind    byte
	text    string
	items   []tree
	members map[string]tree
}

// readTree reads a value; ok is false for a text that is not one, or that names a member twice.
func readTree(raw edm.Raw) (t tree, ok bool) {
	s := rawjson.Scanner{Text: raw, Strict: true}
	t, err := nextTree(&s)
	return t, err == nil
}

func nextTree(s *rawjson.Scanner) (t tree, err error) {
	switch t.kind = s.Next(); t.kind {
	case '{':
		t.members = map[string]tree{}
	case '[':
	default:
		raw, err := s.Value()
		t.kind = rawjson.Kind(raw)
		if t.text = string(raw); t.kind == '"' {
			t.text, _ = rawjson.Unquote(raw, "")
		}
		return t, err
	}
	err = s.Inside(func(quoted []byte) error {
		item, err := nextTree(s)
		if quoted == nil {
			t.items = append(t.items, item)
			return err
		}
		name, _ := rawjson.Unquote(quoted, "")
		if _, twice := t.members[name]; twice {
			return s.Fault(errTwice)
		}
		t.members[name] = item
		return err
	})
	return t, err
}

func (t tree) same(other tree) bool {
	if t.kind != other.kind || len(t.items) != len(other.items) || len(t.members) != len(other.members) {
		return false
	}
	if t.kind == '0' && t.text != other.text {
		return sameNumber(t.text, other.text)
	}
	for i, item := range t.items {
		if !item.same(other.items[i]) {
			return false
		}
	}
	for name, member := range t.members {
		if also, ok := other.members[name]; !ok || !member.same(also) {
			return false
		}
	}
	return t.text == other.text
}

// sameNumber says whether two JSON numbers are the same. Numbers that are too large to be calculated with are the same
// only where their digits are.
func sameNumber(a, b string) bool {
	const most = 1000
	if len(a) > most || len(b) > most {
		return false
	}
	x, errX := edm.ParseDecimal(a)
	y, errY := edm.ParseDecimal(b)
	return errX == nil && errY == nil && x.Compare(y) == 0
}
