package csdl

// This file writes what stands in a schema as CSDL JSON: types with their properties, operations, terms and the entity
// container.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// schema writes a schema (section 5). What has one name stands together where the first of it stood, and so do
// annotations by their target.
func (w *jsonWriter) schema(s *Element) {
	w.object(s, func() {
		w.texts(s, "Alias")
		w.annotations(s, "")
		byName := map[string][]*Element{}
		for _, c := range s.Children {
			if w.childWriter(c) != nil {
				byName[c.Get("Name")] = append(byName[c.Get("Name")], c)
			}
		}
		targeted := false
		for _, c := range s.Children {
			if c.Name == "Annotations" && !targeted {
				w.targets(s)
				targeted = true
			}
			if all := byName[c.Get("Name")]; len(all) > 0 && all[0] == c {
				w.sameName(all)
			}
		}
	})
}

// childWriter returns what writes the members of a schema's child; nil for an element that is none.
func (w *jsonWriter) childWriter(c *Element) func(*Element) {
	switch c.Name {
	case "EntityType", "ComplexType":
		return w.structured
	case "EnumType":
		return w.enum
	case "TypeDefinition":
		return w.typeDefinition
	case "Term":
		return w.term
	case "EntityContainer":
		return w.container
	case "Action", "Function":
		return w.operation
	}
	return nil
}

// sameName writes the children of a schema that have one name: one object, or an array of overloads (section 12). CSDL
// XML lets a type have the name of operations, and Graph has such types; CSDL JSON has no place for them, so they go
// into the array.
func (w *jsonWriter) sameName(all []*Element) {
	w.named(all[0], "Name")
	isOperation := func(c *Element) bool { return c.Name == "Action" || c.Name == "Function" }
	if !slices.ContainsFunc(all, isOperation) {
		if len(all) > 1 {
			w.fail(all[1], fmt.Sprintf("CSDL JSON has no place for a second %q", all[1].Get("Name")))
		}
		w.child(all[0])
		return
	}
	w.array(func() {
		for _, c := range all {
			w.child(c)
		}
	})
}

func (w *jsonWriter) child(c *Element) {
	w.object(c, func() {
		w.textMember("$Kind", c.Name)
		w.childWriter(c)(c)
		w.annotations(c, "")
	})
}

// structured writes an entity type or a complex type (sections 6 and 9).
func (w *jsonWriter) structured(t *Element) {
	w.texts(t, "BaseType")
	w.flags(t, "Abstract", "OpenType", "HasStream")
	for _, c := range t.Children {
		switch c.Name {
		case "Key":
			w.key(c)
		case "Property":
			w.named(c, "Name")
			w.object(c, func() {
				w.typed(c)
				w.texts(c, "DefaultValue")
				w.annotations(c, "")
			})
		case "NavigationProperty":
			w.named(c, "Name")
			w.object(c, func() { w.navigation(c) })
		}
	}
}

// key writes $Key (section 6.5).
func (w *jsonWriter) key(key *Element) {
	w.name("$Key")
	w.array(func() {
		for _, c := range key.Children {
			if c.Name != "PropertyRef" {
				continue
			}
			path := w.need(c, "Name")
			if alias := c.Get("Alias"); alias != "" {
				w.object(c, func() { w.textMember(alias, path) })
			} else {
				w.text(path)
			}
		}
	})
}

// typed writes the use of a type. In CSDL JSON a type is Edm.String and not nullable where nothing is said.
func (w *jsonWriter) typed(e *Element) {
	name, collection := w.typeName(e, w.need(e, "Type"))
	if name != "Edm.String" {
		w.textMember("$Type", name)
	}
	if collection {
		w.trueMember("$Collection")
	}
	text, given := e.Attr("Nullable")
	if !given && !collection || given && w.isTrue(e, "Nullable", text) {
		w.trueMember("$Nullable")
	}
	w.facets(e, name)
}

// typeName takes Collection() off a type.
func (w *jsonWriter) typeName(e *Element, text string) (name string, collection bool) {
	inner, collection := strings.CutPrefix(text, "Collection(")
	if !collection {
		return text, false
	}
	inner, closed := strings.CutSuffix(inner, ")")
	if !closed {
		w.fail(e, "the type "+strconv.Quote(text)+" has no closing parenthesis")
	}
	return inner, true
}

// facets writes the facets of a type. A decimal without a scale has the scale 0 in CSDL XML, and a variable one in CSDL
// JSON.
func (w *jsonWriter) facets(e *Element, typeName string) {
	for _, n := range [...]string{"MaxLength", "Precision"} {
		if number, err := strconv.ParseUint(e.Get(n), 10, 31); err == nil { // "max" says nothing, and what is not a number is ignored.
			w.name("$" + n)
			w.token(jsontext.Uint(number))
		}
	}
	scale, given := e.Attr("Scale")
	number, err := strconv.ParseUint(scale, 10, 31)
	switch {
	case err == nil, !given && typeName == "Edm.Decimal":
		w.name("$Scale")
		w.token(jsontext.Uint(number))
	case strings.EqualFold(scale, "variable"), strings.EqualFold(scale, "floating"):
		w.textMember("$Scale", strings.ToLower(scale))
	}
	w.flags(e, "Unicode")
	w.texts(e, "SRID")
}

// navigation writes a navigation property (section 8).
func (w *jsonWriter) navigation(n *Element) {
	w.textMember("$Kind", "NavigationProperty")
	name, collection := w.typeName(n, w.need(n, "Type"))
	w.textMember("$Type", name)
	text, given := n.Attr("Nullable")
	switch {
	case collection:
		w.trueMember("$Collection")
	case !given || w.isTrue(n, "Nullable", text):
		w.trueMember("$Nullable")
	}
	w.texts(n, "Partner")
	w.flags(n, "ContainsTarget")
	w.constraints(n)
	for _, c := range n.Children {
		if c.Name == "OnDelete" {
			w.textMember("$OnDelete", c.Get("Action"))
			w.annotations(c, "$OnDelete")
			break // A second one means nothing.
		}
	}
	w.annotations(n, "")
}

// constraints writes $ReferentialConstraint (section 8.5).
func (w *jsonWriter) constraints(n *Element) {
	var all []*Element
	for _, c := range n.Children {
		if c.Name == "ReferentialConstraint" {
			all = append(all, c)
		}
	}
	if len(all) == 0 {
		return
	}
	w.name("$ReferentialConstraint")
	w.object(n, func() {
		for _, c := range all {
			w.named(c, "Property")
			w.text(c.Get("ReferencedProperty"))
			w.annotations(c, c.Get("Property"))
		}
	})
}

// enum writes an enumeration type (section 10). A member without a value has one more than the member before it.
func (w *jsonWriter) enum(t *Element) {
	w.texts(t, "UnderlyingType")
	w.flags(t, "IsFlags")
	next := int64(0)
	for _, c := range t.Children {
		if c.Name != "Member" {
			continue
		}
		name := w.named(c, "Name")
		if text, given := c.Attr("Value"); given {
			value, err := strconv.ParseInt(text, 10, 64)
			if err != nil {
				w.fail(c, "the value "+strconv.Quote(text)+" of "+name+" is not an integer")
			}
			next = value
		}
		w.token(jsontext.Int(next))
		next++
		w.annotations(c, name)
	}
}

// typeDefinition writes a type definition (section 11).
func (w *jsonWriter) typeDefinition(t *Element) {
	name := w.need(t, "UnderlyingType")
	w.textMember("$UnderlyingType", name)
	w.facets(t, name)
}

// term writes a term (section 14.1).
func (w *jsonWriter) term(t *Element) {
	w.typed(t)
	w.texts(t, "BaseTerm", "DefaultValue")
	if words := strings.Fields(t.Get("AppliesTo")); len(words) > 0 {
		w.name("$AppliesTo")
		w.array(func() {
			for _, word := range words {
				w.text(word)
			}
		})
	}
}

// operation writes one overload (section 12).
func (w *jsonWriter) operation(op *Element) {
	w.flags(op, "IsBound")
	w.texts(op, "EntitySetPath")
	w.flags(op, "IsComposable")
	var parameters []*Element
	for _, c := range op.Children {
		if c.Name == "Parameter" {
			parameters = append(parameters, c)
		}
	}
	if len(parameters) > 0 {
		w.name("$Parameter")
		w.array(func() {
			for _, p := range parameters {
				w.object(p, func() {
					w.textMember("$Name", p.Get("Name"))
					w.typed(p)
					w.annotations(p, "")
				})
			}
		})
	}
	for _, c := range op.Children {
		if c.Name == "ReturnType" {
			w.name("$ReturnType")
			w.object(c, func() {
				w.typed(c)
				w.annotations(c, "")
			})
		}
	}
}

// container writes the entity container (section 13).
func (w *jsonWriter) container(c *Element) {
	w.texts(c, "Extends")
	for _, e := range c.Children {
		switch e.Name {
		case "EntitySet", "Singleton", "ActionImport", "FunctionImport":
			w.named(e, "Name")
			w.object(e, func() {
				w.resource(e)
				w.annotations(e, "")
			})
		}
	}
}

// resource writes a set, a singleton or an import. CSDL JSON tells them apart by their members.
func (w *jsonWriter) resource(e *Element) {
	switch e.Name {
	case "EntitySet":
		w.trueMember("$Collection")
		w.textMember("$Type", w.need(e, "EntityType"))
	case "Singleton":
		w.textMember("$Type", w.need(e, "Type"))
		w.flags(e, "Nullable")
	case "ActionImport":
		w.textMember("$Action", w.need(e, "Action"))
		w.texts(e, "EntitySet")
	case "FunctionImport":
		w.textMember("$Function", w.need(e, "Function"))
		w.texts(e, "EntitySet")
	}
	if e.Name == "EntitySet" || e.Name == "FunctionImport" {
		w.flags(e, "IncludeInServiceDocument")
	}
	w.bindings(e)
}

// bindings writes $NavigationPropertyBinding (section 13.4).
func (w *jsonWriter) bindings(e *Element) {
	var all []*Element
	for _, c := range e.Children {
		if c.Name == "NavigationPropertyBinding" {
			all = append(all, c)
		}
	}
	if len(all) == 0 {
		return
	}
	w.name("$NavigationPropertyBinding")
	w.object(e, func() {
		for _, b := range all {
			w.at = b
			w.textMember(b.Get("Path"), b.Get("Target"))
		}
	})
}
