package load

// This file gives the constants of annotations the types of their terms. CSDL XML says of a constant whether it is a
// date or a path; CSDL JSON has strings and numbers, and only the term knows (CSDL JSON 4.01, section 14.4).

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

// typer gives constants their types.
type typer struct {
	model *metadata.Model
	// membersOf are the names of the members of enumerations by value.
	numbers map[*metadata.EnumType]map[int64]string
}

// typeConstants looks up the terms of annotations without a value, which have the term's default value, and of those of
// JSON documents.
func typeConstants(d *declarations) {
	t := &typer{model: d.model, numbers: map[*metadata.EnumType]map[int64]string{}}
	for _, a := range d.implied {
		if term := d.model.ExactTerm(a.Term); term != nil && term.DefaultValue != nil {
			// A default value that is a path has the aliases of the document that declares the term.
			a.Value = t.value(&metadata.Constant{Kind: metadata.String, Text: *term.DefaultValue, Pos: a.Pos}, term.Type, d.termScopes[term])
		}
	}
	for _, u := range d.untyped {
		if term := d.model.ExactTerm(u.annotation.Term); term != nil {
			u.annotation.Value = t.value(u.annotation.Value, term.Type, u.scope)
		}
	}
}

// value is an expression with its constants as the type wants them. What does not fit the type stays as it is.
func (t *typer) value(x metadata.Expression, of metadata.Type, s *scope) metadata.Expression {
	switch x := x.(type) {
	case *metadata.Constant:
		return t.constant(x, of, s)
	case *metadata.Collection:
		for i, item := range x.Items {
			x.Items[i] = t.value(item, of, s)
		}
	case *metadata.Record:
		if x.Type != "" {
			of = t.model.ExactType(x.Type)
		}
		structured, ok := of.(*metadata.StructuredType)
		if !ok {
			return x
		}
		for i, p := range x.Properties {
			if property := structured.Property(p.Name); property != nil {
				x.Properties[i].Value = t.value(p.Value, property.Type, s)
			}
		}
	case *metadata.Call:
		if x.Name == "If" && len(x.Args) > 1 {
			for i := range x.Args[1:] {
				x.Args[i+1] = t.value(x.Args[i+1], of, s)
			}
		}
	}
	return x
}

func (t *typer) constant(c *metadata.Constant, of metadata.Type, s *scope) metadata.Expression {
	switch of := of.(type) {
	case *metadata.TypeDefinition:
		return t.constant(c, of.Underlying, s)
	case *metadata.EnumType:
		return t.enumConstant(c, of)
	case *metadata.PrimitiveType:
		if kind, ok := of.ConstantKind(); ok && (c.Kind == metadata.String || c.Kind == metadata.Int || c.Kind == metadata.Decimal || c.Kind == metadata.Float) {
			c.Kind = kind
		} else if c.Kind == metadata.String && strings.HasSuffix(of.Name, "Path") {
			return &metadata.Path{Kind: metadata.PathKind(of.Name), Text: s.path(c.Text), Pos: c.Pos}
		}
	}
	return c
}

// membersOf are the names of an enumeration's members by value, the first one where several have it.
func (t *typer) membersOf(of *metadata.EnumType) map[int64]string {
	names := t.numbers[of]
	if names == nil {
		names = map[int64]string{}
		for _, m := range slices.Backward(of.Members) {
			names[m.Value] = m.Name
		}
		t.numbers[of] = names
	}
	return names
}

// enumConstant reads members by name, as in "red,green", or a number.
func (t *typer) enumConstant(c *metadata.Constant, of *metadata.EnumType) metadata.Expression {
	v := &metadata.EnumValue{Type: of.QualifiedName(), Pos: c.Pos}
	switch c.Kind {
	case metadata.String:
		for name := range strings.SplitSeq(c.Text, ",") {
			v.Members = append(v.Members, strings.TrimSpace(name))
		}
		return v
	case metadata.Int:
		number, err := strconv.ParseInt(c.Text, 10, 64)
		if name, ok := t.membersOf(of)[number]; err == nil && ok {
			v.Members = []string{name}
			return v
		}
	}
	return c
}
