package csdl

// This file turns CSDL JSON (OData CSDL JSON Representation 4.01) into a Document: the elements are those that CSDL XML
// has for the same thing, with what the JSON representation takes for granted written out, so that nobody downstream
// knows which of the two it was. This file holds the wrapper and the schemas; jsontype.go what stands in them;
// jsonexpression.go annotations.

import (
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonReader makes elements of JSON values.
type jsonReader struct {
	data  []byte
	diags diag.Collector
}

// parseJSON reads the JSON of a document. The error is a Diagnostics.
func parseJSON(src Source) (*Document, error) {
	v, err := readJSON(src)
	if err != nil {
		return nil, err
	}
	r := &jsonReader{data: src.Data}
	if r.foreign(v) {
		return nil, r.diags.List().Err()
	}
	doc := &Document{Name: src.Name, JSON: true, Root: r.document(v)}
	found := r.diags.Done(src.Name)
	if found.Err() != nil {
		return nil, found
	}
	doc.Warnings = found
	return doc, nil
}

// foreign complains about JSON that is not CSDL, and says what it is.
func (r *jsonReader) foreign(v *jsonValue) bool {
	const download = "give csdlgen the service's $metadata document"
	what, fix := "", download
	switch {
	case v.kind != '{':
		what = "this is JSON, but not an object as CSDL JSON requires"
	case v.member("$Version") != nil:
		return false
	case v.member("openapi") != nil || v.member("swagger") != nil:
		what = "this is an OpenAPI description, not metadata"
	case v.member("error") != nil:
		what, fix = "this is an error response of a service", "download the service's $metadata again"
	case v.member("value") != nil:
		what, fix = "this is a response of a service, or its service document, not metadata", "download it again with /$metadata at the end of the URL"
	case v.member("$schema") != nil && v.member("$Reference") == nil && v.member("$EntityContainer") == nil:
		what = "this is a JSON Schema, not metadata"
	default:
		what, fix = "the document has no member $Version, which CSDL JSON begins with", `add "$Version": "4.01", or `+download
	}
	r.diags.Report(v.pos, complaint.NotCSDL, "%s", what).Fixf("%s", fix)
	return true
}

// newElement makes an element of the Edm namespace.
func newElement(name string, pos diag.Pos) *Element {
	return &Element{Space: EdmSpace, Name: name, Pos: pos}
}

// kindName is a JSON kind in words.
func kindName(k jsontext.Kind) string {
	switch k {
	case 'n':
		return "null"
	case 't', 'f':
		return "true or false"
	case '"':
		return "a string"
	case '0':
		return "a number"
	case '[':
		return "an array"
	}
	return "an object"
}

// is complains where a member's value is of none of the kinds; 't' stands for both Booleans.
func (r *jsonReader) is(m jsonMember, kinds ...jsontext.Kind) bool {
	var want []string
	for _, k := range kinds {
		if m.value.kind == k || k == 't' && m.value.kind == 'f' {
			return true
		}
		want = append(want, kindName(k))
	}
	found := kindName(m.value.kind)
	if k := m.value.kind; k == 't' || k == 'f' || k == '0' {
		found = diag.Shortened(m.value.text)
	}
	r.diags.Report(m.value.pos, complaint.JSONKind, "%q is %s; %s is expected", diag.Shortened(m.name), found, strings.Join(want, " or "))
	return false
}

// unknown passes over a member that the representation does not have where it stands.
func (r *jsonReader) unknown(m jsonMember, in string) {
	r.diags.Report(m.pos, complaint.JSONMember, "%q has no meaning in %s; it is ignored", diag.Shortened(m.name), in)
}

// annotatedObject is an element that is a JSON object, with its annotations taken apart from the rest.
type annotatedObject struct {
	element *Element
	members []jsonMember
	notes   notes
}

// object begins an element with the members of v; done ends it.
func (r *jsonReader) object(e *Element, v *jsonValue) annotatedObject {
	members, notes := r.split(v)
	return annotatedObject{e, members, notes}
}

// done adds the element's own annotations, and complains about annotations of members that do not exist.
func (r *jsonReader) done(o annotatedObject) *Element {
	r.annotate(o.element, o.notes, "")
	for _, m := range o.members {
		if strings.HasPrefix(m.name, "$") {
			delete(o.notes, m.name) // CSDL XML has no place for these.
		}
	}
	r.orphans(o.notes)
	return o.element
}

// document reads the wrapper (CSDL JSON 4.01, section 4).
func (r *jsonReader) document(v *jsonValue) *Element {
	root := &Element{Space: EdmxSpace, Name: "Edmx", Pos: v.pos}
	services := &Element{Space: EdmxSpace, Name: "DataServices", Pos: v.pos}
	for _, m := range v.members {
		switch m.name {
		case "$Version":
			if r.is(m, '"') {
				root.Set("Version", m.value.text)
			}
		case "$EntityContainer":
			if r.is(m, '"') {
				root.Set("EntityContainer", m.value.text)
			}
		case "$Reference":
			if r.is(m, '{') {
				for _, reference := range m.value.members {
					root.Add(r.reference(reference))
				}
			}
		default:
			if strings.HasPrefix(m.name, "$") || strings.HasPrefix(m.name, "@") {
				r.unknown(m, "the document")
			} else if r.is(m, '{') {
				services.Add(r.schema(m))
			}
		}
	}
	root.Add(services)
	return root
}

// reference reads a member of $Reference (sections 4.1 to 4.3).
func (r *jsonReader) reference(m jsonMember) *Element {
	e := &Element{Space: EdmxSpace, Name: "Reference", Pos: m.pos}
	e.Set("Uri", m.name)
	if !r.is(m, '{') {
		return e
	}
	o := r.object(e, m.value)
	for _, m := range o.members {
		switch m.name {
		case "$Include":
			r.includes(e, m, "Include", "$Namespace", "$Alias")
		case "$IncludeAnnotations":
			r.includes(e, m, "IncludeAnnotations", "$TermNamespace", "$Qualifier", "$TargetNamespace")
		default:
			r.unknown(m, "a reference")
		}
	}
	return r.done(o)
}

// includes reads an array of objects with texts; the first of the names has to be there.
func (r *jsonReader) includes(e *Element, m jsonMember, name string, texts ...string) {
	for _, item := range r.array(m) {
		include := &Element{Space: EdmxSpace, Name: name, Pos: item.value.pos}
		o := r.object(include, item.value)
		for _, m := range o.members {
			if !r.text(include, m, texts...) {
				r.unknown(m, "an item of $"+name)
			}
		}
		if include.Get(texts[0][1:]) == "" {
			r.diags.Report(include.Pos, complaint.AttributeMissing, "an item of $%s has no %s", name, texts[0])
		}
		e.Add(r.done(o))
	}
}

// array are the items of an array of objects, as members named after it.
func (r *jsonReader) array(m jsonMember) []jsonMember {
	if !r.is(m, '[') {
		return nil
	}
	var items []jsonMember
	for _, v := range m.value.items {
		item := jsonMember{name: m.name, pos: v.pos, value: v}
		if r.is(item, '{') {
			items = append(items, item)
		}
	}
	return items
}

// text sets the attribute of a member that is one of the names, and whose value is a string.
func (r *jsonReader) text(e *Element, m jsonMember, names ...string) bool {
	for _, n := range names {
		if m.name == n {
			if r.is(m, '"') {
				e.Set(n[1:], m.value.text)
			}
			return true
		}
	}
	return false
}

// flag sets the attribute of a member that is one of the names, and whose value is a Boolean.
func (r *jsonReader) flag(e *Element, m jsonMember, names ...string) bool {
	for _, n := range names {
		if m.name == n {
			if r.is(m, 't') {
				e.Set(n[1:], m.value.text)
			}
			return true
		}
	}
	return false
}

// schema reads a schema (section 5).
func (r *jsonReader) schema(m jsonMember) *Element {
	e := newElement("Schema", m.pos)
	e.Set("Namespace", m.name)
	o := r.object(e, m.value)
	for _, m := range o.members {
		switch {
		case r.text(e, m, "$Alias"):
		case m.name == "$Annotations":
			r.targets(e, m)
		case strings.HasPrefix(m.name, "$"):
			r.unknown(m, "a schema")
		case m.value.kind == '[':
			r.overloads(e, m)
		case r.is(m, '{', '['):
			e.Add(r.schemaChild(m))
		}
	}
	return r.done(o)
}

// targets reads $Annotations: annotations by their target (section 5.2).
func (r *jsonReader) targets(schema *Element, m jsonMember) {
	if !r.is(m, '{') {
		return
	}
	for _, target := range m.value.members {
		if !r.is(target, '{') {
			continue
		}
		e := newElement("Annotations", target.pos)
		e.Set("Target", target.name)
		o := r.object(e, target.value)
		for _, m := range o.members {
			r.unknown(m, "the annotations of "+diag.Shortened(target.name))
		}
		schema.Add(r.done(o))
	}
}
