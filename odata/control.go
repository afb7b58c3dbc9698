package odata

// This file gives the annotations of an object names: the control information that services send with objects and
// properties (OData JSON Format 4.01, section 4.6), and annotations by terms (section 20). They are undeclared members
// like any other, kept in undeclared.go. A service of OData 4.01 may leave "odata." out of a name; both are read, and
// what came is what is written back.

import (
	"iter"
	"strings"

	"github.com/csdlgen/csdlgen/odata/edm"
)

// Control returns the control information with the name, without "@odata." or "@", of the object (for member "") or of
// a member of it, and whether it is there: Control("", "mediaReadLink"), Control("manager", "navigationLink"). The text
// must not be changed.
func (u *Extra) Control(member, name string) (edm.Raw, bool) {
	if raw, ok := u.Member(member + "@odata." + name); ok {
		return raw, true
	}
	return u.Member(member + "@" + name)
}

// SetControl sets the control information with the name to the JSON of value. It keeps the spelling of what is there; a
// new one has the long form, "@odata." and the name, which every version of OData reads.
func (u *Extra) SetControl(member, name string, value any) error {
	if short := member + "@" + name; u.find(short) >= 0 && u.find(member+"@odata."+name) < 0 {
		return u.SetMember(short, value)
	}
	return u.SetMember(member+"@odata."+name, value)
}

// Annotation returns the annotation with the term of the object (for member "") or of a member of it, and whether it is
// there. A term is a qualified name, followed by # and a qualifier where it has one: Annotation("price",
// "Org.OData.Measures.V1.ISOCurrency").
func (u *Extra) Annotation(member, term string) (edm.Raw, bool) { return u.Member(member + "@" + term) }

// SetAnnotation sets the annotation with the term to the JSON of value.
func (u *Extra) SetAnnotation(member, term string, value any) error {
	return u.SetMember(member+"@"+term, value)
}

// formattedValue is the term by which Microsoft's services send values as text for people.
const formattedValue = "OData.Community.Display.V1.FormattedValue"

// Formatted returns the value of a member as text for people, in the language of the request, or "":
// member@OData.Community.Display.V1.FormattedValue, which Dataverse sends where a request has the preference
// [FormattedValues].
func (u *Extra) Formatted(member string) string { return u.text(member + "@" + formattedValue) }

// Annotations yields what is said of the object (for member "") or of a member of it, control information included, in
// the order in which it came: the names without the member and "@", as odata.type or Example.V1.Note, and the values.
func (u *Extra) Annotations(member string) iter.Seq2[string, edm.Raw] {
	return func(yield func(string, edm.Raw) bool) {
		for _, m := range u.all() {
			if name, ok := strings.CutPrefix(m.name, member+"@"); ok && !yield(name, m.value) {
				return
			}
		}
	}
}

// ODataID returns the canonical URL of the entity, or "" (section 4.6.8).
func (u *Extra) ODataID() string { return u.control("", "id") }

// Context returns the context URL, or "" (section 4.6.1). Services send it with the outermost object of an answer.
func (u *Extra) Context() string { return u.control("", "context") }

// ReadLink returns the URL by which the entity is read, or "" (section 4.6.9).
func (u *Extra) ReadLink() string { return u.control("", "readLink") }

// EditLink returns the URL by which the entity is changed, or "" (section 4.6.9).
func (u *Extra) EditLink() string { return u.control("", "editLink") }

// MediaReadLink returns the URL of the stream of a member, or for "" of the media entity itself; or "" (section
// 4.6.14).
func (u *Extra) MediaReadLink(member string) string { return u.control(member, "mediaReadLink") }

// MediaEditLink returns the URL by which the stream is changed, as MediaReadLink does.
func (u *Extra) MediaEditLink(member string) string { return u.control(member, "mediaEditLink") }

// MediaContentType returns the media type of the stream, as MediaReadLink does.
func (u *Extra) MediaContentType(member string) string { return u.control(member, "mediaContentType") }

// MediaETag returns the entity tag of the stream, as MediaReadLink does.
func (u *Extra) MediaETag(member string) string { return u.control(member, "mediaEtag") }

// NavigationLink returns the URL of what a navigation property leads to, or "" (section 4.6.11).
func (u *Extra) NavigationLink(member string) string { return u.control(member, "navigationLink") }

// AssociationLink returns the URL of the link of a navigation property itself, or "" (section 4.6.11).
func (u *Extra) AssociationLink(member string) string { return u.control(member, "associationLink") }

// NextLink returns the URL of the items of an expanded collection that did not come with it, or "" (section 4.6.5).
func (u *Extra) NextLink(member string) string { return u.control(member, "nextLink") }

// Count returns the number of all items of an expanded collection, and whether the service said it (section 4.6.4).
func (u *Extra) Count(member string) (int64, bool) {
	raw, ok := u.Control(member, "count")
	if !ok {
		return 0, false
	}
	return countIn(raw)
}

// TypeOf returns the qualified name of the type that the object says a member has, without "#" and, for primitive
// types, without "Edm.", or "" (section 4.6.3): Collection(Int32), Example.Circle.
func (u *Extra) TypeOf(member string) string {
	name := u.control(member, "type")
	return strings.Replace(name[strings.LastIndexByte(name, '#')+1:], "Edm.", "", 1)
}

// Bind makes a create or an update link the entity to another by a single-valued navigation property (OData JSON Format
// 4.01, section 8.5).
func (u *Extra) Bind(member string, target Reference) error {
	if target == "" {
		return errNowhere(member)
	}
	return u.SetControl(member, "bind", string(target))
}

// BindAll is Bind for a navigation property that is a collection.
func (u *Extra) BindAll(member string, targets ...Reference) error {
	for _, target := range targets {
		if target == "" {
			return errNowhere(member)
		}
	}
	return u.SetControl(member, "bind", append([]Reference{}, targets...))
}

// errNowhere is the error of a link to the empty reference, which is that of a resource with a fault.
func errNowhere(member string) error {
	return errorf("odata: %s cannot be bound to the empty reference; it must be the URL of an entity", member)
}

// Bound returns the entities that Bind or BindAll named, or that came so; none where there is no binding.
func (u *Extra) Bound(member string) []Reference {
	raw, ok := u.Control(member, "bind")
	if !ok {
		return nil
	}
	if raw.Kind() == '"' {
		return []Reference{Reference(u.control(member, "bind"))}
	}
	var all []Reference
	if err := Unmarshal(raw, &all); err != nil {
		return nil
	}
	return all
}

// control is the text of control information, or "".
//
//go:noinline
func (u *Extra) control(member, name string) string {
	return u.text(member+"@odata."+name, member+"@"+name)
}
