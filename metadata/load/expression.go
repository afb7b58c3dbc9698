package load

// This file reads annotations and their expressions (CSDL 4.01, section 14), in attribute and in element notation.

import (
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// inline are the annotations directly inside an element.
func (r *reader) inline(e *csdl.Element) metadata.Annotations {
	var all metadata.Annotations
	for _, c := range e.Children {
		if c.Name == "Annotation" && c.Space == csdl.EdmSpace {
			all = r.appendAnnotation(all, c)
		}
	}
	return all
}

// appendAnnotation adds what an Annotation element says. One without a term says nothing: that is a mistake in an
// overlay, and else a warning.
func (r *reader) appendAnnotation(all metadata.Annotations, e *csdl.Element) metadata.Annotations {
	switch {
	case e.Get("Term") != "":
		return append(all, r.annotation(e))
	case r.scope.overlay:
		r.diags.Report(e.Pos, complaint.AttributeMissing, "<Annotation> has no attribute Term")
	default:
		r.diags.Report(e.Pos, complaint.AnnotationTerm, "<Annotation> has no attribute Term; it is ignored")
	}
	return all
}

// annotation reads one Annotation element.
func (r *reader) annotation(e *csdl.Element) *metadata.Annotation {
	a := &metadata.Annotation{Term: r.unalias(e.Get("Term")), Qualifier: e.Get("Qualifier"), Pos: e.Pos}
	a.Value = r.expressionOf(e)
	if a.Value == nil {
		a.Value, a.Implied = &metadata.Constant{Kind: metadata.Bool, Text: "true", Pos: e.Pos}, true
		r.implied = append(r.implied, a)
	} else if r.scope.json {
		r.untyped = append(r.untyped, untyped{a, r.scope})
	}
	a.Annotations = r.inline(e)
	return a
}

// expressionOf is the expression that an element carries in an attribute or as its first child, or nil.
func (r *reader) expressionOf(e *csdl.Element) metadata.Expression {
	var found metadata.Expression
	take := func(pos diag.Pos, read func() metadata.Expression) {
		if found != nil {
			r.diags.Report(pos, complaint.ExpressionTwice, "<%s> has a second value; it is ignored", e.Name).Fixf("remove one of them")
			return
		}
		found = read()
	}
	for _, a := range e.Attributes {
		if a.Space == "" && strings.Contains(expressionAttributes, " "+a.Name+" ") {
			take(e.Pos, func() metadata.Expression { return r.scalar(a.Name, a.Value, e.Pos) })
		}
	}
	for _, c := range e.Children {
		if c.Name != "Annotation" {
			take(c.Pos, func() metadata.Expression { return r.expression(c) })
		}
	}
	return found
}

// scalar is the expression of a name and a text: a constant, an enumeration value or a path; nil for another name.
func (r *reader) scalar(name, text string, pos diag.Pos) metadata.Expression {
	switch kind := metadata.ConstantKind(name); kind {
	case metadata.Binary, metadata.Bool, metadata.Date, metadata.DateTimeOffset, metadata.Decimal, metadata.Duration, metadata.Float, metadata.GUID, metadata.Int, metadata.String, metadata.TimeOfDay:
		if kind != metadata.String {
			text = strings.TrimSpace(text)
		}
		return &metadata.Constant{Kind: kind, Text: text, Pos: pos}
	}
	switch kind := metadata.PathKind(name); kind {
	case metadata.ValuePath, metadata.PropertyPath, metadata.NavigationPropertyPath, metadata.AnnotationPath, metadata.ModelElementPath, metadata.AnyPropertyPath:
		return &metadata.Path{Kind: kind, Text: r.path(strings.TrimSpace(text)), Pos: pos}
	}
	switch name {
	case "EnumMember":
		return r.enumValue(text, pos)
	case "UrlRef":
		return &metadata.Call{Name: name, Args: []metadata.Expression{&metadata.Constant{Kind: metadata.String, Text: text, Pos: pos}}, Pos: pos}
	}
	return nil
}

// enumValue reads "ns.type/member ns.type/member".
func (r *reader) enumValue(text string, pos diag.Pos) *metadata.EnumValue {
	v := &metadata.EnumValue{Pos: pos}
	for word := range strings.FieldsSeq(text) {
		typeName, member, qualified := strings.Cut(word, "/")
		if !qualified {
			member = typeName
		} else {
			v.Type = r.unalias(typeName)
		}
		v.Members = append(v.Members, member)
	}
	return v
}

// expression reads an expression in element notation.
func (r *reader) expression(e *csdl.Element) metadata.Expression {
	switch e.Name {
	case "Collection":
		x := &metadata.Collection{Pos: e.Pos}
		for _, c := range e.Children {
			x.Items = append(x.Items, r.expression(c))
		}
		return x
	case "Record":
		return r.record(e)
	case "Null":
		return &metadata.Null{Annotations: r.inline(e), Pos: e.Pos}
	}
	if e.Name != "UrlRef" || len(e.Children) == 0 {
		if x := r.scalar(e.Name, e.Text, e.Pos); x != nil {
			return x
		}
	}
	return r.call(e)
}

func (r *reader) record(e *csdl.Element) *metadata.Record {
	x := &metadata.Record{Type: r.unalias(e.Get("Type")), Pos: e.Pos}
	for _, c := range e.Children {
		switch c.Name {
		case "PropertyValue":
			r.readPropertyValue(x, c)
		case "Annotation":
			x.Annotations = r.appendAnnotation(x.Annotations, c)
		default:
			unexpected(c, "Record", r.diags)
		}
	}
	return x
}

func (r *reader) readPropertyValue(x *metadata.Record, e *csdl.Element) {
	p := metadata.PropertyValue{Name: e.Get("Property"), Pos: e.Pos}
	switch {
	case p.Name != "":
	case r.scope.overlay:
		r.diags.Report(e.Pos, complaint.AttributeMissing, "<PropertyValue> has no attribute Property")
		return
	default:
		r.diags.Report(e.Pos, complaint.AnnotationProperty, "<PropertyValue> has no attribute Property; it is ignored")
		return
	}
	if p.Value = r.expressionOf(e); p.Value == nil {
		p.Value, p.Implied = &metadata.Constant{Kind: metadata.Bool, Text: "true", Pos: e.Pos}, true
	}
	p.Annotations = r.inline(e)
	x.Properties = append(x.Properties, p)
}

// calls are the dynamic expressions that are kept and not evaluated (section 14.4).
const calls = " And Or Not Eq Ne Gt Ge Lt Le Has In Add Sub Neg Mul Div DivBy Mod Apply Cast IsOf If LabeledElement LabeledElementReference UrlRef "

func (r *reader) call(e *csdl.Element) metadata.Expression {
	if !strings.Contains(calls, " "+e.Name+" ") {
		if r.scope.overlay {
			r.diags.Report(e.Pos, complaint.Expression, "<%s> is not an annotation expression", e.Name)
		} else {
			r.diags.Report(e.Pos, complaint.ExpressionWarning, "<%s> is not an annotation expression; it counts as null", e.Name)
		}
		return &metadata.Null{Pos: e.Pos}
	}
	x := &metadata.Call{Name: e.Name, Pos: e.Pos, Annotations: r.inline(e)}
	for _, a := range e.Attributes {
		if operand := r.scalar(a.Name, a.Value, e.Pos); operand != nil {
			x.Args = append(x.Args, operand)
			continue
		}
		if a.Name == "Type" || a.Name == "Function" {
			a.Value = r.typeName(a.Value)
		}
		x.Attributes = append(x.Attributes, metadata.Attribute{Name: a.Name, Value: a.Value})
	}
	for _, c := range e.Children {
		if c.Name != "Annotation" {
			x.Args = append(x.Args, r.expression(c))
		}
	}
	if e.Name == "LabeledElementReference" && e.Text != "" {
		x.Attributes = append(x.Attributes, metadata.Attribute{Name: "Name", Value: r.unalias(strings.TrimSpace(e.Text))})
	}
	return x
}
