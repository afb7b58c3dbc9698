package odata

// This file is Undeclared, which every model embeds, and the Extra in it: the members of a JSON object that the model's
// fields do not declare. They are control information, annotations, dynamic properties of open types, and whatever a
// service has added since the package was generated.

import (
	"iter"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// Raw is JSON text: of an undeclared member, or of an answer that no type is known for. It is [edm.Raw] by a name at
// hand.
type Raw = edm.Raw

// Undeclared is what every model embeds: the members that the model does not declare, as the field Extra. It has no
// methods, since each of them would be compiled again for every model: ask m.Extra.ODataType() and m.Extra.ETag().
type Undeclared struct {
	_ [0]func() // models are not compared by ==, which would need a function for each
	// Extra holds the undeclared members.
	Extra Extra
}

// Extra keeps the members of an object that its model does not declare, in the order in which they came, and writes
// them back unchanged. The zero value belongs to a new object, which has none and says its own type where it must.
//
// Methods that change an Extra leave copies of it as they are. They must not run at the same time as others on the same
// value.
type Extra struct {
	kept *kept // nil for a new object
}

// kept is what was read or set; it does not change, a change makes another.
type kept struct {
	members []member
	// typed says that the object itself decides whether it says its type: it was read, or SetODataType was called.
	typed  bool
	one    [1]member // what members begins in
	etag   string    // what came in a header, or of what an update is the change of; never written
	sentTo string    // where it was sent without an ETag, and got this one; "" for one that came with what was read
	after  *Extra    // of what the object is the change to, which shares a new ETag; nil for any other object
	whole  edm.Raw   // what stood where the object should be; nil for an object
	// madeOf is a nil pointer to the model that AsBase made the object of, whose rules hold for it; nil for any other
	// object. A reflect.Type would have every package that reads a model compile half a hundred functions.
	madeOf any
	fault  error  // why the object cannot be written; nil where it can
	said   string // the type that a context URL says the object has; never written
	// unreadable says that whole stands where an object had to be; it gives way to what the program sets.
	unreadable bool
}

// member is a member of an object. First says that it stood before the first declared one.
type member struct {
	name   string
	value  edm.Raw
	first  bool
	set    bool    // whether a program set it, in a field of another type
	quoted *string // the name as it came, where it is not the text that a Go string can hold; nil otherwise
}

func (u *Extra) all() []member {
	if u.kept == nil {
		return nil
	}
	return u.kept.members
}

func (u *Extra) find(name string) int {
	return indexOf(u.all(), name)
}

// indexOf is the index of the first member with the name; -1 for none.
//
//go:noinline
func indexOf(members []member, name string) int {
	for i := range members {
		if members[i].name == name {
			return i
		}
	}
	return -1
}

// without are the members but those with one of the names, in memory of their own.
//
//go:noinline
func without(members []member, names ...string) []member {
	out := make([]member, 0, len(members)+1)
	for _, m := range members {
		if !slices.Contains(names, m.name) {
			out = append(out, m)
		}
	}
	return out
}

// Member returns the JSON of the undeclared member with the name, and whether it is there. The text must not be
// changed.
func (u *Extra) Member(name string) (edm.Raw, bool) {
	if i := u.find(name); i >= 0 {
		return u.kept.members[i].value, true
	}
	return nil, false
}

// Members yields the undeclared members in the order in which they came.
func (u *Extra) Members() iter.Seq2[string, edm.Raw] {
	return func(yield func(string, edm.Raw) bool) {
		for _, m := range u.all() {
			if !yield(m.name, m.value) {
				return
			}
		}
	}
}

// SetMember sets an undeclared member to the JSON of value, which may be a Raw. The name must not be that of a declared
// member: writing the object would fail.
func (u *Extra) SetMember(name string, value any) error {
	text, err := Marshal(value)
	if err != nil {
		return errorf("odata: member %s: %w", name, err)
	}
	members := without(u.all())
	if i := u.find(name); i >= 0 {
		members[i].value = text
	} else {
		members = append(members, member{name: name, value: text, first: strings.HasPrefix(name, "@")})
	}
	out := u.copied()
	out.members = members
	u.kept = out
	return nil
}

// copied is what was read or set, to be changed.
//
//go:noinline
func (u *Extra) copied() *kept {
	if u.kept == nil {
		return &kept{}
	}
	out := *u.kept
	out.one = [1]member{}
	return &out
}

// DeleteMember removes an undeclared member. Removing one that is not there does nothing.
func (u *Extra) DeleteMember(name string) {
	if u.find(name) >= 0 {
		out := u.copied()
		out.members = without(out.members, name)
		u.kept = out
	}
}

// Whole returns the JSON that stands where an object of the model should: of a type without properties, such as Graph's
// Json, services send arrays and strings. Of an item of a collection that is not an object although it should be, it is
// what stands there. It is nil for an object.
func (u *Extra) Whole() edm.Raw {
	if u.kept == nil {
		return nil
	}
	return u.kept.whole
}

// SetWhole makes the JSON of value, which may be a Raw, stand for the whole object. The model must have no fields:
// writing others would fail.
func (u *Extra) SetWhole(value any) error {
	text, err := Marshal(value)
	if err != nil {
		return errorf("odata: %w", err)
	}
	u.kept = &kept{typed: true, whole: text}
	return nil
}

// ODataType returns the qualified name of the type that the service or the program says the object has, without "#"
// (OData JSON Format 4.01, section 4.6.3): in the object, else in the context URL of the object, or of the page or
// member that the object came in. It is "" where nothing was said, as of a new object.
func (u *Extra) ODataType() string {
	if name := u.control("", "type"); name != "" {
		return name[strings.LastIndexByte(name, '#')+1:]
	}
	if u.kept == nil {
		return ""
	}
	if name := typeInContext(u.Context()); name != "" {
		return name
	}
	return u.kept.said
}

// SetODataType makes the object say that it is of the type with the qualified name; with "" it says nothing of its
// type.
func (u *Extra) SetODataType(qualified string) {
	members := without(u.all(), "@odata.type", "@type")
	if qualified != "" {
		value := rawjson.AppendString(nil, "#"+qualified)
		members = append([]member{{name: "@odata.type", value: value, first: true}}, members...)
	}
	out := u.copied()
	out.members, out.typed, out.whole, out.madeOf, out.said = members, true, nil, nil, ""
	u.kept = out
}

func (u *Extra) typed() bool { return u.kept != nil && u.kept.typed }

// saysType reports whether a new object's own type has to be written.
func (u *Extra) saysType() bool {
	return !u.typed() && u.find("@odata.type") < 0 && u.find("@type") < 0
}

// ETag returns the entity tag that came with the object, in it (OData JSON Format 4.01, section 4.6.10) or in the
// header of the answer, or "". Of the [Changes] of an object it is that object's.
func (u *Extra) ETag() string {
	if etag := u.control("", "etag"); etag != "" || u.kept == nil {
		return etag
	}
	return u.kept.etag
}

// text is the string value of the first of the names that there is.
func (u *Extra) text(names ...string) string {
	for _, name := range names {
		if raw, ok := u.Member(name); ok && raw.Kind() == '"' {
			text, _ := rawjson.Unquote(raw, "")
			return text
		}
	}
	return ""
}

// Equal reports whether both have the same members with the same JSON in the same order.
func (u Extra) Equal(other Extra) bool {
	mine, others := u.all(), other.all()
	if u.typed() != other.typed() || string(u.Whole()) != string(other.Whole()) || len(mine) != len(others) {
		return false
	}
	for i, a := range mine {
		if b := others[i]; a.name != b.name || a.first != b.first || string(a.value) != string(b.value) {
			return false
		}
	}
	return true
}

// checkExtra finds an undeclared member that has the name of a declared one, which only SetMember can have caused.
func checkExtra(u *Extra, s *shape) error {
	if u.kept != nil && u.kept.fault != nil {
		return u.kept.fault
	}
	if len(u.Whole()) > 0 && len(s.fields) > 0 && !u.kept.unreadable {
		return errorf("odata: SetWhole was called on a model that has fields")
	}
	for _, m := range u.all() {
		if !s.annotated && strings.HasPrefix(m.name, "@") {
			continue
		}
		if _, declared := s.byName[m.name]; declared {
			return errorf("odata: member %s was set as undeclared, but the model declares it", m.name)
		}
	}
	return nil
}

// appendName appends the name with its colon.
func (m member) appendName(dst []byte) []byte {
	if m.quoted != nil {
		return append(rawjson.AppendRawString(dst, *m.quoted), ':')
	}
	return append(rawjson.AppendString(dst, m.name), ':')
}

// appendMembers appends the members before or after the declared ones, each with a comma.
func (u *Extra) appendMembers(dst []byte, first bool) []byte {
	for _, m := range u.all() {
		if m.first == first {
			dst = append(rawjson.AppendRaw(m.appendName(dst), m.value), ',')
		}
	}
	return dst
}
