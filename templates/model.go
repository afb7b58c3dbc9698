package templates

// This file prints the structs of entity and complex types with their JSON tags and the methods by which encoding/json
// sees what the runtime sees.

import (
	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// model prints the struct and its JSON methods.
func model(f *file, t *ir.Type) {
	structure(f, t)
	jsonMethods(f, t)
}

// structure prints the struct.
func structure(f *file, t *ir.Type) {
	documented(f, t.Doc)
	f.Type().Id(t.GoName).StructFunc(func(g *jen.Group) {
		embedded := g.Add(runtimeID("Undeclared"))
		switch {
		case t.WireType != "":
			embedded.Tag(map[string]string{"odata": "@odata.type=" + t.WireType})
		case t.Kind == ir.Entity || t.Kind == ir.Complex:
			embedded.Tag(map[string]string{"odata": "type=" + t.SchemaName})
		}
		if len(t.Fields) > 0 {
			g.Line()
		}
		for _, field := range t.Fields {
			documented(g, field.Doc)
			g.Id(field.GoName).Add(f.goType(field.Type)).Tag(map[string]string{"json": field.SchemaName + ",omitzero"})
		}
	})
}

// jsonMethods prints the methods by which encoding/json sees what the runtime sees.
func jsonMethods(f *file, t *ir.Type) {
	f.Comment("// MarshalJSON writes the members that are present, including undeclared ones.")
	f.Func().Params(jen.Id(t.Receiver).Id(t.GoName)).Id("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).Block(
		jen.Return(runtimeID("Marshal").Call(jen.Op("&").Id("m"))))
	f.Comment("// UnmarshalJSON reads the members and keeps undeclared ones.")
	f.Func().Params(self(t)).Id("UnmarshalJSON").Params(jen.Id("data").Index().Byte()).Error().Block(
		jen.Return(runtimeID("Unmarshal").Call(jen.Id("data"), jen.Id(t.Receiver))))
}

// parameters prints the struct for the parameters of an action.
func parameters(f *file, t *ir.Type) {
	structure(f, t)
	jsonMethods(f, t)
	rules(f, t)
}

// self is the receiver of a model's methods.
func self(t *ir.Type) *jen.Statement { return jen.Id(t.Receiver).Op("*").Id(t.GoName) }
