package csdl

// This file reads what stands in a schema of CSDL JSON: types with their properties, operations, terms and the entity
// container.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/wordlist"

	"github.com/csdlgen/csdlgen/internal/diag"

	"github.com/go-json-experiment/json/jsontext"
)

// schemaKinds are the values of $Kind in a schema (CSDL JSON 4.01, section 5).
const schemaKinds = "EntityType, ComplexType, EnumType, TypeDefinition, Term, EntityContainer, or, in an array, Action and Function"

// schemaChild reads a type, a term or the container; nil after a complaint.
func (r *jsonReader) schemaChild(m jsonMember) *Element {
	switch kind := r.kind(m.value); kind {
	case "EntityType", "ComplexType":
		return r.structured(m, kind)
	case "EnumType":
		return r.enum(m)
	case "TypeDefinition":
		return r.typeDefinition(m)
	case "Term":
		return r.term(m)
	case "EntityContainer":
		return r.container(m)
	case "Action", "Function":
		r.diags.Report(m.pos, complaint.JSONOverloads, "the %s %s is an object; an array with one object for each overload is expected", strings.ToLower(kind), diag.Shortened(m.name))
		return r.operation(m.name, m)
	case "":
		if m.value.member("$Kind") != nil {
			return nil // Complained about.
		}
		r.diags.Report(m.pos, complaint.JSONMemberKind, "%q has no member $Kind", diag.Shortened(m.name)).Fixf("say what it is: %s", schemaKinds)
	default:
		r.diags.Report(m.value.member("$Kind").pos, complaint.JSONMemberKind, "%q has the $Kind %q", diag.Shortened(m.name), diag.Shortened(kind)).Fixf("the kinds are %s", schemaKinds)
	}
	return nil
}

// kind is the $Kind of an object, "" without one.
func (r *jsonReader) kind(v *jsonValue) string {
	kind := v.member("$Kind")
	if kind == nil || !r.is(jsonMember{name: "$Kind", pos: kind.pos, value: kind}, '"') {
		return ""
	}
	return kind.text
}

// begin makes the element of a named member.
func (r *jsonReader) begin(element string, m jsonMember) (*Element, annotatedObject) {
	e := newElement(element, m.pos)
	e.Set("Name", m.name)
	return e, r.object(e, m.value)
}

// structured reads an entity type or a complex type (sections 6 and 9).
func (r *jsonReader) structured(m jsonMember, kind string) *Element {
	e, o := r.begin(kind, m)
	for _, m := range o.members {
		switch {
		case m.name == "$Kind", r.text(e, m, "$BaseType"), r.flag(e, m, "$Abstract", "$OpenType"):
		case kind == "EntityType" && r.flag(e, m, "$HasStream"):
		case kind == "EntityType" && m.name == "$Key":
			e.Add(r.key(m))
		case strings.HasPrefix(m.name, "$"):
			r.unknown(m, "the type "+diag.Shortened(e.Get("Name")))
		case r.is(m, '{'):
			child := r.property(m)
			if child != nil {
				r.annotate(child, o.notes, m.name)
			}
			e.Add(child)
		}
	}
	return r.done(o)
}

// key reads $Key: names, or objects with an alias and a path (section 6.5).
func (r *jsonReader) key(m jsonMember) *Element {
	key := newElement("Key", m.pos)
	if !r.is(m, '[') {
		return nil
	}
	for _, item := range m.value.items {
		ref := newElement("PropertyRef", item.pos)
		switch {
		case item.kind == '"':
			ref.Set("Name", item.text)
		case item.kind == '{' && len(item.members) == 1 && item.members[0].value.kind == '"':
			ref.Set("Name", item.members[0].value.text)
			ref.Set("Alias", item.members[0].name)
		default:
			r.diags.Report(item.pos, complaint.JSONKind, "an item of $Key is %s; the name of a property, or an object with one alias and its path, is expected", kindName(item.kind))
			continue
		}
		key.Add(ref)
	}
	return key
}

// property reads a structural or navigation property (sections 7 and 8).
func (r *jsonReader) property(m jsonMember) *Element {
	switch kind := r.kind(m.value); kind {
	case "", "Property":
		_, o := r.begin("Property", m)
		r.typed(o, "the property "+diag.Shortened(m.name))
		return r.done(o)
	case "NavigationProperty":
		return r.navigation(m)
	default:
		r.diags.Report(m.value.member("$Kind").pos, complaint.JSONMemberKind, "%q has the $Kind %q", diag.Shortened(m.name), diag.Shortened(kind)).
			Fixf("a member of a type is a Property (also without $Kind) or a NavigationProperty")
		return nil
	}
}

// typed reads the use of a type and writes out what goes without saying: Edm.String, not nullable, a variable scale.
// The names are further members that o may have.
func (r *jsonReader) typed(o annotatedObject, what string, names ...string) {
	use := typeUse{name: "Edm.String"}
	for _, m := range o.members {
		switch {
		case m.name == "$Kind", m.name == "$Name", use.read(r, m), r.facet(o.element, m):
		case r.text(o.element, m, names...):
		case m.name == "$DefaultValue" && m.value.kind != 'n':
			o.element.Set("DefaultValue", r.literal(m.value))
		case m.name == "$DefaultValue":
		case m.name == "$AppliesTo" && o.element.Name == "Term":
			r.appliesTo(o.element, m)
		default:
			r.unknown(m, what)
		}
	}
	use.write(o.element)
	o.element.Set("Nullable", use.nullableText())
}

// typeUse are the members that say which type is used.
type typeUse struct {
	name                 string
	collection, nullable bool
	nullableGiven        bool
}

func (u *typeUse) read(r *jsonReader, m jsonMember) bool {
	switch m.name {
	case "$Type":
		if r.is(m, '"') {
			u.name = m.value.text
		}
	case "$Collection":
		u.collection = r.is(m, 't') && m.value.kind == 't'
	case "$Nullable":
		u.nullable, u.nullableGiven = r.is(m, 't') && m.value.kind == 't', true
	default:
		return false
	}
	return true
}

// write sets the attribute Type, and the scale of a decimal, which is variable where nothing is said (section 7.2.3).
func (u *typeUse) write(e *Element) {
	e.Set("Type", u.text())
	variableScale(e, u.name)
}

// text is the type as CSDL XML writes it.
func (u *typeUse) text() string {
	if u.collection {
		return "Collection(" + u.name + ")"
	}
	return u.name
}

func variableScale(e *Element, typeName string) {
	if _, given := e.Attr("Scale"); !given && typeName == "Edm.Decimal" {
		e.Set("Scale", "variable")
	}
}

func (u *typeUse) nullableText() string {
	if u.nullable {
		return "true"
	}
	return "false"
}

// facet reads a facet (section 7.2).
func (r *jsonReader) facet(e *Element, m jsonMember) bool {
	var kinds []jsontext.Kind
	switch m.name {
	case "$MaxLength", "$Precision":
		kinds = []jsontext.Kind{'0'}
	case "$Scale":
		kinds = []jsontext.Kind{'0', '"'}
	case "$SRID":
		kinds = []jsontext.Kind{'"', '0'}
	case "$Unicode":
		kinds = []jsontext.Kind{'t'}
	default:
		return false
	}
	if r.is(m, kinds...) {
		e.Set(m.name[1:], m.value.text)
	}
	return true
}

// literal is a default value as CSDL XML writes it: the text of a string, else the JSON.
func (r *jsonReader) literal(v *jsonValue) string {
	if v.kind == '{' || v.kind == '[' {
		return string(r.data[v.start:v.end])
	}
	return v.text
}

func (r *jsonReader) appliesTo(e *Element, m jsonMember) {
	if !r.is(m, '[') {
		return
	}
	var words []string
	for _, item := range m.value.items {
		if r.is(jsonMember{name: m.name, pos: item.pos, value: item}, '"') {
			words = append(words, item.text)
		}
	}
	e.Set("AppliesTo", strings.Join(words, " "))
}

// navigation reads a navigation property (section 8).
func (r *jsonReader) navigation(m jsonMember) *Element {
	e, o := r.begin("NavigationProperty", m)
	var use typeUse
	for _, m := range o.members {
		switch {
		case m.name == "$Kind", use.read(r, m), r.text(e, m, "$Partner"), r.flag(e, m, "$ContainsTarget"):
		case m.name == "$ReferentialConstraint":
			r.constraints(e, m)
		case m.name == "$OnDelete":
			if r.is(m, '"') {
				action := newElement("OnDelete", m.pos)
				action.Set("Action", m.value.text)
				r.annotate(action, o.notes, m.name)
				e.Add(action)
			}
		default:
			r.unknown(m, "the navigation property "+diag.Shortened(e.Get("Name")))
		}
	}
	if use.name == "" {
		r.diags.Report(m.pos, complaint.AttributeMissing, "the navigation property %q has no $Type", diag.Shortened(m.name)).Fixf("add the entity type that the property leads to")
		return nil
	}
	use.write(e)
	if !use.collection || use.nullableGiven {
		e.Set("Nullable", use.nullableText())
	}
	return r.done(o)
}

// constraints reads $ReferentialConstraint: dependent to principal property (section 8.5).
func (r *jsonReader) constraints(e *Element, m jsonMember) {
	if !r.is(m, '{') {
		return
	}
	o := r.object(nil, m.value)
	for _, m := range o.members {
		if r.is(m, '"') {
			c := newElement("ReferentialConstraint", m.pos)
			c.Set("Property", m.name)
			c.Set("ReferencedProperty", m.value.text)
			r.annotate(c, o.notes, m.name)
			e.Add(c)
		}
		delete(o.notes, m.name)
	}
	r.orphans(o.notes)
}

// enum reads an enumeration type (section 10).
func (r *jsonReader) enum(m jsonMember) *Element {
	e, o := r.begin("EnumType", m)
	for _, m := range o.members {
		switch {
		case m.name == "$Kind", r.text(e, m, "$UnderlyingType"), r.flag(e, m, "$IsFlags"):
		case strings.HasPrefix(m.name, "$"):
			r.unknown(m, "the enumeration type "+diag.Shortened(e.Get("Name")))
		case r.is(m, '0', '"'): // A string is an Int64 of a writer that cares for its digits.
			member := newElement("Member", m.pos)
			member.Set("Name", m.name)
			member.Set("Value", m.value.text)
			r.annotate(member, o.notes, m.name)
			e.Add(member)
		}
	}
	return r.done(o)
}

// typeDefinition reads a type definition (section 11).
func (r *jsonReader) typeDefinition(m jsonMember) *Element {
	e, o := r.begin("TypeDefinition", m)
	for _, m := range o.members {
		if m.name != "$Kind" && !r.text(e, m, "$UnderlyingType") && !r.facet(e, m) {
			r.unknown(m, "the type definition "+diag.Shortened(e.Get("Name")))
		}
	}
	if e.Get("UnderlyingType") == "" {
		r.diags.Report(m.pos, complaint.AttributeMissing, "the type definition %q has no $UnderlyingType", diag.Shortened(m.name)).Fixf("add a primitive type")
		return nil
	}
	variableScale(e, e.Get("UnderlyingType"))
	return r.done(o)
}

// term reads a term (section 14.1).
func (r *jsonReader) term(m jsonMember) *Element {
	_, o := r.begin("Term", m)
	r.typed(o, "the term "+diag.Shortened(m.name), "$BaseTerm")
	return r.done(o)
}

// overloads reads the array of the actions or functions with one name (section 12). Where a schema in XML has a type of
// the same name, which CSDL JSON has no place for, csdlgen writes it into the array as well.
func (r *jsonReader) overloads(schema *Element, m jsonMember) {
	items := r.array(m)
	shared := slices.ContainsFunc(items, func(item jsonMember) bool {
		kind := item.value.member("$Kind")
		return kind != nil && (kind.text == "Action" || kind.text == "Function")
	})
	for _, item := range items {
		kind := item.value.member("$Kind")
		if shared && kind != nil && wordlist.Has(kind.text, "EntityType ComplexType EnumType TypeDefinition Term EntityContainer") {
			schema.Add(r.schemaChild(jsonMember{name: m.name, pos: item.pos, value: item.value}))
			continue
		}
		schema.Add(r.operation(m.name, item))
	}
}

// operation reads one overload.
func (r *jsonReader) operation(name string, m jsonMember) *Element {
	kind := r.kind(m.value)
	if kind != "Action" && kind != "Function" {
		r.diags.Report(m.pos, complaint.JSONMemberKind, "an overload of %q has the $Kind %q; Action or Function is expected", diag.Shortened(name), diag.Shortened(kind))
		return nil
	}
	e := newElement(kind, m.pos)
	e.Set("Name", name)
	o := r.object(e, m.value)
	for _, m := range o.members {
		switch {
		case m.name == "$Kind", r.text(e, m, "$EntitySetPath"), r.flag(e, m, "$IsBound", "$IsComposable"):
		case m.name == "$Parameter":
			for _, p := range r.array(m) {
				e.Add(r.parameter(p))
			}
		case m.name == "$ReturnType":
			if r.is(m, '{') {
				result := r.object(newElement("ReturnType", m.pos), m.value)
				r.typed(result, "the return type of "+diag.Shortened(name))
				e.Add(r.done(result))
			}
		default:
			r.unknown(m, "the "+strings.ToLower(kind)+" "+diag.Shortened(name))
		}
	}
	return r.done(o)
}

// parameter reads a parameter (section 12.9).
func (r *jsonReader) parameter(m jsonMember) *Element {
	name := m.value.member("$Name")
	if name == nil {
		r.diags.Report(m.pos, complaint.AttributeMissing, "the parameter has no $Name")
		return nil
	}
	if !r.is(jsonMember{name: "$Name", pos: name.pos, value: name}, '"') {
		return nil
	}
	e := newElement("Parameter", m.pos)
	e.Set("Name", name.text)
	o := r.object(e, m.value)
	r.typed(o, "the parameter "+diag.Shortened(name.text))
	return r.done(o)
}

// container reads the entity container (section 13).
func (r *jsonReader) container(m jsonMember) *Element {
	e, o := r.begin("EntityContainer", m)
	for _, m := range o.members {
		switch {
		case m.name == "$Kind", r.text(e, m, "$Extends"):
		case strings.HasPrefix(m.name, "$"):
			r.unknown(m, "the entity container "+diag.Shortened(e.Get("Name")))
		case r.is(m, '{'):
			e.Add(r.containerChild(m))
		}
	}
	return r.done(o)
}

// containerChild reads a child of the container. What it is shows in its members: an import names what it calls, a set
// is a collection.
func (r *jsonReader) containerChild(m jsonMember) *Element {
	collection := m.value.member("$Collection")
	switch {
	case m.value.member("$Action") != nil:
		return r.resource(m, "ActionImport", "$Action")
	case m.value.member("$Function") != nil:
		return r.resource(m, "FunctionImport", "$Function")
	case m.value.member("$Type") == nil:
		r.diags.Report(m.pos, complaint.AttributeMissing, "%q has neither $Type nor $Action nor $Function", diag.Shortened(m.name)).
			Fixf("entity sets and singletons have $Type, imports have $Action or $Function")
		return nil
	case collection != nil && collection.kind == 't':
		return r.resource(m, "EntitySet", "$Type")
	}
	return r.resource(m, "Singleton", "$Type")
}

// resource reads a set, a singleton or an import; what is the member that names its type or what it calls.
func (r *jsonReader) resource(m jsonMember, element, what string) *Element {
	e, o := r.begin(element, m)
	for _, m := range o.members {
		switch {
		case m.name == "$Kind":
		case m.name == what:
			if r.is(m, '"') {
				e.Set(resourceAttribute(element, what), m.value.text)
			}
		case what == "$Type" && r.typedResource(e, m), what != "$Type" && r.text(e, m, "$EntitySet"):
		case element != "ActionImport" && element != "Singleton" && r.flag(e, m, "$IncludeInServiceDocument"):
		default:
			r.unknown(m, diag.Shortened(e.Get("Name"))+" of the entity container")
		}
	}
	return r.done(o)
}

// resourceAttribute is the attribute of CSDL XML for the member that says what a child of the container is of.
func resourceAttribute(element, member string) string {
	if element == "EntitySet" {
		return "EntityType"
	}
	return member[1:]
}

// typedResource reads the members that sets and singletons have.
func (r *jsonReader) typedResource(e *Element, m jsonMember) bool {
	switch {
	case m.name == "$Collection":
		if e.Name == "Singleton" {
			r.is(m, 't')
		}
	case m.name == "$NavigationPropertyBinding":
		r.bindings(e, m)
	default:
		return e.Name == "Singleton" && r.flag(e, m, "$Nullable")
	}
	return true
}

// bindings reads $NavigationPropertyBinding: path to target (section 13.4).
func (r *jsonReader) bindings(e *Element, m jsonMember) {
	if !r.is(m, '{') {
		return
	}
	for _, b := range m.value.members {
		if r.is(b, '"') {
			binding := newElement("NavigationPropertyBinding", b.pos)
			binding.Set("Path", b.name)
			binding.Set("Target", b.value.text)
			e.Add(binding)
		}
	}
}
