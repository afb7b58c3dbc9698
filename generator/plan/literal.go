package plan

// This file decides how the values of keys and of function parameters become URL literals.

import (
	"strings"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
)

// keyParams are the parameters of Key, in the order of the step.
func (p *planner) keyParams(s selection.Step) []ir.KeyParam {
	taken := keyLocals()
	params := make([]ir.KeyParam, len(s.Keys))
	for i, k := range s.Keys {
		params[i] = p.literalParam(k.Ref.Alias, k.Ref.Property.TypeRef)
		params[i].GoName = local(params[i].SchemaName, taken, p.hidden)
	}
	return params
}

// literalParam decides how a value becomes a URL literal. What has no literal of its own - collections, structured
// values - is JSON behind a parameter alias.
func (p *planner) literalParam(name string, ref metadata.TypeRef) ir.KeyParam {
	k := ir.KeyParam{SchemaName: name, Type: p.value(ref.Type)}
	if ref.Collection {
		k.Type, k.Literal = ir.SliceOf(p.itemOf(ref)), ir.JSONLiteral
		return k
	}
	kind := ""
	switch t := ref.Type.(type) {
	case *metadata.EnumType:
		k.Literal = ir.EnumLiteral
		return k
	case *metadata.TypeDefinition:
		kind = t.Underlying.Name
		if k.SRID = ref.Facets.SRID; k.SRID == "" {
			k.SRID = t.Facets.SRID
		}
	case *metadata.PrimitiveType:
		kind, k.SRID = t.Name, ref.Facets.SRID
	}
	if k.Literal = primitiveLiteral(kind); k.Literal.In() == "" {
		k.SRID = ""
	}
	return k
}

// primitiveLiteral is how a value of a primitive type becomes a literal; "" stands for a structured type.
func primitiveLiteral(kind string) ir.LiteralKind {
	switch kind {
	case "":
		return ir.JSONLiteral
	case "String":
		return ir.StringLiteral
	case "Boolean":
		return ir.BoolLiteral
	case "Byte", "SByte", "Int16", "Int32", "Int64":
		return ir.IntLiteral
	case "Single":
		return ir.SingleLiteral
	case "Double":
		return ir.FloatLiteral
	}
	return otherLiteral(kind)
}

// otherLiteral is primitiveLiteral for the types that Go has no predeclared type for.
func otherLiteral(kind string) ir.LiteralKind {
	switch {
	case strings.HasPrefix(kind, "Geography"):
		return ir.GeographyLiteral
	case strings.HasPrefix(kind, "Geometry"):
		return ir.GeometryLiteral
	}
	switch kind {
	case "Decimal":
		return ir.DecimalLiteral
	case "Date":
		return ir.DateLiteral
	case "TimeOfDay":
		return ir.TimeOfDayLiteral
	case "Duration":
		return ir.DurationLiteral
	case "DateTimeOffset":
		return ir.TimeLiteral
	case "Guid":
		return ir.GUIDLiteral
	case "Binary":
		return ir.BinaryLiteral
	}
	return ir.RawLiteral
}
