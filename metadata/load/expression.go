package load

// This file reads annotations and their expressions (CSDL 4.01, section 14), in attribute and in element notation.

import (
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// inline are the annotations directly inside an element.
func (l *loader) inline(e *csdl.Element) metadata.Annotations {
	var all metadata.Annotations
	for _, c := range e.Children {
		if c.Name == "Annotation" && c.Space == csdl.EdmSpace {
			all = l.appendAnnotation(all, c)
		}
	}
	return all
}

// appendAnnotation adds what an Annotation element says. One without a term says nothing: that is a mistake in an overlay, and else a warning.
func (l *loader) appendAnnotation(all metadata.Annotations, e *csdl.Element) metadata.Annotations {
	switch {
	case e.Get("Term") != "":
		return append(all, l.annotation(e))
	case l.scope.overlay:
		l.diags.Errorf(e.Pos, "attribute-missing", "<Annotation> has no attribute Term")
	default:
		l.diags.Warnf(e.Pos, "annotation-term", "<Annotation> has no attribute Term and is passed over")
	}
	return all
}

// annotation reads one Annotation element.
func (l *loader) annotation(e *csdl.Element) *metadata.Annotation {
	a := &metadata.Annotation{Term: l.unalias(e.Get("Term")), Qualifier: e.Get("Qualifier"), Pos: e.Pos}
	a.Value = l.expressionOf(e)
	if a.Value == nil {
		a.Value = &metadata.Constant{Kind: metadata.Bool, Text: "true", Pos: e.Pos}
		l.untagged[a] = true
	} else if l.scope.json {
		l.untyped = append(l.untyped, untyped{a, l.scope})
	}
	a.Annotations = l.inline(e)
	return a
}

// unalias replaces the alias of a qualified name, as the document that is being read has it.
func (l *loader) unalias(name string) string {
	namespace, last := metadata.SplitName(name)
	if full, ok := l.scope.aliases[namespace]; ok {
		return full + "." + last
	}
	return name
}

// typeName replaces the alias of a type's name, also inside Collection().
func (l *loader) typeName(name string) string {
	if inner, ok := strings.CutPrefix(name, "Collection("); ok {
		return "Collection(" + l.unalias(inner)
	}
	return l.unalias(name)
}

// path replaces the aliases in the segments of a path.
func (l *loader) path(text string) string {
	if !strings.Contains(text, ".") {
		return text
	}
	segments := strings.Split(text, "/")
	for i, s := range segments {
		name, arguments, _ := strings.Cut(s, "(")
		property, term, annotated := strings.Cut(name, "@")
		name = l.unalias(property)
		if annotated {
			name += "@" + l.unalias(term)
		}
		if len(arguments) > 0 {
			name += "(" + arguments
		}
		segments[i] = name
	}
	return strings.Join(segments, "/")
}

// expressionOf is the expression that an element carries in an attribute or as its first child, or nil.
func (l *loader) expressionOf(e *csdl.Element) metadata.Expression {
	var found metadata.Expression
	take := func(pos diag.Pos, read func() metadata.Expression) {
		if found != nil {
			l.diags.Warnf(pos, "expression-twice", "<%s> has a second value, which is passed over", e.Name).Fixf("remove one of them")
			return
		}
		found = read()
	}
	for _, a := range e.Attributes {
		if a.Space == "" && strings.Contains(expressionAttributes, " "+a.Name+" ") {
			take(e.Pos, func() metadata.Expression { return l.scalar(a.Name, a.Value, e.Pos) })
		}
	}
	for _, c := range e.Children {
		if c.Name != "Annotation" {
			take(c.Pos, func() metadata.Expression { return l.expression(c) })
		}
	}
	return found
}

// scalar is the expression of a name and a text: a constant, an enumeration value or a path; nil for another name.
func (l *loader) scalar(name, text string, pos diag.Pos) metadata.Expression {
	switch kind := metadata.ConstantKind(name); kind {
	case metadata.Binary, metadata.Bool, metadata.Date, metadata.DateTimeOffset, metadata.Decimal, metadata.Duration, metadata.Float, metadata.GUID, metadata.Int, metadata.String, metadata.TimeOfDay:
		if kind != metadata.String {
			text = strings.TrimSpace(text)
		}
		return &metadata.Constant{Kind: kind, Text: text, Pos: pos}
	}
	switch kind := metadata.PathKind(name); kind {
	case metadata.ValuePath, metadata.PropertyPath, metadata.NavigationPropertyPath, metadata.AnnotationPath, metadata.ModelElementPath, metadata.AnyPropertyPath:
		return &metadata.Path{Kind: kind, Text: l.path(strings.TrimSpace(text)), Pos: pos}
	}
	switch name {
	case "EnumMember":
		return l.enumValue(text, pos)
	case "UrlRef":
		return &metadata.Call{Name: name, Args: []metadata.Expression{&metadata.Constant{Kind: metadata.String, Text: text, Pos: pos}}, Pos: pos}
	}
	return nil
}

// enumValue reads "ns.type/member ns.type/member".
func (l *loader) enumValue(text string, pos diag.Pos) *metadata.EnumValue {
	v := &metadata.EnumValue{Pos: pos}
	for word := range strings.FieldsSeq(text) {
		typeName, member, qualified := strings.Cut(word, "/")
		if !qualified {
			member = typeName
		} else {
			v.Type = l.unalias(typeName)
		}
		v.Members = append(v.Members, member)
	}
	return v
}

// expression reads an expression in element notation.
func (l *loader) expression(e *csdl.Element) metadata.Expression {
	switch e.Name {
	case "Collection":
		x := &metadata.Collection{Pos: e.Pos}
		for _, c := range e.Children {
			x.Items = append(x.Items, l.expression(c))
		}
		return x
	case "Record":
		return l.record(e)
	case "Null":
		return &metadata.Null{Annotations: l.inline(e), Pos: e.Pos}
	}
	if e.Name != "UrlRef" || len(e.Children) == 0 {
		if x := l.scalar(e.Name, e.Text, e.Pos); x != nil {
			return x
		}
	}
	return l.call(e)
}

func (l *loader) record(e *csdl.Element) *metadata.Record {
	r := &metadata.Record{Type: l.unalias(e.Get("Type")), Pos: e.Pos}
	for _, c := range e.Children {
		switch c.Name {
		case "PropertyValue":
			l.readPropertyValue(r, c)
		case "Annotation":
			r.Annotations = l.appendAnnotation(r.Annotations, c)
		default:
			l.unexpected(c, "Record")
		}
	}
	return r
}

func (l *loader) readPropertyValue(r *metadata.Record, e *csdl.Element) {
	p := metadata.PropertyValue{Name: e.Get("Property"), Pos: e.Pos}
	switch {
	case p.Name != "":
	case l.scope.overlay:
		l.diags.Errorf(e.Pos, "attribute-missing", "<PropertyValue> has no attribute Property")
		return
	default:
		l.diags.Warnf(e.Pos, "annotation-property", "<PropertyValue> has no attribute Property and is passed over")
		return
	}
	if p.Value = l.expressionOf(e); p.Value == nil {
		p.Value = &metadata.Constant{Kind: metadata.Bool, Text: "true", Pos: e.Pos}
		l.valueless[p.Value] = true
	}
	p.Annotations = l.inline(e)
	r.Properties = append(r.Properties, p)
}

// calls are the dynamic expressions that are kept and not evaluated (section 14.4).
const calls = " And Or Not Eq Ne Gt Ge Lt Le Has In Add Sub Neg Mul Div DivBy Mod Apply Cast IsOf If LabeledElement LabeledElementReference UrlRef "

func (l *loader) call(e *csdl.Element) metadata.Expression {
	if !strings.Contains(calls, " "+e.Name+" ") {
		if l.scope.overlay {
			l.diags.Errorf(e.Pos, "expression", "<%s> is no annotation expression", e.Name)
		} else {
			l.diags.Warnf(e.Pos, "expression", "<%s> is no annotation expression; it counts as null", e.Name)
		}
		return &metadata.Null{Pos: e.Pos}
	}
	x := &metadata.Call{Name: e.Name, Pos: e.Pos, Annotations: l.inline(e)}
	for _, a := range e.Attributes {
		if operand := l.scalar(a.Name, a.Value, e.Pos); operand != nil {
			x.Args = append(x.Args, operand)
			continue
		}
		if a.Name == "Type" || a.Name == "Function" {
			a.Value = l.typeName(a.Value)
		}
		x.Attributes = append(x.Attributes, metadata.Attribute{Name: a.Name, Value: a.Value})
	}
	for _, c := range e.Children {
		if c.Name != "Annotation" {
			x.Args = append(x.Args, l.expression(c))
		}
	}
	if e.Name == "LabeledElementReference" && e.Text != "" {
		x.Attributes = append(x.Attributes, metadata.Attribute{Name: "Name", Value: l.unalias(strings.TrimSpace(e.Text))})
	}
	return x
}
