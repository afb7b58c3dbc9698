package plan

// This file is how the plan says Go types: an identifier carries its import path, the template qualifies it when it
// prints. typeOf maps a use of a schema type to Go, in the one place where that is decided.

import (
	"encoding/json"
	"path"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/metadata"
)

// GoType is a Go type: a name with type arguments, or a pointer to or slice of another type.
type GoType struct {
	// Path is the import path of Name; "" for predeclared types and for the package's own.
	Path string
	Name string
	Args []GoType
	// Local says that Name is declared by the generated package.
	Local bool
	// Interface says that Name is an interface: nil is a value of it.
	Interface bool
	// Pointer and Slice hold the element type of a pointer or slice; then Name is "".
	Pointer *GoType
	Slice   *GoType
}

// Qualified prints the type as seen from outside the generated package, whose name is given.
func (t GoType) Qualified(pkg string) string {
	switch {
	case t.Pointer != nil:
		return "*" + t.Pointer.Qualified(pkg)
	case t.Slice != nil:
		return "[]" + t.Slice.Qualified(pkg)
	}
	name := t.Name
	switch {
	case t.Local && pkg != "":
		name = pkg + "." + name
	case t.Path != "":
		name = path.Base(t.Path) + "." + name
	}
	for i, a := range t.Args {
		name += map[bool]string{true: "[", false: ", "}[i == 0] + a.Qualified(pkg)
	}
	if len(t.Args) > 0 {
		name += "]"
	}
	return name
}

// String prints the type as the generated package writes it.
func (t GoType) String() string { return t.Qualified("") }

// MarshalJSON writes the type as Go text.
func (t GoType) MarshalJSON() ([]byte, error) { return json.Marshal(t.String()) }

// basic says whether the type is a predeclared one, such as string: a type made of it loses no methods.
func (t GoType) basic() bool { return t.Path == "" && t.Pointer == nil && t.Slice == nil }

func pointerTo(t GoType) GoType { return GoType{Pointer: &t} }
func sliceOf(t GoType) GoType   { return GoType{Slice: &t} }
func runtimeType(name string, args ...GoType) GoType {
	return GoType{Path: ir.RuntimePath(name), Name: name, Args: args}
}
func optional(t GoType) GoType { return runtimeType("Opt", t) }

// primitive is the Go type of a primitive type (CSDL 4.01, section 3.3). Types that JSON carries in forms of their own -
// Geo*, Untyped and the abstract ones - stay raw JSON.
func primitive(name string) GoType {
	switch name {
	case "String":
		return GoType{Name: "string"}
	case "Boolean":
		return GoType{Name: "bool"}
	case "Byte":
		return GoType{Name: "uint8"}
	case "SByte":
		return GoType{Name: "int8"}
	case "Int16", "Int32", "Int64":
		return GoType{Name: "int" + name[3:]}
	case "Single":
		return GoType{Name: "float32"}
	case "Double":
		return GoType{Name: "float64"}
	case "Decimal", "Date", "TimeOfDay", "Duration":
		return runtimeType(name)
	case "DateTimeOffset":
		return GoType{Path: "time", Name: "Time"}
	case "Guid":
		return runtimeType("GUID")
	case "Binary":
		return sliceOf(GoType{Name: "byte"})
	}
	return runtimeType("Raw")
}

// value is the Go type of one value of a schema type: structured types are pointers, since they may contain themselves, and interfaces
// where other types of the package derive from them.
func (p *planner) value(t metadata.Type) GoType {
	switch t := t.(type) {
	case *metadata.PrimitiveType:
		return primitive(t.Name)
	case *metadata.StructuredType:
		if p.closure.Has(t) == nil {
			return runtimeType("Raw")
		}
		if len(p.closure.Family(t)) > 0 {
			return GoType{Name: p.names.Family(t), Local: true, Interface: true}
		}
		return pointerTo(GoType{Name: p.names.Type(t), Local: true})
	}
	return GoType{Name: p.names.Type(t), Local: true}
}

// typeOf is the Go type of a property: optional, a slice where it is a collection.
func (p *planner) typeOf(ref metadata.TypeRef) GoType {
	if !ref.Collection {
		return optional(p.value(ref.Type))
	}
	return optional(sliceOf(p.itemOf(ref)))
}

// itemOf is the Go type of an item of a collection.
//
// Items are plain values: null is kept by the runtime where the service sends one. Only where the schema says that items may be null
// are they optional themselves, so that a program can write one.
func (p *planner) itemOf(ref metadata.TypeRef) GoType {
	item := p.value(ref.Type)
	if item.Name == "uint8" {
		item = runtimeType("Byte") // []uint8 would be a Binary
	}
	if item.Pointer == nil && !item.Interface && ref.Nullable && ref.NullableGiven {
		item = optional(item)
	}
	return item
}
