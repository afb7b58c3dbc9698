package slice

// This file gives constants in annotations the kinds that they have in the Model. CSDL JSON leaves it to the
// declaration of the term whether a text is a date or a path; in CSDL XML the element says it.

import (
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// annotationsOf are the annotations of a Model by position.
func annotationsOf(model *metadata.Model) map[metadata.Pos]*metadata.Annotation {
	all := map[metadata.Pos]*metadata.Annotation{}
	var add func(list metadata.Annotations)
	add = func(list metadata.Annotations) {
		for _, a := range list {
			all[a.Pos] = a
			add(a.Annotations)
		}
	}
	for _, of := range annotationsIn(model) {
		add(of.list)
	}
	return all
}

// typed gives the constants of all annotations in an element their kinds.
func typed(e *csdl.Element, values map[metadata.Pos]*metadata.Annotation) {
	if a := values[e.Pos]; e.Name == "Annotation" && a != nil && !a.Implied {
		typedValue(e, a.Value)
	}
	for _, c := range e.Children {
		typed(c, values)
	}
}

// typedValue is for the first child of an element that is not an annotation.
func typedValue(e *csdl.Element, x metadata.Expression) {
	for _, c := range e.Children {
		if c.Name != "Annotation" {
			typedExpression(c, x)
			return
		}
	}
}

func typedExpression(e *csdl.Element, x metadata.Expression) {
	switch x := x.(type) {
	case *metadata.Constant:
		e.Name, e.Text = string(x.Kind), x.Text
	case *metadata.Path:
		e.Name, e.Text = string(x.Kind), x.Text
	case *metadata.EnumValue:
		if x.Type != "" {
			e.Name, e.Text = "EnumMember", x.Type+"/"+strings.Join(x.Members, " "+x.Type+"/")
		}
	case *metadata.Collection:
		typedItems(e, x.Items)
	case *metadata.Record:
		for _, c := range e.Children {
			if c.Name == "PropertyValue" {
				typedProperty(c, x)
			}
		}
	case *metadata.Call:
		typedItems(e, x.Args)
	}
}

// typedItems is for the children of an element that are not annotations.
func typedItems(e *csdl.Element, items []metadata.Expression) {
	n := 0
	for _, c := range e.Children {
		if c.Name != "Annotation" && n < len(items) {
			typedExpression(c, items[n])
			n++
		}
	}
}

func typedProperty(e *csdl.Element, of *metadata.Record) {
	for _, p := range of.Properties {
		if p.Pos == e.Pos && p.Name == e.Get("Property") && !p.Implied {
			typedValue(e, p.Value)
		}
	}
}
