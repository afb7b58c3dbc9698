package templates

// This file prints the methods between a type and those that derive from it, a line each.

import (
	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// conversions prints the methods to derived types, then those to base types.
func conversions(f *file, t *ir.Type) {
	receiver := func() *jen.Statement { return jen.Id(t.Receiver).Op("*").Id(t.GoName) }
	for _, c := range t.Derived {
		documented(f, c.Doc)
		f.Func().Params(receiver()).Id(c.GoName).Params().Params(jen.Op("*").Id(c.Type), jen.Bool()).Block(
			jen.Return(runtimeID("AsDerived").CallFunc(func(g *jen.Group) {
				g.Id(t.Receiver)
				g.New(jen.Id(c.Type))
				for _, name := range c.Types {
					g.Lit(name)
				}
			})))
	}
	for _, c := range t.Bases {
		documented(f, c.Doc)
		f.Func().Params(receiver()).Id(c.GoName).Params().Op("*").Id(c.Type).Block(
			jen.Return(runtimeID("AsBase").Call(jen.Id(t.Receiver), jen.New(jen.Id(c.Type)), jen.Lit(t.SchemaName))))
	}
}
