package metadata

// This file reads annotations and their expressions (CSDL 4.01, section 14), in attribute and in element notation.

import "strings"

// inline are the annotations directly inside an element.
func (l *loader) inline(e *Element) Annotations {
	var all Annotations
	for _, c := range e.Children {
		if c.Name == "Annotation" && c.Space == edmSpace {
			all = append(all, l.annotation(c, l.model.aliases))
		}
	}
	return all
}

// annotation reads one Annotation element.
func (l *loader) annotation(e *Element, aliases map[string]string) *Annotation {
	a := &Annotation{Term: unalias(e.get("Term"), aliases), Qualifier: e.get("Qualifier"), Pos: e.Pos}
	if a.Term == "" {
		l.diags.Errorf(e.Pos, "attribute-missing", "<Annotation> has no attribute Term")
	}
	a.Value = l.expressionOf(e, aliases)
	if a.Value == nil {
		a.Value = &Constant{Kind: Bool, Text: "true", Pos: e.Pos}
		l.untagged = append(l.untagged, a)
	}
	for _, c := range e.Children {
		if c.Name == "Annotation" {
			a.Annotations = append(a.Annotations, l.annotation(c, aliases))
		}
	}
	return a
}

// unalias replaces the alias of a qualified name.
func unalias(name string, aliases map[string]string) string {
	namespace, last := splitName(name)
	if full, ok := aliases[namespace]; ok {
		return full + "." + last
	}
	return name
}

// path replaces the aliases in the segments of a path.
func (l *loader) path(text string, aliases map[string]string) string {
	if !strings.Contains(text, ".") {
		return text
	}
	segments := strings.Split(text, "/")
	for i, s := range segments {
		mark := ""
		if strings.HasPrefix(s, "@") {
			mark, s = "@", s[1:]
		}
		segments[i] = mark + unalias(s, aliases)
	}
	return strings.Join(segments, "/")
}

// expressionOf is the expression that an element carries in an attribute or as its first child, or nil.
func (l *loader) expressionOf(e *Element, aliases map[string]string) Expression {
	for _, a := range e.Attributes {
		if a.Space == "" {
			if x := l.scalar(a.Name, a.Value, e.Pos, aliases); x != nil {
				return x
			}
		}
	}
	for _, c := range e.Children {
		if c.Name != "Annotation" {
			return l.expression(c, aliases)
		}
	}
	return nil
}

// scalar is the expression of a name and a text: a constant, an enumeration value or a path; nil for another name.
func (l *loader) scalar(name, text string, pos Pos, aliases map[string]string) Expression {
	switch kind := ConstantKind(name); kind {
	case Binary, Bool, Date, DateTimeOffset, Decimal, Duration, Float, GUID, Int, String, TimeOfDay:
		if kind != String {
			text = strings.TrimSpace(text)
		}
		return &Constant{Kind: kind, Text: text, Pos: pos}
	}
	switch kind := PathKind(name); kind {
	case ValuePath, PropertyPath, NavigationPropertyPath, AnnotationPath, ModelElementPath, AnyPropertyPath:
		return &Path{Kind: kind, Text: l.path(strings.TrimSpace(text), aliases), Pos: pos}
	}
	switch name {
	case "EnumMember":
		return enumValue(text, pos, aliases)
	case "UrlRef":
		return &Call{Name: name, Args: []Expression{&Constant{Kind: String, Text: text, Pos: pos}}, Pos: pos}
	}
	return nil
}

// enumValue reads "ns.type/member ns.type/member".
func enumValue(text string, pos Pos, aliases map[string]string) *EnumValue {
	v := &EnumValue{Pos: pos}
	for word := range strings.FieldsSeq(text) {
		typeName, member, qualified := strings.Cut(word, "/")
		if !qualified {
			member = typeName
		} else {
			v.Type = unalias(typeName, aliases)
		}
		v.Members = append(v.Members, member)
	}
	return v
}

// expression reads an expression in element notation.
func (l *loader) expression(e *Element, aliases map[string]string) Expression {
	switch e.Name {
	case "Collection":
		x := &Collection{Pos: e.Pos}
		for _, c := range e.Children {
			x.Items = append(x.Items, l.expression(c, aliases))
		}
		return x
	case "Record":
		return l.record(e, aliases)
	case "Null":
		return &Null{Pos: e.Pos}
	}
	if e.Name != "UrlRef" || len(e.Children) == 0 {
		if x := l.scalar(e.Name, e.Text, e.Pos, aliases); x != nil {
			return x
		}
	}
	return l.call(e, aliases)
}

func (l *loader) record(e *Element, aliases map[string]string) *Record {
	r := &Record{Type: unalias(e.get("Type"), aliases), Pos: e.Pos}
	for _, c := range e.Children {
		switch c.Name {
		case "PropertyValue":
			p := PropertyValue{Name: c.get("Property"), Value: l.expressionOf(c, aliases), Pos: c.Pos}
			if p.Name == "" {
				l.diags.Errorf(c.Pos, "attribute-missing", "<PropertyValue> has no attribute Property")
			}
			if p.Value == nil {
				p.Value = &Constant{Kind: Bool, Text: "true", Pos: c.Pos}
			}
			for _, a := range c.Children {
				if a.Name == "Annotation" {
					p.Annotations = append(p.Annotations, l.annotation(a, aliases))
				}
			}
			r.Properties = append(r.Properties, p)
		case "Annotation":
			r.Annotations = append(r.Annotations, l.annotation(c, aliases))
		default:
			l.unexpected(c, "Record")
		}
	}
	return r
}

// calls are the dynamic expressions that are kept and not evaluated (section 14.4).
const calls = " And Or Not Eq Ne Gt Ge Lt Le Has In Add Sub Neg Mul Div DivBy Mod Apply Cast IsOf If LabeledElement LabeledElementReference UrlRef "

func (l *loader) call(e *Element, aliases map[string]string) Expression {
	if !strings.Contains(calls, " "+e.Name+" ") {
		l.diags.Errorf(e.Pos, "expression", "<%s> is no annotation expression", e.Name)
		return &Null{Pos: e.Pos}
	}
	x := &Call{Name: e.Name, Pos: e.Pos}
	for _, a := range e.Attributes {
		if operand := l.scalar(a.Name, a.Value, e.Pos, aliases); operand != nil {
			x.Args = append(x.Args, operand)
			continue
		}
		x.Attributes = append(x.Attributes, Attribute{a.Name, a.Value})
	}
	for _, c := range e.Children {
		if c.Name != "Annotation" {
			x.Args = append(x.Args, l.expression(c, aliases))
		}
	}
	if e.Name == "LabeledElementReference" && e.Text != "" {
		x.Attributes = append(x.Attributes, Attribute{"Name", strings.TrimSpace(e.Text)})
	}
	return x
}
