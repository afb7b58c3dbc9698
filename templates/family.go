package templates

// This file prints families: the interface that stands where a type is declared that other types derive from, and what tells the runtime
// which types it can make.

import (
	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// family prints the interface of a type and its derived types, with the runtime's odata.Family behind it.
func family(f *file, t *ir.Type) {
	documented(f, t.Family.Doc)
	f.Type().Id(t.Family.GoName).Interface(
		jen.Id(t.Family.Itself.Method).Params().Id(t.Family.Itself.Maker),
	)
	f.Comment("// " + t.Family.Itself.Maker + " makes the values of " + t.Family.GoName + ".")
	f.Type().Id(t.Family.Itself.Maker).Struct()
	f.Comment("// New returns a new value of the type with the qualified name.")
	f.Func().Params(jen.Id(t.Family.Itself.Maker)).Id("New").Params(jen.Id("typeName").String()).Any().Block(
		jen.Switch(jen.Id("typeName")).BlockFunc(func(g *jen.Group) {
			for _, m := range t.Family.Members {
				g.Case(jen.Lit(m.SchemaName)).Block(jen.Return(jen.New(jen.Id(m.GoName))))
			}
		}),
		jen.Return(jen.New(jen.Id(t.GoName))),
	)
}

// families prints the methods by which a type is in families.
func families(f *file, t *ir.Type) {
	for _, m := range t.Families {
		f.Comment("// " + m.Method + " puts " + t.GoName + " into the family of " + m.Base + ".")
		f.Func().Params(jen.Op("*").Id(t.GoName)).Id(m.Method).Params().Id(m.Maker).Block(
			jen.Return(jen.Id(m.Maker).Values()))
	}
}
