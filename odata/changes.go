package odata

// This file is read, change, update: the difference between two values of a model is the smallest update.

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
)

// Clone returns a copy of a model that shares nothing with it: to be changed, and compared by [Changes].
func Clone[M any](model *M) (*M, error) {
	copied := new(M)
	from, to, ok := pair(model, copied)
	if !ok {
		return nil, fmt.Errorf("odata: Clone needs a model that is not nil, not %T", model)
	}
	if err := copyModel(to, from, 0); err != nil {
		return nil, fmt.Errorf("odata: %w", err)
	}
	return copied, nil
}

// Changes returns the update that makes after of before: the members that differ, null for those that before has and
// after has not, and nothing else. A complex value that differs is there as a whole. An update with the result carries
// the ETag of before as If-Match, so that it fails where somebody else has changed the entity in between;
// [UpdateRequest.IfMatch] overrides it. When the update has succeeded and the service has said the new ETag, after has
// it, so that the next changes can be made from there.
func Changes[M any](before, after *M) (*M, error) {
	if before == nil || after == nil {
		return nil, fmt.Errorf("odata: Changes needs two values, not nil")
	}
	s := shapeOf(reflect.TypeFor[M]())
	if s == nil {
		return nil, fmt.Errorf("odata: Changes needs models, not %T", after)
	}
	patch := new(M)
	b, a, p := reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem(), reflect.ValueOf(patch).Elem()
	for i := range s.fields {
		changeField(s.field(b, i), s.field(a, i), s.field(p, i))
	}
	from, to := s.rest(b), s.rest(a)
	kept := changedMembers(from, to)
	kept.etag, kept.after = from.ETag(), to
	if to.kept != nil {
		kept.madeOf = to.kept.madeOf
	}
	s.rest(p).kept = kept
	return patch, nil
}

// changeField sets the field of a patch where the two others differ.
func changeField(before, after, patch Field) {
	bv, bs := before.slot()
	av, as := after.slot()
	pv, ps := patch.slot()
	switch {
	case sameValue(before, after):
	case *as == nil:
		*ps = nullForm
	default:
		reflect.ValueOf(pv).Elem().Set(reflect.ValueOf(av).Elem())
		*ps = *as
		if (*bs).hasValue() && (*as).hasValue() {
			clearNested(reflect.ValueOf(bv).Elem(), reflect.ValueOf(pv).Elem())
		}
	}
}

// sameValue says whether two members say the same, however they are spelled.
func sameValue(a, b Field) bool {
	if equalOpts(a, b) {
		return true
	}
	av, as := a.slot()
	bv, bs := b.slot()
	if !(*as).hasValue() || !(*bs).hasValue() || len((*as).items) > 0 || len((*bs).items) > 0 {
		return false
	}
	if at, ok := av.(*time.Time); ok {
		bt, _ := bv.(*time.Time)
		_, ao := at.Zone()
		_, bo := bt.Zone()
		return at.Equal(*bt) && ao == bo
	}
	if reflect.DeepEqual(av, bv) {
		return true
	}
	at, aerr := Marshal(av)
	bt, berr := Marshal(bv)
	return aerr == nil && berr == nil && string(at) == string(bt)
}

// clearNested makes null of the members that a complex value had and no longer has: a service merges what it gets. The
// new value is copied before, since it is the program's.
func clearNested(before, after reflect.Value) {
	was, is := before, after
	if was.Kind() != reflect.Pointer || is.Kind() != reflect.Pointer || was.Type() != is.Type() ||
		was.IsNil() || is.IsNil() || shapeOf(was.Type().Elem()) == nil {
		return
	}
	copied := reflect.New(is.Type().Elem())
	copied.Elem().Set(is.Elem())
	after.Set(copied)
	clearMembers(was.Elem(), copied.Elem())
}

func clearMembers(before, after reflect.Value) {
	s := shapeOf(before.Type())
	if s == nil {
		return
	}
	for i := range s.fields {
		bv, bs := s.field(before, i).slot()
		av, as := s.field(after, i).slot()
		switch {
		case *bs == nil || (*bs).isNull():
		case *as == nil:
			*as = nullForm
		case (*bs).hasValue() && (*as).hasValue():
			clearNested(reflect.ValueOf(bv).Elem(), reflect.ValueOf(av).Elem())
		}
	}
}

// changedMembers are the undeclared members that differ. Control information stays where it is, but for links that were
// added (name@odata.bind) and types: of the object, and of the dynamic properties that differ.
func changedMembers(before, after *Extra) *kept {
	out := &kept{typed: after.typed()}
	differs := func(name string) bool {
		old, had := before.Member(name)
		now, has := after.Member(name)
		return had != has || string(old) != string(now)
	}
	for _, m := range after.all() {
		of, said, annotates := strings.Cut(m.name, "@")
		said = strings.TrimPrefix(said, "odata.")
		switch {
		case !annotates || said == "bind":
			if differs(m.name) {
				out.members = append(out.members, m)
			}
		case said == "type" && (of == "" || differs(of)): // of the object itself, or of a dynamic property that changes
			out.members = append(out.members, m)
		}
	}
	for _, m := range before.all() {
		if _, has := after.Member(m.name); !has && !strings.Contains(m.name, "@") {
			out.members = append(out.members, member{name: m.name, value: edm.Raw("null")})
		}
	}
	return out
}

// etagOf is the ETag that an update with the body has to find: of what was read and is sent back, or of what [Changes]
// compared with; "" for none.
func etagOf(body any) string {
	if u := extraOf(reflect.ValueOf(body)); u != nil {
		return u.ETag()
	}
	return ""
}

// carryETag gives a model the ETag that came with it in a header, unless it has one.
func carryETag(model any, etag string) {
	if etag == "" {
		return
	}
	if u := extraOf(reflect.ValueOf(model)); u != nil && u.ETag() == "" {
		out := u.copied()
		out.etag = etag
		u.kept = out
	}
}

// renewETag gives the body of an update the ETag that the entity has after it, and the value that a patch was made from:
// it is what the service has now.
func renewETag(body any, etag string) {
	u := extraOf(reflect.ValueOf(body))
	if u == nil {
		return
	}
	if u.kept != nil && u.kept.after != nil {
		u.kept.after.renewETag(etag)
	}
	u.renewETag(etag)
}

func (u *Extra) renewETag(etag string) {
	for _, name := range [...]string{"@odata.etag", "@etag"} {
		if u.find(name) >= 0 {
			_ = u.SetMember(name, etag) // a text is always JSON
			return
		}
	}
	out := u.copied()
	out.etag = etag
	u.kept = out
}

// extraOf is the undeclared members of a model, however many pointers and interfaces lead to it; nil where there is
// none.
func extraOf(v reflect.Value) *Extra {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v = v.Elem(); !v.IsValid() {
			return nil
		}
	}
	if !v.IsValid() || !v.CanAddr() {
		return nil
	}
	s := shapeOf(v.Type())
	if s == nil {
		return nil
	}
	return s.rest(v)
}
