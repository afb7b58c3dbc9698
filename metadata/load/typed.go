package load

// This file gives the constants of annotations the types of their terms. CSDL XML says of a constant whether it is a date or a path;
// CSDL JSON has strings and numbers, and only the term knows (CSDL JSON 4.01, section 14.4).

import (
	"slices"
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// untyped is an annotation of a JSON document, with the aliases that its paths use.
type untyped struct {
	annotation *metadata.Annotation
	scope      *scope
}

// typeConstants looks up the terms of annotations without a value, which have the term's default value, and of those of JSON documents.
func (l *loader) typeConstants() {
	for a := range l.untagged {
		if term := l.model.ExactTerm(a.Term); term != nil && term.DefaultValue != nil {
			l.in(term.Named.Pos) // Whose aliases a default value that is a path has.
			a.Value = l.typedValue(&metadata.Constant{Kind: metadata.String, Text: *term.DefaultValue, Pos: a.Pos}, term.Type)
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
func (l *loader) typedValue(x metadata.Expression, t metadata.Type) metadata.Expression {
	switch x := x.(type) {
	case *metadata.Constant:
		return l.typedConstant(x, t)
	case *metadata.Collection:
		for i, item := range x.Items {
			x.Items[i] = l.typedValue(item, t)
		}
	case *metadata.Record:
		if x.Type != "" {
			t = l.typeOf(x.Type)
			l.lookUp()
		}
		s, ok := t.(*metadata.StructuredType)
		if !ok {
			return x
		}
		for i, p := range x.Properties {
			if property := s.Property(p.Name); property != nil {
				x.Properties[i].Value = l.typedValue(p.Value, property.Type)
			}
		}
	case *metadata.Call:
		if x.Name == "If" && len(x.Args) > 1 {
			for i := range x.Args[1:] {
				x.Args[i+1] = l.typedValue(x.Args[i+1], t)
			}
		}
	}
	return x
}

func (l *loader) typedConstant(c *metadata.Constant, t metadata.Type) metadata.Expression {
	switch t := t.(type) {
	case *metadata.TypeDefinition:
		return l.typedConstant(c, t.Underlying)
	case *metadata.EnumType:
		return l.enumConstant(c, t)
	case *metadata.PrimitiveType:
		if kind, ok := constantKind(t); ok && (c.Kind == metadata.String || c.Kind == metadata.Int || c.Kind == metadata.Decimal || c.Kind == metadata.Float) {
			c.Kind = kind
		} else if c.Kind == metadata.String && strings.HasSuffix(t.Name, "Path") {
			return &metadata.Path{Kind: metadata.PathKind(t.Name), Text: l.path(c.Text), Pos: c.Pos}
		}
	}
	return c
}

// constantKind is the kind of constant that a primitive type has; a string or number in JSON may be one.
func constantKind(t *metadata.PrimitiveType) (metadata.ConstantKind, bool) {
	switch t.Name {
	case "Byte", "SByte", "Int16", "Int32", "Int64":
		return metadata.Int, true
	case "Single", "Double":
		return metadata.Float, true
	case "Boolean":
		return metadata.Bool, true
	case "Binary", "Date", "DateTimeOffset", "Decimal", "Duration", "Guid", "TimeOfDay":
		return metadata.ConstantKind(t.Name), true
	}
	return "", false
}

// numbers are the names of an enumeration's members by value, the first one where several have it.
func (l *loader) numbers(t *metadata.EnumType) map[int64]string {
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
func (l *loader) enumConstant(c *metadata.Constant, t *metadata.EnumType) metadata.Expression {
	v := &metadata.EnumValue{Type: t.QualifiedName(), Pos: c.Pos}
	switch c.Kind {
	case metadata.String:
		for name := range strings.SplitSeq(c.Text, ",") {
			v.Members = append(v.Members, strings.TrimSpace(name))
		}
		return v
	case metadata.Int:
		number, err := strconv.ParseInt(c.Text, 10, 64)
		if name, ok := l.numbers(t)[number]; err == nil && ok {
			v.Members = []string{name}
			return v
		}
	}
	return c
}
