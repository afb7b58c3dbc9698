package odata

// This file is read, change, update: the difference between two values of a model is the smallest update.

import (
	"reflect"
	"strings"

	"github.com/csdlgen/csdlgen/odata/edm"
)

// Clone returns a copy of a model that shares nothing with it: to be changed, and compared by [Changes].
func Clone[M any](model *M) (*M, error) {
	copied := new(M)
	if err := cloneTo(copied, model); err != nil {
		return nil, err
	}
	return copied, nil
}

// cloneTo and change are what the generic functions do, out of what programs compile for each of their models.
//
//go:noinline
func cloneTo(copied, model any) error {
	from, to, ok := pair(model, copied)
	if !ok {
		return errorf("odata: Clone needs a non-nil model, not %T", model)
	}
	if err := copyModel(to, from, 0); err != nil {
		return errorf("odata: %w", err)
	}
	return nil
}

// Changes returns the update that makes after of before: the members whose value differs, however it is spelled, and
// nothing else. What before has and after has not becomes null, a collection becomes empty. A complex value that
// differs is there as a whole, with null for the members that it no longer has, since services merge what they get. An
// update with the result carries the ETag of before as If-Match, so that it fails where somebody else has changed the
// entity in between; [UpdateRequest.IfMatch] overrides it. Where before and after say the same, the result has no
// members. When the update has succeeded and the service has said the new ETag, after has it, so that the next changes
// can be made from there.
func Changes[M any](before, after *M) (*M, error) {
	if before == nil || after == nil {
		return nil, errorf("odata: Changes needs two non-nil values")
	}
	patch := new(M)
	if err := change(before, after, patch); err != nil {
		return nil, err
	}
	return patch, nil
}

//go:noinline
func change(before, after, patch any) error {
	b, a, p := reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem(), reflect.ValueOf(patch).Elem()
	s := shapeOf(a.Type())
	if s == nil {
		return errorf("odata: Changes needs models, not %T", after)
	}
	for i := range s.fields {
		changeField(s.field(b, i), s.field(a, i), s.field(p, i))
	}
	from, to := s.rest(b), s.rest(a)
	kept := &kept{typed: to.typed(), members: changedMembers(from, to, true), etag: from.ETag(), after: to}
	if to.kept != nil {
		kept.madeOf = to.kept.madeOf
	}
	s.rest(p).kept = kept
	return nil
}

// changeField sets the field of a patch where the two others differ.
func changeField(before, after, patch Field) {
	_, bs := slot(before)
	av, as := slot(after)
	pv, ps := slot(patch)
	switch {
	case wasAssigned(av, *as): // which is an error when the patch is written
		reflect.ValueOf(pv).Elem().Set(reflect.ValueOf(av).Elem())
		*ps = *as
	case unchanged(before, after):
	case *as == nil:
		takeAway(patch)
	default:
		reflect.ValueOf(pv).Elem().Set(reflect.ValueOf(av).Elem())
		*ps = *as
		if (*bs).hasValue() && (*as).hasValue() {
			clearNested(before, patch)
		}
	}
}

// takeAway makes a member say that there is nothing: null, or no items, since null is not a value of a collection
// (OData JSON Format 4.01, section 7.3).
func takeAway(f Field) {
	value, state := slot(f)
	v := reflect.ValueOf(value).Elem()
	if isList(value) {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		*state = plainForm
		return
	}
	*state = nullForm
}

// clearNested takes away the members that a complex value had and no longer has. The new value is copied before, since
// it is the program's. A value of another type than the one before replaces it as a whole.
func clearNested(before, after Field) {
	bv, _ := slot(before)
	av, _ := slot(after)
	was, is := reflect.ValueOf(bv).Elem(), reflect.ValueOf(av).Elem()
	if was.Kind() != reflect.Pointer || was.IsNil() || is.IsNil() {
		return
	}
	s := shapeOf(was.Type().Elem())
	if s == nil || s.rest(was.Elem()).ODataType() != s.rest(is.Elem()).ODataType() {
		return
	}
	copied := reflect.New(is.Type().Elem())
	copied.Elem().Set(is.Elem())
	is.Set(copied)
	clearMembers(s, was.Elem(), copied.Elem())
}

func clearMembers(s *shape, before, after reflect.Value) {
	for i := range s.fields {
		b, a := s.field(before, i), s.field(after, i)
		_, bs := slot(b)
		_, as := slot(a)
		switch {
		case *bs == nil || (*bs).isNull():
		case *as == nil:
			takeAway(a)
		case (*bs).hasValue() && (*as).hasValue():
			clearNested(b, a)
		}
	}
	from, to := index(s.rest(before).all()), index(s.rest(after).all())
	members := without(to.members)
	for i, m := range members {
		if old, had := from.value(m.name); had && !isAnnotation(m.name) {
			members[i].value = clearedJSON(old, m.value)
		}
	}
	out := s.rest(after).copied()
	out.members = append(members, takenAway(from, to)...)
	s.rest(after).kept = out
}

// changedMembers are the undeclared members that differ, and the type of the object itself where it is said and wanted.
// Other control information stays where it is, but for links that were added (name@odata.bind) and the types of dynamic
// properties that differ.
func changedMembers(before, after *Extra, withType bool) []member {
	var out []member
	was, is := index(before.all()), index(after.all())
	for _, m := range is.members {
		of, said, annotates := strings.Cut(m.name, "@")
		said = strings.TrimPrefix(said, "odata.")
		switch {
		case annotates && said == "type" && of == "":
			if withType {
				out = append(out, m)
			}
		case annotates && said == "type" && was.differs(is, of), said == "bind" && !equalMember(was, is, m.name):
			out = append(out, m)
		case !annotates && was.differs(is, m.name):
			if old, had := was.value(m.name); had {
				m.value = clearedJSON(old, m.value)
			}
			out = append(out, m)
		}
	}
	return append(out, takenAway(was, is)...)
}

func isAnnotation(name string) bool { return strings.Contains(name, "@") }

// takenAway are the undeclared members that before has and after has not, as an update says so.
func takenAway(before, after memberIndex) []member {
	var out []member
	for _, m := range before.members {
		if _, has := after.value(m.name); !has && !isAnnotation(m.name) && m.value.Kind() != 'n' {
			m.value, m.first = nothingOf(m.value), false
			out = append(out, m)
		}
	}
	return out
}

// nothingOf is what takes a JSON value away: no items of an array, null of all else.
func nothingOf(value edm.Raw) edm.Raw {
	if value.Kind() == '[' {
		return edm.Raw("[]")
	}
	return edm.Raw("null")
}

// etagOf is the ETag that an update with the body has to find: of what was read and is sent back, or of what [Changes]
// compared with; "" for none. What a program has made and sent elsewhere has that of another entity.
func etagOf(body any, to string) string {
	u := extraOf(reflect.ValueOf(body))
	if u == nil || u.kept != nil && u.kept.sentTo != "" && u.kept.sentTo != to {
		return ""
	}
	return u.ETag()
}

// carryETag gives a model the ETag that came with it in a header, unless it has one.
func carryETag(model any, etag string) {
	if etag == "" {
		return
	}
	if u := extraOf(reflect.ValueOf(model)); u != nil && u.ETag() == "" {
		out := u.copied()
		out.etag, out.sentTo = etag, ""
		u.kept = out
	}
}

// renewETag gives the body of an update the ETag that the entity has after it, and the value that a patch was made
// from: it is what the service has now. A body that had none is a value that the program has made, and may send
// elsewhere too.
func renewETag(body any, etag, to string) {
	u := extraOf(reflect.ValueOf(body))
	if u == nil {
		return
	}
	if u.kept != nil && u.kept.after != nil {
		u.kept.after.renewETag(etag, "")
	}
	if u.ETag() != "" && (u.kept == nil || u.kept.sentTo == "") {
		to = ""
	}
	u.renewETag(etag, to)
}

func (u *Extra) renewETag(etag, sentTo string) {
	for _, name := range [...]string{"@odata.etag", "@etag"} {
		if u.find(name) >= 0 {
			_ = u.SetMember(name, etag) // a text is always JSON
			return
		}
	}
	out := u.copied()
	out.etag, out.sentTo = etag, sentTo
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
