package odata

// This file is the part of changes.go that is about members without a declaration: it finds them by name, and takes
// away what nested objects no longer have. Each text is read once, however many members it has and however deep they
// are nested.

import (
	"strings"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// memberIndex finds members by name. Of several with one name, the first counts.
type memberIndex struct {
	members []member
	at      map[string]int // nil where looking through the list is faster
}

func index(members []member) memberIndex {
	const worth = 16
	if len(members) < worth {
		return memberIndex{members: members}
	}
	at := make(map[string]int, len(members))
	for i, m := range members {
		if _, twice := at[m.name]; !twice {
			at[m.name] = i
		}
	}
	return memberIndex{members, at}
}

// find is the index of the member with the name; -1 for none.
//
//go:noinline
func (x memberIndex) find(name string) int {
	if x.at != nil {
		if i, ok := x.at[name]; ok {
			return i
		}
		return -1
	}
	return indexOf(x.members, name)
}

// value is the JSON of the member with the name, and whether it is there.
func (x memberIndex) value(name string) (edm.Raw, bool) {
	if i := x.find(name); i >= 0 {
		return x.members[i].value, true
	}
	return nil, false
}

// differs says whether a member has another value in other, or its value another type: the same text is not the same
// value where one is a Date and the other a String.
func (x memberIndex) differs(other memberIndex, name string) bool {
	return !equalMember(x, other, name) || x.typeOf(name) != other.typeOf(name)
}

// typeOf is the type that is said of a member, or "" where JSON tells it.
func (x memberIndex) typeOf(name string) string {
	for _, control := range [...]string{"@odata.type", "@type"} {
		if raw, ok := x.value(name + control); ok {
			text := wordsOf(raw)
			text = strings.Replace(text[strings.LastIndexByte(text, '#')+1:], "Edm.", "", 1)
			if text == "String" || text == "Boolean" {
				return ""
			}
			return text
		}
	}
	return ""
}

func equalMember(a, b memberIndex, name string) bool {
	x, hasX := a.value(name)
	y, hasY := b.value(name)
	return hasX == hasY && equalJSON(x, y)
}

// clearedJSON is clearNested for JSON: after, with what takes away the members that an object had and no longer has.
func clearedJSON(before, after edm.Raw) edm.Raw {
	if before.Kind() != '{' || after.Kind() != '{' {
		return after
	}
	was, okBefore := readObject(before)
	is, okAfter := readObject(after)
	if !okBefore || !okAfter {
		return after
	}
	return is.appendCleared(nil, was)
}

// objectTree is a JSON object with the objects in it.
type objectTree struct {
	text    edm.Raw
	members []member
	nested  []*objectTree // of each member; nil for what is not an object
}

// readObject reads an object; ok is false where that is not possible.
func readObject(text edm.Raw) (tree *objectTree, ok bool) {
	s := rawjson.Scanner{Text: text}
	s.Next()
	tree, err := objectIn(&s, 0)
	return tree, err == nil && s.End() == nil
}

// objectIn reads the object that comes next.
func objectIn(s *rawjson.Scanner, depth int) (*objectTree, error) {
	const deepest = 10_000 // as of what nobody looks into
	if depth > deepest {
		return nil, s.Fault(rawjson.ErrDeep)
	}
	o, start := new(objectTree), s.At
	s.At++
	for first := true; ; first = false {
		more, err := s.Another('}', first)
		if err != nil {
			return nil, err
		}
		if !more {
			o.text = s.Text[start:s.At]
			return o, nil
		}
		m, nested, err := memberIn(s, depth)
		if err != nil {
			return nil, err
		}
		o.members, o.nested = append(o.members, m), append(o.nested, nested)
	}
}

// memberIn reads the member that comes next.
func memberIn(s *rawjson.Scanner, depth int) (m member, nested *objectTree, err error) {
	quoted, err := s.Name()
	if err != nil {
		return m, nil, err
	}
	if !s.Exact {
		spelled := string(quoted)
		m.quoted = &spelled
	}
	m.name, _ = rawjson.Unquote(quoted, "")
	if s.Next() != '{' {
		m.value, err = s.Value()
		return m, nil, err
	}
	if nested, err = objectIn(s, depth+1); err == nil {
		m.value = nested.text
	}
	return m, nested, err
}

// typeName is the type that the object says it has, or "".
func (o *objectTree) typeName() string {
	rest := Extra{kept: &kept{members: o.members}}
	return rest.ODataType()
}

// appendCleared appends the object with what takes away the members that before has and it has not.
func (o *objectTree) appendCleared(dst []byte, before *objectTree) []byte {
	if before.typeName() != o.typeName() {
		return append(dst, o.text...)
	}
	was, is := index(before.members), index(o.members)
	dst = append(dst, '{')
	separator := func() {
		if dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
	}
	for i, m := range o.members {
		separator()
		dst = m.appendName(dst)
		had := was.find(m.name)
		if had >= 0 && o.nested[i] != nil && before.nested[had] != nil && !isAnnotation(m.name) {
			dst = o.nested[i].appendCleared(dst, before.nested[had])
		} else {
			dst = append(dst, m.value...)
		}
	}
	for _, m := range takenAway(was, is) {
		separator()
		dst = append(m.appendName(dst), m.value...)
	}
	return append(dst, '}')
}
