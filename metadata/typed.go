package metadata

// This file gives the constants of annotations the types of their terms. CSDL XML says of a constant whether it is a date or a path;
// CSDL JSON has strings and numbers, and only the term knows (CSDL JSON 4.01, section 14.4).

import (
	"slices"
	"strconv"
	"strings"
)

// untyped is an annotation of a JSON document, with the aliases that its paths use.
type untyped struct {
	annotation *Annotation
	scope      *scope
}

// typeConstants looks up the terms of annotations without a value, which have the term's default value, and of those of JSON documents.
func (l *loader) typeConstants() {
	for a := range l.untagged {
		if term := l.model.ExactTerm(a.Term); term != nil && term.DefaultValue != nil {
			l.in(term.Named.Pos) // Whose aliases a default value that is a path has.
			a.Value = l.typedValue(&Constant{Kind: String, Text: *term.DefaultValue, Pos: a.Pos}, term.Type)
		}
	}
	for _, u := range l.untyped {
		if term := l.termOf(u.annotation.Term); term != nil {
			l.scope = u.scope
			u.annotation.Value = l.typedValue(u.annotation.Value, term.Type)
		}
	}
	l.untyped = nil
}

// typedValue is an expression with its constants as the type wants them. What does not fit the type stays as it is.
func (l *loader) typedValue(x Expression, t Type) Expression {
	switch x := x.(type) {
	case *Constant:
		return l.typedConstant(x, t)
	case *Collection:
		for i, item := range x.Items {
			x.Items[i] = l.typedValue(item, t)
		}
	case *Record:
		if x.Type != "" {
			t = l.typeOf(x.Type)
			l.lookUp()
		}
		s, ok := t.(*StructuredType)
		if !ok {
			return x
		}
		for i, p := range x.Properties {
			if property := s.Property(p.Name); property != nil {
				x.Properties[i].Value = l.typedValue(p.Value, property.Type)
			}
		}
	case *Call:
		if x.Name == "If" && len(x.Args) > 1 {
			for i := range x.Args[1:] {
				x.Args[i+1] = l.typedValue(x.Args[i+1], t)
			}
		}
	}
	return x
}

func (l *loader) typedConstant(c *Constant, t Type) Expression {
	switch t := t.(type) {
	case *TypeDefinition:
		return l.typedConstant(c, t.Underlying)
	case *EnumType:
		return l.enumConstant(c, t)
	case *PrimitiveType:
		if kind, ok := constantKind(t); ok && (c.Kind == String || c.Kind == Int || c.Kind == Decimal || c.Kind == Float) {
			c.Kind = kind
		} else if c.Kind == String && strings.HasSuffix(t.Name, "Path") {
			return &Path{Kind: PathKind(t.Name), Text: l.path(c.Text), Pos: c.Pos}
		}
	}
	return c
}

// constantKind is the kind of constant that a primitive type has; a string or number in JSON may be one.
func constantKind(t *PrimitiveType) (ConstantKind, bool) {
	switch t.Name {
	case "Byte", "SByte", "Int16", "Int32", "Int64":
		return Int, true
	case "Single", "Double":
		return Float, true
	case "Boolean":
		return Bool, true
	case "Binary", "Date", "DateTimeOffset", "Decimal", "Duration", "Guid", "TimeOfDay":
		return ConstantKind(t.Name), true
	}
	return "", false
}

// numbers are the names of an enumeration's members by value, the first one where several have it.
func (l *loader) numbers(t *EnumType) map[int64]string {
	names := l.enumNumbers[t]
	if names == nil {
		names = map[int64]string{}
		for _, m := range slices.Backward(t.Members) {
			names[m.Value] = m.Name
		}
		l.enumNumbers[t] = names
	}
	return names
}

// enumConstant reads members by name, as in "red,green", or a number.
func (l *loader) enumConstant(c *Constant, t *EnumType) Expression {
	v := &EnumValue{Type: t.QualifiedName(), Pos: c.Pos}
	switch c.Kind {
	case String:
		for name := range strings.SplitSeq(c.Text, ",") {
			v.Members = append(v.Members, strings.TrimSpace(name))
		}
		return v
	case Int:
		number, err := strconv.ParseInt(c.Text, 10, 64)
		if name, ok := l.numbers(t)[number]; err == nil && ok {
			v.Members = []string{name}
			return v
		}
	}
	return c
}
