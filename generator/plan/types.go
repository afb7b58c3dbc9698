package plan

// This file decides which Go type stands for a use of a schema type.

import (
	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/metadata"
)

// primitive is the Go type of a primitive type (CSDL 4.01, section 3.3). Types that JSON carries in forms of their own
// - Geo*, Untyped and the abstract ones - stay raw JSON.
func primitive(name string) ir.GoType {
	switch name {
	case "String":
		return ir.GoType{Name: "string"}
	case "Boolean":
		return ir.GoType{Name: "bool"}
	case "Byte":
		return ir.GoType{Name: "uint8"}
	case "SByte":
		return ir.GoType{Name: "int8"}
	case "Int16", "Int32", "Int64":
		return ir.GoType{Name: "int" + name[3:]}
	case "Single":
		return ir.GoType{Name: "float32"}
	case "Double":
		return ir.GoType{Name: "float64"}
	case "Decimal", "Date", "TimeOfDay", "Duration":
		return ir.RuntimeType(name)
	case "DateTimeOffset":
		return ir.GoType{Package: "time", Name: "Time"}
	case "Guid":
		return ir.RuntimeType("GUID")
	case "Binary":
		return ir.SliceOf(ir.GoType{Name: "byte"})
	}
	return ir.RuntimeType("Raw")
}

// value is the Go type of one value of a schema type: structured types are pointers, since they may contain themselves.
func (p *planner) value(t metadata.Type) ir.GoType {
	switch t := t.(type) {
	case *metadata.PrimitiveType:
		return primitive(t.Name)
	case *metadata.StructuredType:
		if p.closure.Has(t) == nil {
			return ir.RuntimeType("Raw")
		}
		return ir.PointerTo(ir.GoType{Name: p.names.Type(t)})
	}
	return ir.GoType{Name: p.names.Type(t)}
}

// typeOf is the Go type of a property: optional, a slice where it is a collection.
func (p *planner) typeOf(ref metadata.TypeRef) ir.GoType {
	if !ref.Collection {
		return ir.Optional(p.value(ref.Type))
	}
	return ir.Optional(ir.SliceOf(p.itemOf(ref)))
}

// itemOf is the Go type of an item of a collection.
//
// Items are plain values: null is kept by the runtime where the service sends one. Only where the schema says that
// items may be null are they optional themselves, so that a program can write one.
func (p *planner) itemOf(ref metadata.TypeRef) ir.GoType {
	item := p.value(ref.Type)
	if item.Name == "uint8" {
		item = ir.RuntimeType("Byte") // []uint8 would be a Binary
	}
	if item.Pointer == nil && ref.Nullable && ref.NullableGiven {
		item = ir.Optional(item)
	}
	return item
}
